"""Problem documents (RFC 9457) with a Persian detail that says what to do next."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.channels.insight.problems import INSIGHT_DETAILS
from assistant.channels.web.refusals import refusals, route_of
from assistant.conversation.store import ConversationGoneError
from assistant.guessing.puzzles import Puzzle

DETAILS = {
    "unauthorised": (401, "نشان دسترسی این گفت‌وگو درست نیست. گفت‌وگوی تازه‌ای باز کنید."),
    "not_signed_in": (401, "وارد میز نشده‌اید یا زمان ورودتان گذشته است. دوباره وارد شوید."),
    "sign_in_failed": (401, "نام کاربری، گذرواژه یا کد یک‌بارمصرف درست نیست. دوباره وارد کنید."),
    "single_sign_on_failed": (
        401,
        "ورود با سامانهٔ هویتی انجام نشد یا حسابی به آن پیوند ندارد. دوباره وارد شوید "
        "یا از مدیر بخواهید.",
    ),
    "identity_refused": (
        401,
        "ورود از درگاه پذیرفته نشد. صفحهٔ درگاه را تازه کنید و دوباره وارد شوید؛ با کد رهگیری و رمز "
        "هم می‌توانید پرونده‌تان را ببینید.",
    ),
    "citizen_not_signed_in": (
        401,
        "وارد نشده‌اید یا زمان ورودتان گذشته است. دوباره از درگاه وارد شوید، یا پرونده را با کد "
        "رهگیری و رمز ببینید.",
    ),
    "bad_key": (401, "کلید دسترسی درست نیست، باطل شده یا زمانش گذشته است. کلید تازه‌ای بخواهید."),
    "forbidden": (403, "نقش شما اجازهٔ این کار را ندارد. از مدیر سامانه بخواهید."),
    "csrf": (403, "این درخواست از صفحهٔ میز نیامده است. صفحه را تازه کنید و دوباره بفرستید."),
    "bad_signature": (401, "امضا یا زمان پیام درست نیست. رمز مشترک و ساعت دو سامانه را ببینید."),
    "not_found": (404, "چیزی با این نشانی پیدا نشد. نشانی یا کد را دوباره ببینید."),
    "nothing_to_redact": (
        404,
        "این واژه‌ها در این نوشته‌ها نیست. همان‌طور که در متن آمده است بنویسید.",
    ),
    "period_not_found": (
        404,
        "این دوره را نشناختیم. ماه را مانند 1405-06 و فصل را مانند 1405-S2 بنویسید.",
    ),
    "case_not_found": (404, "پرونده‌ای با این کد و رمز پیدا نشد. هر دو را دوباره ببینید."),
    "pin_code_wrong": (
        403,
        "این کد درست نیست یا زمانش گذشته است. آن را دوباره ببینید یا کد تازه‌ای بخواهید.",
    ),
    "sms_off": (
        409,
        "این سامانه پیامک نمی‌فرستد، پس رمز تازه را از این راه نمی‌شود گرفت.",
    ),
    "method_not_allowed": (405, "این نشانی با این روش کار نمی‌کند."),
    "not_owner": (409, "این گفت‌وگو در دست شما نیست. صف را تازه کنید."),
    "colleague_away": (
        409,
        "این همکار اکنون پای میز نیست. گفت‌وگو را به همکاری که هست بسپارید یا به صف برگردانید.",
    ),
    "enrolment_invalid": (410, "این پیوند به کار رفته یا زمانش گذشته است. پیوند تازه‌ای بخواهید."),
    "move_not_allowed": (409, "این کار در وضعیت کنونی پرونده شدنی نیست. وضعیت را دوباره ببینید."),
    "case_under_way": (
        409,
        "تا این پرونده به پایان نرسد، نوشته‌هایش برای رسیدگی لازم است. اگر رسیدگی نمی‌خواهید، نخست "
        "آن را پس بگیرید و سپس پاک کنید.",
    ),
    "period_move_not_allowed": (
        409,
        "این کار با آمار این دوره شدنی نیست: یا زمانش نرسیده یا گذشته است، یا پرونده‌ای از دستگاه "
        "دیگری در آن است. وضعیت دوره را دوباره ببینید.",
    ),
    "login_taken": (409, "این نام کاربری از آن کس دیگری است. نام دیگری بنویسید."),
    "own_account": (
        409,
        "نقش، وضعیت و ورودهای حساب خودتان را مدیر دیگری تغییر می‌دهد. گذرواژه‌تان را در «حساب من» "
        "عوض کنید.",
    ),
    "last_administrator": (
        409,
        "این تنها مدیر سامانه است که می‌تواند وارد شود. نخست مدیر دیگری دعوت کنید و بگذارید "
        "حسابش را بسازد.",
    ),
    "ready_answer_changed": (
        409,
        "کس دیگری همین پاسخ را پیش از شما تغییر داد. نوشتهٔ شما هنوز ذخیره نشده است؛ "
        "نسخهٔ او را ببینید و اگر نوشتهٔ خودتان را می‌خواهید، دوباره ذخیره کنید.",
    ),
    "ready_answers_full": (
        409,
        "بیش از ۳۰۰ پاسخ آماده جا نمی‌شود. نخست آنچه به کار نمی‌آید را کنار بگذارید.",
    ),
    "views_full": (
        409,
        "بیش از ۳۰ نمای ذخیره‌شده جا نمی‌شود. نخست آنچه به کار نمی‌آید را پاک کنید.",
    ),
    "nothing_to_file": (
        409,
        "هنوز چیزی برای ثبت نوشته نشده است. نخست بنویسید چه شده است، سپس فایل را بیفزایید.",
    ),
    "theme_state": (409, "این کار در وضعیت کنونی این موضوع شدنی نیست. صفحه را تازه کنید."),
    "files_full": (
        409,
        "این پرونده جای فایل دیگری ندارد. آنچه مانده است را در توضیح بنویسید.",
    ),
    "too_slow": (408, "درخواست کامل نرسید. اتصال اینترنت را ببینید و دوباره بفرستید."),
    "too_large": (413, "پیام بیش از اندازه بزرگ است. کوتاه‌ترش کنید و دوباره بفرستید."),
    "file_too_large": (413, "این فایل بیش از اندازه بزرگ است. فایل کوچک‌تری بفرستید."),
    "wrong_type": (415, "بدنهٔ درخواست باید JSON باشد."),
    "file_type": (
        415,
        "این نوع فایل پذیرفته نمی‌شود. عکس (JPEG، PNG یا WebP)، سند PDF یا صدا (OGG، MP3، M4A یا "
        "WebM) بفرستید.",
    ),
    "invalid": (422, "یکی از بخش‌های درخواست درست نیست. آن را اصلاح کنید و دوباره بفرستید."),
    "file_broken": (422, "این فایل خراب یا ناقص است. دوباره ذخیره‌اش کنید و بفرستید."),
    "file_unclean": (
        422,
        "نام نویسنده یا برنامه‌های درون این PDF را نمی‌شود پاک کرد. آن را ساده و بی‌گذرواژه دوباره "
        "ذخیره کنید، یا از صفحه‌هایش عکس بفرستید.",
    ),
    "file_pixels": (422, "ابعاد این عکس بیش از اندازه بزرگ است. عکس کوچک‌تری بفرستید."),
    "empty_text": (422, "پیام خالی است. چیزی بنویسید و دوباره بفرستید."),
    "text_too_long": (422, "پیام باید حداکثر ۲۰۰۰ نویسه باشد. کوتاه‌ترش کنید."),
    "unknown_choice": (422, "این گزینه در این گفت‌وگو نشان داده نشده است. یکی از دکمه‌ها را بزنید."),
    "unknown_turn": (422, "این پاسخ در این گفت‌وگو نیست. به آنچه همین‌جا گفته شده امتیاز بدهید."),
    "record_too_long": (
        422,
        "با این ویژگی‌ها بیش از ۲۰٬۰۰۰ نوشته هست. روزها، کار یا کس را دقیق‌تر کنید و دوباره خروجی "
        "بگیرید.",
    ),
    "too_many_cases": (
        422,
        "با این ویژگی‌ها بیش از ۲۰٬۰۰۰ پرونده هست. دستگاه، استان یا وضعیت را دقیق‌تر کنید و دوباره "
        "خروجی بگیرید.",
    ),
    "unknown_colleague": (
        422,
        "این همکار در سمت شما نیست یا حسابش بسته است. کس دیگری را از فهرست برگزینید.",
    ),
    "unknown_placeholder": (
        422,
        "میان دو آکولاد فقط نام‌های فهرست می‌آید، مانند {کد رهگیری}. نام را از فهرست بردارید.",
    ),
    "unknown_reference": (422, "دستگاه، خدمت یا استان را نشناختیم. نامش را دوباره انتخاب کنید."),
    "named_without_contact": (
        422,
        "برای ثبت با نام، دست‌کم نام، شمارهٔ همراه یا کد ملی لازم است. "
        "یکی را بنویسید یا بی‌نام ثبت کنید.",
    ),
    "password_common": (
        422,
        "این گذرواژه را زود حدس می‌زنند. گذرواژه‌ای دیگر بسازید؛ چند واژهٔ بی‌ربط پشت سر هم خوب است.",
    ),
    "reason_poor": (
        422,
        "دلیل را روشن و دست‌کم با دو واژه بنویسید: این اطلاعات برای چه کاری لازم است؟",
    ),
    "reason_repeated": (
        422,
        "برای پرونده‌های پشت سر هم همین دلیل نوشته شده است. دلیل این پرونده را بنویسید.",
    ),
    "key_guessable": (
        422,
        "این کلید تکرار را دیگران هم می‌توانند حدس بزنند. کلیدی تصادفی با دست‌کم ۱۶ نویسه بسازید.",
    ),
    "key_reused": (422, "این کلید تکرار برای درخواست دیگری به کار رفته است. کلید تازه‌ای بسازید."),
    "headers_too_large": (431, "سرآیندهای درخواست بیش از اندازه بزرگ است. مرورگر را تازه کنید."),
    "too_many": (429, "درخواست‌ها زیاد شد. کمی صبر کنید و دوباره بفرستید."),
    "reveals_used_up": (
        429,
        "در یک ساعت گذشته به اندازه‌ای که مجاز است اطلاعات شخصی دیده‌اید. "
        "کمی بعد دوباره امتحان کنید یا از سرپرست کمک بخواهید.",
    ),
    **INSIGHT_DETAILS,
    "internal": (500, "خطایی در سامانه پیش آمد. کمی بعد دوباره امتحان کنید."),
    "busy": (503, "اکنون فایل‌های زیادی در حال رسیدن است. کمی بعد دوباره بفرستید."),
    "unavailable": (503, "این بخش الان در دسترس نیست. کمی بعد دوباره امتحان کنید."),
}
PUZZLE_HEADER = "X-Puzzle-Bits"
"""A header of refusals that the solution of a puzzle can open."""
BOUNDS = {"too_many", "too_slow", "too_large", "file_too_large", "busy", "reveals_used_up"}
"""Problems which say that a limit was reached; they are logged."""
RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem document (RFC 9457); `detail` is Persian.",
        "content": {
            "application/problem+json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "code": {"enum": sorted(DETAILS)},
                        "detail": {"type": "string"},
                        "puzzle": {
                            "type": "object",
                            "properties": {
                                "algorithm": {"enum": ["sha256"]},
                                "seed": {"type": "string"},
                                "bits": {"type": "integer"},
                            },
                        },
                    },
                    "required": ["type", "title", "status", "code", "detail"],
                }
            }
        },
    }
}
"""OpenAPI's description of every refusal."""
_BY_STATUS = {
    # FastAPI's answer to a body that is no JSON or no UTF-8; a bad body is always 422 here.
    400: "invalid",
    401: "unauthorised",
    404: "not_found",
    405: "method_not_allowed",
    409: "move_not_allowed",
    413: "too_large",
    415: "wrong_type",
    429: "too_many",
    503: "unavailable",
}


