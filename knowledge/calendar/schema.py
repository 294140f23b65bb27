"""What the calendar's files may contain: hours.yml, holidays.yml, closures.yml and deadlines.yml.

Days and times are Jalali, in Tehran's time (`knowledge/calendar/jalali.py`). What no source says
is marked by `assumed`, which says in words what is supposed. Indicators and agencies of
deadlines.yml are checked when the file is loaded (`knowledge/calendar/load.py`).
"""

import re
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from knowledge.calendar.jalali import Beginning, Day, End
from knowledge.items import Id, Source, Text

EVERYWHERE = "سراسر کشور"
"""What stands for the whole country where a province is named."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
"""In the order of `date.weekday`."""

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
Minutes = tuple[int, int]
"""From and until, in minutes since midnight."""


def _opening_hours(value: object) -> tuple[Minutes, ...]:
    if value == "closed":
        return ()
    parts = value.split(",") if isinstance(value, str) else []
    found = [_HOURS.fullmatch(part.strip()) for part in parts]
    if not found or None in found:
        raise ValueError("write 'closed', or hours such as 07:30-14:30, 16:00-18:00")
    spans = [tuple(int(part) for part in match.groups()) for match in found if match]
    minutes = tuple((h * 60 + m, to_h * 60 + to_m) for h, m, to_h, to_m in spans)
    ends = [minute for span in minutes for minute in span]
    if any(later <= earlier for earlier, later in pairwise(ends)):
        raise ValueError("hours must follow one another")
    return minutes


OpeningHours = Annotated[tuple[Minutes, ...], BeforeValidator(_opening_hours)]


class Shape(BaseModel):
    """Base of the calendar's shapes: no unknown field, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Founded(Shape):
    """Something that has a source, or says what is supposed without one."""

    sources: tuple[Source, ...] = ()
    assumed: Text | None = None

    @model_validator(mode="after")
    def _is_founded(self) -> Self:
        if not self.sources and self.assumed is None:
            raise ValueError("name a source, or say under `assumed` what is supposed")
        return self


class Hours(Founded):
    """Opening hours on some days of the week; both ends of the period are included.

    `provinces` empty means everywhere. What is not said here is left to the entries before.
    """

    title: Text
    provinces: tuple[Text, ...] = ()
    first_day: Day | None = Field(None, alias="from")
    last_day: Day | None = Field(None, alias="to")
    days: dict[Weekday, OpeningHours] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("`to` is before `from`")
        return self


class HoursFile(Shape):
    """knowledge/calendar/hours.yml: of the entries that speak of a day, the last one counts."""

    hours: tuple[Hours, ...] = Field(min_length=1)


class Holiday(Shape):
    """A day on which the official calendar differs from the library `holidays`."""

    day: Day
    title: Text
    sources: tuple[Source, ...] = Field(min_length=1)


class HolidaysFile(Shape):
    """knowledge/calendar/holidays.yml: what is to be added to the library's days, and removed."""

    added: tuple[Holiday, ...] = ()
    removed: tuple[Holiday, ...] = ()


class Reason(StrEnum):
    """Why offices are closed at short notice."""

    COLD = "cold"
    HEAT = "heat"
    SMOG = "smog"
    DUST = "dust"
    STORM = "storm"
    POWER = "power"
    GAS = "gas"
    WATER = "water"
    OTHER = "other"


class AnnouncedClosure(Shape):
    """Offices of a province, or of the whole country, that are closed for a time."""

    province: Text
    begins: Beginning = Field(alias="from")
    ends: End = Field(alias="to")
    reason: Reason
    note: Text | None = None
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _takes_time(self) -> Self:
        if self.ends <= self.begins:
            raise ValueError("`to` must be after `from`")
        return self


class ClosuresFile(Shape):
    """knowledge/calendar/closures.yml."""

    closures: tuple[AnnouncedClosure, ...] = ()


_Hours = Annotated[float, Field(gt=0, le=8760, allow_inf_nan=False)]


class Counted(StrEnum):
    """Which hours count.

    `clock`: all of them. `working`: those in which offices are open. `office_days`: as `working`,
    where 24 hours stand for one office day, which has `office_day_hours` working hours.
    """

    CLOCK = "clock"
    WORKING = "working"
    OFFICE_DAYS = "office_days"


class Term(Shape):
    """A length of time and how it is counted."""

    hours: _Hours
    counted: Counted


class Override(Founded):
    """Other terms for an indicator, an agency, or an indicator at an agency."""

    indicator: Id | None = None
    agency: Id | None = None
    first_answer: Term | None = None
    latest_answer: Term | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.indicator or self.agency):
            raise ValueError("name an indicator, an agency, or both")
        if not (self.first_answer or self.latest_answer):
            raise ValueError("give first_answer, latest_answer, or both")
        return self

    @property
    def key(self) -> tuple[str | None, str | None]:
        """The indicator and agency that the override applies to."""
        return self.indicator, self.agency


class Level(Shape):
    """A step of the ladder; it begins at a moment of the case's life, or some time `after` it."""

    id: Id
    title: Text
    begins: Literal["registered", "first_answer", "latest_answer"]
    after: Term | None = None


class VerdictTerms(Shape):
    """How long an answer waits for the citizen.

    `reminder` runs from the answer, `closing` from the reminder: then the case is closed without a
    verdict. `settling` runs from a verdict of solved or partly until the case is closed.
    """

    reminder: Term
    closing: Term
    settling: Term


class DeadlinesFile(Founded):
    """knowledge/calendar/deadlines.yml: terms from the filing on, the ladder, and the verdict."""

    office_day_hours: Annotated[float, Field(gt=0, le=24, allow_inf_nan=False)]
    first_answer: Term
    latest_answer: Term
    overrides: tuple[Override, ...] = ()
    ladder: tuple[Level, ...] = Field(min_length=1)
    verdict: VerdictTerms
