"""Days and times as people in Iran write them: «1405/09/06», «۶ آذر», «امروز», «فردا ۱۴:۳۰».

They are written as the calendar's files have them, and read as such. The files themselves may say
none of these: «امروز» would mean another day tomorrow.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from persiantools.jdatetime import JalaliDate
from pydantic import BeforeValidator

from assistant.language.dates import TEHRAN
from assistant.language.digits import ascii_digits
from knowledge.calendar import jalali

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
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\S)")
_NAMED = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (?:ماه )?(\d{{4}}))?(?!\S)")
_WORD = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_HOUR = re.compile(r" (?:ساعت )?(\d{1,2})(:\d\d)?")


def day(value: object, now: datetime | None = None) -> date:
    """A day, Gregorian; raises ValueError for anything else."""
    return jalali.day(_as_in_files(value, now or datetime.now(UTC)))


def beginning(value: object, now: datetime | None = None) -> datetime:
    """A moment in UTC; a day alone is its first moment. Raises ValueError for anything else."""
    return jalali.beginning(_as_in_files(value, now or datetime.now(UTC)))


def end(value: object, now: datetime | None = None) -> datetime:
    """A moment in UTC; a day alone is included. Raises ValueError for anything else."""
    return jalali.end(_as_in_files(value, now or datetime.now(UTC)))


def _as_in_files(value: object, now: datetime) -> object:
    """«۶ آذر ۱۴» as `1405-09-06 14:00`; what is not understood stays as it is, and is refused."""
    if not isinstance(value, str):
        return value
    text = " ".join(ascii_digits(value).translate(_LETTERS).split())
    local = now.astimezone(TEHRAN)
    today = JalaliDate.to_jalali(local.date())
    if text in _NOW:
        return f"{today.isoformat()} {local:%H:%M}"
    if match := _NUMBERS.match(text):
        when = "-".join(match.groups())
    elif match := _NAMED.match(text):
        when = f"{match[3] or today.year}-{_month(match[2])}-{match[1]}"
    elif match := _WORD.match(text):
        when = JalaliDate.to_jalali(local.date() + timedelta(_DAYS[match[0]])).isoformat()
    elif ":" in text:
        return f"{today.isoformat()} {text.removeprefix('ساعت').strip()}"
    else:
        return text
    rest = text[match.end() :]
    hour = _HOUR.fullmatch(rest)
    return f"{when} {hour[1]}{hour[2] or ':00'}" if hour else when + rest


def _month(name: str) -> int:
    return next(place for place, names in enumerate(_MONTHS, 1) if name in names.split("|"))


Day = Annotated[date, BeforeValidator(day)]
Beginning = Annotated[datetime, BeforeValidator(beginning)]
End = Annotated[datetime, BeforeValidator(end)]
