"""Entries of the desk's record as the auditor reads them: shapes (docs/api.md), Persian words."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from assistant.cases.codes import normalise
from assistant.cases.filing import ConsentGiven, Relation
from assistant.desk.audit import Audited
from assistant.desk.casework.schemas import Named
from assistant.desk.casework.views import FIELD_FA, MOVE_AT_DESK
from assistant.desk.insight.theme_schemas import STEP_FA
from assistant.desk.roles import ROLE_FA
from assistant.desk.schemas import Short
from assistant.desk.upkeep.keys import SCOPE_FA
from assistant.language.dates import day_fa
from assistant.language.digits import persian_digits
from assistant.language.moments import Day


def _code(typed: str) -> str:
    if (code := normalise(typed)) is None:
        raise ValueError("no tracking code")
    return code


TrackingCode = Annotated[str, StringConstraints(max_length=32), AfterValidator(_code)]


class RecordFilters(BaseModel):
    """Which entries are wanted; what is not given does not matter.

    `since` and `until` are Jalali days in Tehran's time, both included.
    """

    model_config = ConfigDict(extra="forbid")

    account_id: Short | None = None
    action: Audited | None = None
    since: Day | None = None
    until: Day | None = None
    tracking_code: TrackingCode | None = None


class RecordQuery(RecordFilters):
    """One page of them; `before` is the `next` of the page before."""

    before: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class RecordDetail(BaseModel):
    """Something that an entry is about: what it is, and which."""

    title_fa: str
    text: str


class RecordEntry(BaseModel):
    """Something done or seen at the desk; no personal value is in it.

    `tracking_code` is there where it was about a case.
    """

    id: int
    at: str
    at_fa: str
    account_id: str | None = None
    who_fa: str
    action: str
    action_fa: str
    tracking_code: str | None = None
    conversation_id: str | None = None
    details: list[RecordDetail]


class RecordPage(BaseModel):
    """One page of the record, newest first; `next` is there while there is more."""

    entries: list[RecordEntry]
    next: int | None = None


class RecordTerms(BaseModel):
    """What the record can be narrowed to."""

    people: list[Named]
    actions: list[Named]


ACTION_FA: dict[str, str] = {
    Audited.ACCOUNT_ADDED: "حساب ساخته شد",
    Audited.ACCOUNT_RESET: "حساب از نو باز شد",
    Audited.ACCOUNT_DISABLED: "حساب بسته شد",
    Audited.ACCOUNT_ENABLED: "حساب دوباره باز شد",
    Audited.ACCOUNT_CHANGED: "حساب تغییر کرد",
    Audited.ACCOUNT_SIGNED_OUT: "پایان دادن به همهٔ ورودهای یک حساب",
    Audited.ENROLLED: "حساب راه‌اندازی شد",
    Audited.PASSWORD_CHANGED: "گذرواژه عوض شد",
    Audited.IDENTITY_LINKED: "هویت پیوند خورد",
    Audited.IDENTITY_UNLINKED: "پیوند هویت برداشته شد",
    Audited.SIGNED_IN: "ورود",
    Audited.SIGN_IN_FAILED: "ورود ناموفق",
    Audited.SIGNED_OUT: "خروج",
    Audited.SIGNED_OUT_EVERYWHERE: "خروج از همه‌جا",
    Audited.SESSION_ENDED: "پایان دادن به یک ورود",
    Audited.OTHER_SESSIONS_ENDED: "پایان دادن به ورودهای دیگر",
    Audited.REVEALED: "دیدن اطلاعات شخصی در گفت‌وگو",
    Audited.CONVERSATION_REDACTED: "حذف اطلاعات شخصی از گفت‌وگو",
    Audited.CASE_MOVED: "کار روی پرونده",
    Audited.CASE_REVEALED: "دیدن اطلاعات شخصی پرونده",
    Audited.CASE_FILE_READ: "دیدن فایل پرونده",
    Audited.CASE_ASSIGNED: "مسئول پرونده تعیین شد",
    Audited.CASES_EXPORTED: "گرفتن خروجی از پرونده‌ها",
    Audited.CASE_FILED_BY_PHONE: "ثبت تلفنی پرونده",
    Audited.CALLER_LOOKED_UP: "جست‌وجوی پرونده‌های یک شمارهٔ همراه",
    Audited.CASE_FILED_IN_TALK: "ثبت پرونده در گفت‌وگو",
    Audited.REVEALS_ALARM: "هشدار: دیدن زیاد اطلاعات شخصی",
    Audited.AUDIT_READ: "خواندن دفتر میز",
    Audited.AUDIT_EXPORTED: "گرفتن خروجی از دفتر میز",
    Audited.SEALING_KEY_CHANGED: "کلید مهر و موم عوض شد",
    Audited.LEDGER_KEY_CHANGED: "کلید امضای دفتر عوض شد",
    Audited.KEY_ISSUED: "کلید داده شد",
    Audited.KEY_REVOKED: "کلید باطل شد",
    Audited.JOB_REVIVED: "کار مانده دوباره به کار افتاد",
    Audited.JOB_DROPPED: "کار مانده کنار گذاشته شد",
    Audited.READY_ANSWER_ADDED: "پاسخ آماده ساخته شد",
    Audited.READY_ANSWER_CHANGED: "پاسخ آماده تغییر کرد",
    Audited.READY_ANSWER_RETIRED: "پاسخ آماده کنار گذاشته شد",
    Audited.READY_ANSWER_RESTORED: "پاسخ آماده برگشت",
    Audited.CLOSURE_ADDED: "تعطیلی ثبت شد",
    Audited.CLOSURE_ENDED: "تعطیلی لغو شد",
    Audited.OUTAGE_ADDED: "قطعی ثبت شد",
    Audited.OUTAGE_ENDED: "قطعی پایان یافت",
    Audited.OBJECTED: "اعتراض به آمار",
    Audited.OBJECTION_TAKEN_BACK: "پس گرفتن اعتراض به آمار",
    Audited.OBJECTION_DECIDED: "رسیدگی به اعتراض به آمار",
    Audited.FIGURES_EXPORTED: "گرفتن آمار امضاشده",
    Audited.CITIZEN_CALLED: "تماس با شهروند به قید قرعه",
    Audited.THEME_CHANGED: "کار روی یک موضوع باز",
    Audited.OUTAGE_MERGED: "پرونده‌های یک قطعی یکی شد",
    Audited.OUTAGE_DISMISSED: "قطعی احتمالی رد شد",
}
"""The name of each kind of entry; a kind of a later version is shown by its own name."""

TITLE_FA = {
    "account": "حساب",
    "action": "کار",
    "agency": "دستگاه",
    "agency_before": "دستگاه پیشین",
    "answer": "پاسخ آماده",
    "attachment": "فایل",
    "before": "پیش از شمارهٔ",
    "by": "از راه",
    "cases": "شمار پرونده‌ها",
    "channel": "از راه",
    "closure": "تعطیلی",
    "consent": "رضایت",
    "day": "روز",
    "event": "گام",
    "field": "چه چیزی",
    "fields": "چه چیزهایی",
    "files": "شمار فایل‌ها",
    "filters": "پالایش با",
    "filed_for": "تماس‌گیرنده",
    "found": "پرونده‌ها",
    "into": "به پروندهٔ",
    "job": "کار",
    "key": "کلید",
    "kind": "نوع",
    "login": "نشان نام کاربری",
    "looks": "چند بار در یک ساعت",
    "move": "چه کاری",
    "objection": "اعتراض",
    "outage": "قطعی",
    "places": "در چند جا",
    "outcome": "نتیجه",
    "period": "دوره",
    "reason": "نشان دلیل",
    "renamed": "نام عوض شد",
    "role": "نقش",
    "role_before": "نقش پیشین",
    "rows": "شمار نوشته‌ها",
    "scope": "برای",
    "session": "ورود",
    "shared": "مشترک",
    "since": "از روز",
    "step": "چه کاری",
    "stopped": "جلوگیری شد",
    "theme": "موضوع",
    "suspicion": "قطعی احتمالی",
    "tracking_code": "کد رهگیری",
    "turn": "پیام",
    "until": "تا روز",
    "wish": "برای",
    "wrong": "نادرست",
}
_TEXT_FA = {
    "login_or_password": "نام کاربری یا گذرواژه",
    "code": "کد یک‌بارمصرف",
    "sign_in": "ورود",
    "password_change": "عوض کردن گذرواژه",
    "oidc": "سامانهٔ هویتی",
    "phone": "تلفن",
    "True": "بله",
    "False": "خیر",
}
_NAMED: dict[str, dict[str, str]] = {
    "filters": {
        "status": "وضعیت",
        "kind": "نوع",
        "indicator": "شاخص",
        "agency_id": "دستگاه",
        "level": "سطح",
        "province": "استان",
        "overdue": "مهلت گذشته",
        "due_in_h": "مهلت نزدیک",
        "moved": "رویداد",
        "breached": "مهلت شکسته",
        "within_h": "بازهٔ رویداد",
        "following": "پیروها",
        "assignee": "مسئول",
        "q": "واژه‌ها",
    },
    "action": ACTION_FA,
    "field": {str(one): title for one, title in FIELD_FA.items()},
    "move": {str(one): title for one, title in MOVE_AT_DESK.items()},
    "role": {str(one): title for one, title in ROLE_FA.items()},
    "role_before": {str(one): title for one, title in ROLE_FA.items()},
    "scope": {str(one): title for one, title in SCOPE_FA.items()},
    "step": STEP_FA,
    "filed_for": {
        Relation.SELF: "برای خودش",
        Relation.FAMILY: "برای یکی از خانواده",
        Relation.GUARDIAN: "ولی یا قیم است",
        Relation.ATTORNEY: "وکیل است",
        Relation.OTHER: "برای کس دیگر",
    },
    "consent": {
        ConsentGiven.SPOKEN: "شفاهی، در همین تماس",
        ConsentGiven.RECORDED: "شفاهی؛ تماس ضبط شده است",
        ConsentGiven.DOCUMENT: "با وکالت‌نامه یا حکم قیمومت",
        "written": "نوشته، در همین گفت‌وگو",
    },
}
_COUNTED = {
    "before",
    "cases",
    "closure",
    "event",
    "job",
    "looks",
    "outage",
    "places",
    "rows",
    "suspicion",
    "theme",
}
_DAYS = {"day", "since", "until"}
"""Stored as Gregorian dates, `2026-11-28`, and shown as dates are written here."""
_APART = {"case"}
"""Values with a separate field in an entry."""


def details(data: dict[str, Any], names: dict[str, str]) -> list[RecordDetail]:
    """The subject of an entry with `data`, in words; `names` are those of accounts by id."""
    return [
        RecordDetail(title_fa=TITLE_FA.get(key, key), text=_text(key, value, names))
        for key, value in data.items()
        if key not in _APART and value is not None
    ]


def _text(key: str, value: Any, names: dict[str, str]) -> str:
    if isinstance(value, list):
        return "، ".join(_text("field" if key == "fields" else key, one, names) for one in value)
    text = str(value)
    if key == "account":
        return names.get(text, text)
    if key in _DAYS:
        return day_fa(text)
    if key in _NAMED:
        return _NAMED[key].get(text, text)
    return persian_digits(text) if key in _COUNTED else _TEXT_FA.get(text, text)
