"""Days and times as people in Iran write them: «1405/09/06», «۶ آذر», «امروز», «فردا ۱۴:۳۰».

Files of the calendar are read by `knowledge.calendar.jalali` alone: there «امروز» would mean
another day tomorrow.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from persiantools.jdatetime import JalaliDate
from pydantic import BeforeValidator

from assistant.language.dates import TEHRAN
from assistant.language.digits import ascii_digits
from knowledge.calendar.jalali import at

_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد|امرداد",
    "شهریور",
    "مهر",
    "آبان|ابان",
    "آذر|اذر",
    "دی",
    "بهمن",
    "اسفند",
)
_DAYS = {"پریروز": -2, "دیروز": -1, "امروز": 0, "فردا": 1, "پسفردا": 2}
_NOW = frozenset(["اکنون", "الان", "حالا"])
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": "", "،": " ", ",": " "})
_NUMBERS = re.compile(r"(1[34]\d\d)[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (?:ماه )?(1[34]\d\d))?")
_WORD = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_CLOCK = re.compile(r"(?:ساعت )?(\d{1,2})(?::(\d\d))?")
_WANTED = (
    "write a Jalali day such as 1405/09/06, «۶ آذر» or «فردا», or it with a time: «فردا ۱۴:۳۰»"
)


def day(value: object, today: date | None = None) -> date:
    """A day, Gregorian; `today` is that of Tehran. Raises ValueError for anything else."""
    when, clock = _read(value, today or _today())
    if clock is not None:
        raise ValueError("a day is wanted, without a time")
    return when


def beginning(value: object, now: datetime | None = None) -> datetime:
    """A moment in UTC; a day alone is its first moment, and «اکنون» is `now`."""
    now = now or datetime.now(UTC)
    if _is_now(value):
        return now
    when, clock = _read(value, now.astimezone(TEHRAN).date())
    return at(when, clock or time())


def end(value: object, now: datetime | None = None) -> datetime:
    """A moment in UTC; a day alone is included: it ends with the moment after it."""
    now = now or datetime.now(UTC)
    if _is_now(value):
        return now
    when, clock = _read(value, now.astimezone(TEHRAN).date())
    return at(when + timedelta(days=1), time()) if clock is None else at(when, clock)


def _today() -> date:
    return datetime.now(TEHRAN).date()


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(_WANTED)
    return " ".join(ascii_digits(value).translate(_LETTERS).split())


def _is_now(value: object) -> bool:
    return isinstance(value, str) and _plain(value) in _NOW


def _read(value: object, today: date) -> tuple[date, time | None]:
    """The day, Gregorian, and the time of day, if one is written."""
    text = _plain(value)
    when, rest = _day_of(text, today)
    return when, _clock_of(rest) if rest else None


def _day_of(text: str, today: date) -> tuple[date, str]:
    """The day at the beginning of a text, and what is written behind it; today for a time alone."""
    if match := _NUMBERS.match(text):
        year, month, number = (int(part) for part in match.groups())
    elif match := _NAMED.match(text):
        year = int(match[3] or JalaliDate.to_jalali(today).year)
        month, number = _month(match[2]), int(match[1])
    elif match := _WORD.match(text):
        return today + timedelta(days=_DAYS[match[0]]), text[match.end() :].strip()
    elif ":" in text:
        return today, text
    else:
        raise ValueError(_WANTED)
    if not JalaliDate.check_date(year, month, number):
        raise ValueError(f"there is no day {year:04}-{month:02}-{number:02}")
    found: date = JalaliDate(year, month, number).to_gregorian()
    return found, text[match.end() :].strip()


def _month(name: str) -> int:
    return next(place for place, names in enumerate(_MONTHS, 1) if name in names.split("|"))


def _clock_of(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(_WANTED)
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"there is no time {hour}:{minute:02}")
    return time(hour, minute)


Day = Annotated[date, BeforeValidator(day)]
Beginning = Annotated[datetime, BeforeValidator(beginning)]
End = Annotated[datetime, BeforeValidator(end)]
