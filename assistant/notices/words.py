"""The words of notices: plain, polite, and without anything that others may not read."""

from assistant.cases.labels import MOVE_FA, REASON_FA
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import PROPOSED, Move
from assistant.cases.terms import Role
from assistant.cases.views import files_along
from assistant.language.dates import jalali
from assistant.language.digits import persian_digits

_HOW = "با کد رهگیری و رمز پرونده"
_SURVEY = (
    f"لطفاً {_HOW} بگویید مشکل حل شد، تا اندازه‌ای حل شد یا حل نشد؛ "
    "می‌توانید از ۱ تا ۵ امتیاز هم بدهید و چند کلمه بنویسید."
)
_ANSWERED = "این پاسخ پیشنهاد دستگاه است و حل شدن مشکل را فقط شما تعیین می‌کنید."
_REOPEN = f"اگر مشکل حل نشده است، {_HOW} آن را دوباره باز کنید."
_AFTER = {
    Move.ANSWERED: f"{_ANSWERED} {_SURVEY}",
    Move.REMINDED: (
        f"{_SURVEY} این تنها یادآوری است؛ اگر چیزی نگویید، پرونده بدون تأیید شما بسته می‌شود."
    ),
    Move.ASKED: f"لطفاً {_HOW} پاسخ دهید.",
    Move.MERGED: "کد رهگیری، رمز و مهلت شما همان است و نظر شما جدا پرسیده می‌شود.",
    Move.CLOSED_UNCONFIRMED: _REOPEN,
    Move.PIN_CHANGED: "اگر شما عوضش نکرده‌اید، همین‌جا با کارشناس صحبت کنید.",
}
_FILES = "{count} فایل هم همراه آن است؛ "
_IN_THE_PAGE = "در «پیگیری پرونده» با کد رهگیری و رمز دریافتش کنید."
_ELSEWHERE = "با کد رهگیری و رمز از «پیگیری پرونده» در این نشانی دریافتش کنید: {page}"
_SURVEYS = frozenset([Move.ANSWERED, Move.REMINDED])
_TELLS_WORDS = frozenset(
    [Move.ANSWERED, Move.ASKED, Move.MISDIRECTED, Move.INFORMED, Move.CORRECTED]
)
_TELLS_DUE_TIME = frozenset([Move.REFERRED, Move.ESCALATED, Move.RESCHEDULED])


_SHORTER = {Move.REMINDED: "تنها یادآوری نظرتان"}
"""Where the usual words would make a third message of it."""


def in_conversation(case: Case, event: CaseEvent, page: str = "") -> str:
    """What the citizen reads in the conversation in which the case was filed.

    `page` is the address where cases are opened, if that is elsewhere.
    """
    move = Move(event.type)
    parts = [f"پروندهٔ {case.tracking_code}: {MOVE_FA[move]}.", _reason(event)]
    is_last_word = move is Move.CLOSED and event.actor == Role.OPERATOR
    if move in _TELLS_WORDS or is_last_word:
        said = event.said("text") or event.said("reason")
        parts += [f"«{said}»"] if said else []
    if files := files_along(event):
        where = _ELSEWHERE.format(page=page) if page else _IN_THE_PAGE
        parts.append(_FILES.format(count=persian_digits(str(len(files)))) + where)
    if move in _TELLS_DUE_TIME:
        parts.append(f"مهلت پاسخ: {jalali(case.due_at)}.")
    if is_last_word:
        parts.append(_REOPEN)
    elif is_still_asked(case, event):
        parts.append(_AFTER.get(move, ""))
    return "\n".join(part for part in parts if part)


def is_still_asked(case: Case, event: CaseEvent) -> bool:
    """Whether what `event` asks is open: who has judged an answer meanwhile is asked no more."""
    return event.type not in _SURVEYS or case.status in PROPOSED


def in_sms(case: Case, event: CaseEvent) -> str:
    """The same in one or two text messages; never what was said, since others may read it."""
    move = Move(event.type)
    more = {
        Move.ANSWERED: "بگویید حل شد، تا اندازه‌ای یا نه.",
        Move.REMINDED: "بگویید حل شد، تا اندازه‌ای یا نه.",
    }.get(move, "")
    what = _SHORTER.get(move, MOVE_FA[move])
    text = f"دستیار: پروندهٔ {case.tracking_code}: {what}. {more}".strip()
    return f"{text}\nبرای دیدن آن، کد رهگیری و رمز را آماده کنید."


def receipt_sms(case: Case, pin: str) -> str:
    """What a caller gets who asked for it: code and pin, and nothing of the case."""
    return (
        f"دستیار: پروندهٔ شما ثبت شد. کد رهگیری: {case.tracking_code} رمز: {pin}\n"
        "این پیام را به کسی نشان ندهید."
    )


def _reason(event: CaseEvent) -> str:
    """Why it happened, if the clock did it; reasons of people stand in their own words."""
    words = REASON_FA.get(event.data.get("reason", ""))
    return f"دلیل: {words}." if words else ""
