"""Working time counted minute by minute: slow, plain, and independent of the real calendar.

It shares nothing with that but the days of the library `holidays`: it knows the opening hours by
heart, lists every open minute, and counts.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import holidays
from persiantools.jdatetime import JalaliDate

from knowledge.calendar.work import Closure

DAYS = 90
"""So many days are listed from the beginning on."""
MINUTE = timedelta(minutes=1)
TEHRAN, ALBORZ = "تهران", "البرز"
PROVINCES = [TEHRAN, ALBORZ, "قم", "یزد", None]
OFFICIAL = holidays.country_holidays("IR", years=range(2025, 2029))


def opening(province: str | None, day: date) -> tuple[int, int]:
    """First open minute of the day and the first closed one after it."""
    today, weekday = JalaliDate(day), day.strftime("%a")
    if day in OFFICIAL or weekday == "Fri":
        return 0, 0
    if weekday == "Thu":
        return (0, 0) if province == TEHRAN else (450, 780)
    if JalaliDate(1404, 10, 1) <= today <= JalaliDate(1405, 1, 15):
        return 480, 840
    if province == TEHRAN and JalaliDate(1404, 2, 19) <= today <= JalaliDate(1404, 6, 31):
        return 360, 780
    return 450, 870


def closed_minutes(closures: Sequence[Closure], province: str | None, zero: datetime) -> set[int]:
    minutes: set[int] = set()
    for closure in closures:
        if closure.province is None or closure.province == province:
            begin = (closure.begins - zero) // MINUTE
            minutes.update(range(begin, (closure.ends - zero) // MINUTE))
    return minutes


def open_minutes(
    closures: Sequence[Closure], province: str | None, zero: datetime
) -> Iterator[int]:
    """Every open minute from `zero` (midnight in Iran) on, by its number."""
    shut = closed_minutes(closures, province, zero)
    for number in range(DAYS):
        begin, until = opening(province, (zero + timedelta(days=number)).date())
        for minute in range(number * 1440 + begin, number * 1440 + until):
            if minute not in shut:
                yield minute


def passed(minutes: Sequence[int], start: int, count: int) -> int:
    """The minute at whose beginning `count` of the open `minutes` from `start` on have passed."""
    return minutes[bisect_left(minutes, start) + count - 1] + 1
