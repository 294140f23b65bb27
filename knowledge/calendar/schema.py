"""What the calendar's files may contain: hours.yml, holidays.yml and closures.yml.

Days and times are Jalali, in Tehran's time (`knowledge/calendar/jalali.py`). What no source says
is marked by `assumed`, which says in words what is supposed.
"""

import re
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from knowledge.calendar.jalali import Beginning, Day, End
from knowledge.schema import Source, Text

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
