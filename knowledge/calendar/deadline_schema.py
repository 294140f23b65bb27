"""What knowledge/calendar/deadlines.yml may contain.

Indicators and agencies are checked when the file is loaded (`knowledge/calendar/load.py`).
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.calendar.schema import Founded, Shape
from knowledge.schema import Id, Text

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
        """What the override is for."""
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
