"""How much time an agency still has, in words for citizens. Promises nothing about the outcome."""

from datetime import datetime, timedelta

from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits

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
