"""Dates as people in Iran read them: Jalali, in Tehran's time, with Persian digits."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate, JalaliDateTime

from assistant.language.digits import persian_digits

TEHRAN = ZoneInfo("Asia/Tehran")


def today() -> date:
    """The day that Tehran's clocks show."""
    return datetime.now(TEHRAN).date()


def jalali(moment: datetime) -> str:
    """An aware time as «سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰»."""
    local = JalaliDateTime(moment.astimezone(TEHRAN))
    words: str = local.strftime(f"%A {local.day} %B %Y، ساعت %H:%M", locale="fa")
    return persian_digits(words)


def jalali_day(moment: datetime) -> str:
    """The day of an aware time as «سه‌شنبه ۳ آذر ۱۴۰۵»."""
    return jalali(moment).split("،")[0]


def jalali_brief(moment: datetime, now: datetime) -> str:
    """An aware time as «دوشنبه ۴ آذر، ساعت ۱۲»; with the year if it is not the year of `now`.

    Midnight is the end of the day before it, «یکشنبه ۳ آذر، ساعت ۱۲ شب»: nobody says «ساعت ۰».
    """
    at = moment.astimezone(TEHRAN)
    is_midnight = (at.hour, at.minute) == (0, 0)
    local = JalaliDateTime(at - timedelta(days=1) if is_midnight else at)
    year = "" if local.year == JalaliDateTime(now.astimezone(TEHRAN)).year else " %Y"
    minutes = f":{local.minute:02}" if local.minute else ""
    hour = "۱۲ شب" if is_midnight else f"{local.hour}{minutes}{'' if local.hour else ' بامداد'}"
    words: str = local.strftime(f"%A {local.day} %B{year}، ساعت {hour}", locale="fa")
    return persian_digits(words)


def rfc3339(moment: datetime) -> str:
    """An aware time as RFC 3339 in UTC, to the second."""
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def jalali_month(moment: datetime) -> str:
    """The Jalali month of an aware time, in Tehran, as `1405-09`; months sort as texts."""
    local = JalaliDateTime(moment.astimezone(TEHRAN))
    return f"{local.year:04}-{local.month:02}"


def day_fa(iso: str) -> str:
    """A Gregorian day, `2026-11-28`, as «۱۴۰۵/۰۹/۰۷»; what is no such day stays as it is."""
    try:
        day = JalaliDate.to_jalali(date.fromisoformat(iso))
    except ValueError:
        return iso
    return persian_digits(f"{day.year}/{day.month:02}/{day.day:02}")
