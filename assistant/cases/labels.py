"""Persian words about a case, as its citizen reads them: what happened, how much time is left.

They promise nothing about the outcome. Of the 128 line in a province they say only what a source
says.
"""

from datetime import datetime, timedelta

from persiantools.jdatetime import JalaliDate

from assistant.cases.moves import Move
from assistant.language.dates import TEHRAN, jalali_brief
from assistant.language.digits import persian_digits
from knowledge.catalogue import Catalogue

HIDDEN = frozenset([Move.NOTED, Move.JOINED, Move.LEFT])
"""Steps that the citizen is not shown: notes of desk and agencies, and who follows the case."""
OWN = frozenset([Move.PIN_CHANGED])
"""Steps by which the citizen guards the case; an agency's list of steps leaves them out."""

MOVE_FA = {
    Move.REGISTERED: "ثبت شد",
    Move.REFERRED: "به دستگاه ارجاع شد",
    Move.TAKEN: "دستگاه رسیدگی را آغاز کرد",
    Move.ASKED: "از شما چیزی پرسیده شد",
    Move.ANSWERED: "دستگاه پاسخ داد",
    Move.MISDIRECTED: "گفته شد این موضوع با دستگاه دیگری است؛ کارشناس دستگاه درست را پیدا می‌کند",
    Move.CONFIRMED: "گفتید حل شده است",
    Move.PARTLY: "گفتید تا اندازه‌ای حل شده است",
    Move.DISPUTED: "گفتید حل نشده است",
    Move.ESCALATED: "به سطح بالاتر فرستاده شد",
    Move.REMINDED: "یادآوری شد که نظرتان را دربارهٔ پاسخ بگویید",
    Move.CLOSED: "بسته شد",
    Move.CLOSED_UNCONFIRMED: "چون نظری ندادید، بدون تأیید شما بسته شد",
    Move.DELIVERED: "به دستگاه رسید و بسته شد",
    Move.WITHDRAWN: "آن را پس گرفتید",
    Move.REOPENED: "دوباره بازش کردید",
    Move.MESSAGE: "توضیحی افزودید",
    Move.ATTACHED: "فایلی افزودید",
    Move.NOTED: "کارشناس یادداشتی نوشت",
    Move.CORRECTED: "کارشناس چیزی را اصلاح کرد",
    Move.REDACTED: "کارشناس داده‌ای شخصی را از متن پرونده پاک کرد",
    Move.RESCHEDULED: "مهلت‌ها به سبب تغییر تقویم کاری جابه‌جا شد",
    Move.CONSENT_GIVEN: "اجازه دادید دستگاه نام و نشانی تماس شما را ببیند",
    Move.CONSENT_WITHDRAWN: "اجازهٔ دیدن نام و نشانی تماس را پس گرفتید",
    Move.PIN_CHANGED: "رمز پیگیری را عوض کردید",
    Move.MERGED: "به پرونده‌ای دربارهٔ همین موضوع پیوست؛ پاسخ دستگاه به همه می‌رسد",
    Move.JOINED: "پروندهٔ دیگری دربارهٔ همین موضوع به آن پیوست",
    Move.SEPARATED: "از پرونده‌ای که دنبال می‌کرد جدا شد و خودش رسیدگی می‌شود",
    Move.LEFT: "پرونده‌ای که پیوسته بود از آن جدا شد",
    Move.INFORMED: "کارشناس خبری داد",
    Move.ERASED: "داده‌های شخصی شما پاک شد",
}

AHEAD_FA = {
    Move.REFERRED: "دستگاه مسئول پیدا می‌شود",
    Move.ANSWERED: "دستگاه پاسخ می‌دهد",
    Move.CONFIRMED: "شما می‌گویید کارتان حل شد یا نه",
    Move.ESCALATED: "اگر پاسخی نرسد، به سطح بالاتر فرستاده می‌شود",
    Move.REMINDED: "اگر نظری ندهید، یادآوری می‌شود",
    Move.CLOSED_UNCONFIRMED: "اگر نظری ندهید، بدون تأیید شما بسته می‌شود",
    Move.CLOSED: "بسته می‌شود",
    Move.DELIVERED: "به دستگاه می‌رسد و بسته می‌شود",
}
"""Names of steps to come, by the move that each will be."""

ERASED_FA = "این متن پاک شده است."
"""Replaces a text in a case that was erased."""
REASON_FA = {
    "filed": "بی‌درنگ پس از ثبت",
    "late": "تا پایان مهلت پاسخی نرسید",
    "agency_unknown": "هنوز دستگاه مسئول پیدا نشده است",
    "disputed": "پاسخ دستگاه را نپذیرفتید",
    "no_verdict": "هنوز نگفته‌اید که حل شده است یا نه",
    "leader_ended": "پرونده‌ای که دنبال می‌شد دیگر در انتظار پاسخ نیست",
    "verdict": "پس از نظر شما",
    "praise": "قدردانی پاسخ نمی‌خواهد",
    "calendar": "تعطیلی یا تغییر ساعت کار اداره‌ها",
    "retention": "زمان نگهداری به پایان رسید",
}
"""Reasons that the clock gives; people write theirs in their own words."""


OVERDUE = "مهلت پاسخ گذشته است"


def until_fa(due_at: datetime, now: datetime) -> str:
    """«تا دوشنبه ۴ آذر، ساعت ۱۲»; once `due_at` has passed, «مهلت پاسخ گذشته است»."""
    return f"تا {jalali_brief(due_at, now)}" if due_at > now else OVERDUE


def left_fa(due_at: datetime, now: datetime) -> str:
    """«۲ روز و ۳ ساعت مانده», by the clock, never more than is left; or that it has passed."""
    if due_at <= now:
        return OVERDUE
    words = " و ".join(_parts(due_at - now))
    return f"{words} مانده" if words else "کمتر از یک دقیقه مانده"


def time_left_fa(due_at: datetime, now: datetime) -> str:
    """Both in one line: «تا دوشنبه ۴ آذر، ساعت ۱۲ (۲ روز و ۳ ساعت مانده)»."""
    if due_at <= now:
        return OVERDUE
    return f"{until_fa(due_at, now)} ({left_fa(due_at, now)})"


def _parts(left: timedelta) -> list[str]:
    """The largest unit and the next one below it."""
    minutes = left // timedelta(minutes=1)
    days, hours = minutes // 1440, minutes // 60 % 24
    units = [(days, "روز"), (hours, "ساعت")] if days else [(hours, "ساعت"), (minutes % 60, "دقیقه")]
    return [persian_digits(f"{number} {unit}") for number, unit in units if number]


def line_128_fa(catalogue: Catalogue, province: str | None, at: datetime) -> str | None:
    """What may be said at `at` of the line in the province with this name.

    None where no source gives a date: then nothing is claimed, neither that it works nor that it
    does not.
    """
    since = _since(catalogue, province)
    if since is None:
        return None
    begins = JalaliDate.strptime(since, "%d %B %Y", locale="fa").to_gregorian()
    if begins <= at.astimezone(TEHRAN).date():
        return f"خط ۱۲۸ در استان {province} از {since} آغاز به کار کرده است."
    return f"قرار است خط ۱۲۸ در استان {province} از {since} آغاز به کار کند."


def _since(catalogue: Catalogue, name: str | None) -> str | None:
    starts = {province.name: province.line_128_since for province in catalogue.provinces}
    return starts.get(name or "")