class Problem(Exception):
    """Ends a request with a problem document; `code` is a key of `DETAILS`."""

    def __init__(
        self, code: str, headers: Mapping[str, str] | None = None, **extra: object
    ) -> None:
        super().__init__(code)
        self.code, self.headers, self.extra = code, headers, extra


def too_many(wait_s: int, puzzle: Puzzle | None = None) -> Problem:
    """Ask the client to wait so many seconds, or to solve the puzzle, if any, and come at once."""
    headers = {"Retry-After": str(wait_s)}
    if puzzle is None:
        return Problem("too_many", headers)
    return Problem("too_many", headers | {PUZZLE_HEADER: str(puzzle.bits)}, puzzle=puzzle.shape)


def problem_response(
    code: str, headers: Mapping[str, str] | None = None, **extra: object
) -> JSONResponse:
    """The response of a problem."""
    status, detail = DETAILS[code]
    body = {
        "type": f"urn:dastyar:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        **extra,
    }
    return JSONResponse(body, status, dict(headers or {}), media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, error: Problem) -> JSONResponse:
        if error.code in BOUNDS:
            refusals.note(route_of(request.scope), error.code)
        return problem_response(error.code, error.headers, **error.extra)

    @app.exception_handler(ConversationGoneError)
    async def _gone(_: Request, __: ConversationGoneError) -> JSONResponse:
        # Another process may still know the token of a conversation that was erased.
        return problem_response("unauthorised", {"WWW-Authenticate": "Bearer"})

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return _validation_problem(error)

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        code = _BY_STATUS.get(error.status_code, "internal")
        return problem_response(code, error.headers)


def _validation_problem(error: RequestValidationError) -> JSONResponse:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem_response("invalid", errors=[{"field": "body", "fault": "json_invalid"}])
    fields = [
        {"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["type"]}
        for fault in faults
    ]
    return problem_response(_text_fault(fields) or "invalid", errors=fields)


def _text_fault(fields: list[dict[str, str]]) -> str | None:
    codes = {"string_too_long": "text_too_long", "string_too_short": "empty_text"}
    for field in fields:
        if field["field"] == "body.text" and field["fault"] in codes:
            return codes[field["fault"]]
    return None
