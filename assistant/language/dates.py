"""Dates as people in Iran read them: Jalali, in Tehran's time, with Persian digits."""

from datetime import datetime
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDateTime

from assistant.language.digits import persian_digits

TEHRAN = ZoneInfo("Asia/Tehran")


def jalali(moment: datetime) -> str:
    """An aware time as «سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰»."""
    local = JalaliDateTime(moment.astimezone(TEHRAN))
    words: str = local.strftime(f"%A {local.day} %B %Y، ساعت %H:%M", locale="fa")
    return persian_digits(words)


def rfc3339(moment: datetime) -> str:
    """An aware time as RFC 3339 in UTC, to the second."""
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")
