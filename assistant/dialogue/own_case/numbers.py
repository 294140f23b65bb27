"""Numbers with their units in a repaired text: «17 سالش», «دو هفته پیش», «5 مهر», «40 درصد».

A number of a unit is a span: who says «دو ماه پیش» may mean two months and some days.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from persiantools.jdatetime import JalaliDate

from assistant.dialogue import words

DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
"""Days of a unit of time."""
_ROUND = {"hour": 0.0, "day": 0.0, "week": 0.9, "month": 0.6, "year": 0.75, "": 0.0}
"""By how much more than the number is often meant, in its unit: «دو ماه پیش», «یک سال پیش»."""
_UNITS = {"ساعت": "hour", "روز": "day", "هفته": "week", "ماه": "month", "سال": "year"}
_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"]
_MONTHS += ["مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
_ORDINALS = ["یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم"]
_ENDING = r"(?P<ending>‌?(?:ه‌?ام|ه‌?اش|ه|ام|اش|م|ت|ش|مان|شان|شونه|شون|گی|ی))?"
_NEAR_DAYS = {"دیروز": 1, "دیشب": 1, "پریروز": 2, "پریشب": 2}
_THEN = re.compile(r"(?<!\w)(?:دیروز|دیشب|پریروز|پریشب)(?!\w)")
_AGAINST = {
    "below": re.compile(r"(?:زیر|کمتر از|کوچک‌?تر از|هنوز به)\s*$"),
    "above": re.compile(r"(?:بالای|بیشتر از|بیش از|بزرگ‌?تر از|بالاتر از)\s*$"),
}
_ABOUT = re.compile(r"(?:حدود|حدودا|حدوداً|تقریبا|تقریباً|نزدیک|قریب|دور و بر)\s*$")
_ROUGHLY = 0.1
"""By which share of itself a number is off that is told so."""
_NOT_YET = re.compile(r"\s*(?:هم |را |هنوز |تمام |پر |کامل )*(?:نشده|نشد|ندارد|ندارم|نرسید|نیست)")
_TO_COME = re.compile(
    r"\s*(?:و نیم )?(?:دیگر|بعد(?! از)|مانده|می‌ماند"
    r"|(?:(?:تمام|پر|کامل) )?(?:بشود|شود|بشوم)|(?:تمام|پر|کامل) ن?می‌شود)"
)
_NEXT = re.compile(r"(?<!\w)(?:دیگر|بعد|آینده)(?:\s\S+){0,2}\s*$")
"""Before an age that is not reached yet: «ماه دیگر 18 سالش می‌شود»."""


@dataclass(frozen=True)
class Number:
    """A number from `low` up to `high` of a `unit`, and where it stands in the text.

    `ending` is what hangs on the unit; `day` the day from which a time is counted, if one is told.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    written: str
    ending: str = ""
    day: date | None = None

    def within(self, unit: str | None) -> tuple[float, float]:
        """The span in another unit of time."""
        if unit is None or unit == self.unit:
            return self.low, self.high
        by = DAYS[self.unit] / DAYS[unit]
        return self.low * by, self.high * by


def numbers(text: str, today: date) -> list[Number]:
    """All numbers with a unit and all days of a repaired text, in their order."""
    found = [*_counted(text), *_days(text, today), *_near(text, today)]
    return sorted(found, key=lambda one: one.start)


@cache
def _values() -> dict[str, int]:
    listed = words.listed("number_words")
    return {form: int(value) for value, forms in listed.items() for form in forms.split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _values()), key=len, reverse=True))
    units = "|".join([*_UNITS, words.pattern("counted_units").pattern])
    number = rf"(?:\d+(?:[./]\d+)?|(?:{forms})(?: و (?:{forms}))*)"
    return re.compile(
        rf"(?<![\w‌/.])(?P<number>{number})[ ‌]*(?:تا )?(?P<unit>{units}){_ENDING}"
        rf"(?P<half> (?:و|را) نیم(?P<of_half>ش|م|ه)?)?(?!\w)"
    )


def _counted(text: str) -> Iterator[Number]:
    for match in _pattern().finditer(text):
        value, unit = _value(match["number"]), _UNITS.get(match["unit"], "")
        if match["half"]:
            value += 0.5
        low, high = value, value + (0.25 if match["half"] else _ROUND[unit])
        written = f"{match['number']} {match['unit']}{' و نیم' if match['half'] else ''}"
        if _AGAINST["below"].search(text[: match.start()]) or _NOT_YET.match(text, match.end()):
            low, high = max(0.0, value - 1.0), value
        elif _AGAINST["above"].search(text[: match.start()]):
            high = float("inf")
        elif _ABOUT.search(text[: match.start()]):
            low, high = value * (1 - _ROUGHLY), high + value * _ROUGHLY
        is_to_come = _TO_COME.match(text, match.end()) or _NEXT.search(text[: match.start()])
        if not is_to_come:
            at = match.span()
            yield Number(low, high, unit, *at, written, match["of_half"] or match["ending"] or "")


def _value(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace("/", "."))
    return float(sum(_values()[part] for part in written.split(" و ")))


@cache
def _day_pattern() -> re.Pattern[str]:
    ordinals = "|".join([*_ORDINALS, "اول", "پانزدهم", "بیستم", "سی‌ام"])
    months = "|".join(_MONTHS)
    day, year = rf"(?P<day>\d{{1,2}}|{ordinals})", r"(?: (?P<year>1[34]\d\d|پارسال))?"
    named = rf"{day} (?P<month>{months})(?:‌?ماه)?{year}"
    return re.compile(
        rf"(?<![\w/])(?<!ترم )(?:{named}|(?P<iso>1[34]\d\d[/-]\d{{1,2}}[/-]\d{{1,2}}))(?!\w)"
    )


def _days(text: str, today: date) -> Iterator[Number]:
    for match in _day_pattern().finditer(text):
        day = _day(match, JalaliDate.to_jalali(today))
        if day is not None and day <= today:
            yield _since(day, today, match)


def _day(match: re.Match[str], today: JalaliDate) -> date | None:
    if match["iso"]:
        year, month, number = map(int, re.split("[/-]", match["iso"]))
    else:
        month, number = _MONTHS.index(match["month"]) + 1, _day_number(match["day"])
        is_last = match["year"] == "پارسال"
        year = today.year - 1 if is_last else int(match["year"] or today.year)
        if not match["year"] and (month, number) > (today.month, today.day):
            year -= 1
    if not JalaliDate.check_date(year, month, number):
        return None
    found: date = JalaliDate(year, month, number).to_gregorian()
    return found


def _day_number(written: str) -> int:
    other = {"اول": 1, "پانزدهم": 15, "بیستم": 20, "سی‌ام": 30}
    return int(written) if written.isdigit() else other.get(written) or 1 + _ORDINALS.index(written)


def _near(text: str, today: date) -> Iterator[Number]:
    for match in _THEN.finditer(text):
        yield _since(today - timedelta(_NEAR_DAYS[match[0]]), today, match)


def _since(day: date, today: date, match: re.Match[str]) -> Number:
    passed = float((today - day).days)
    return Number(passed, passed, "day", *match.span(), f"{int(passed)} روز", day=day)
