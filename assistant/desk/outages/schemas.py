"""Shapes of the desk's outage endpoints (docs/api.md)."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator

from assistant.cases.schemas import Line
from assistant.cases.similar.schemas import KnownOutage
from assistant.language.controls import without_controls
from knowledge.calendar.jalali import Beginning, End

MOST_OF_A_SOURCE = 500
Told = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=MOST_OF_A_SOURCE),
    BeforeValidator(lambda value: without_controls(value) if isinstance(value, str) else value),
]


class OutageIn(BaseModel):
    """A system is down; times are Jalali, and a day alone is meant as a whole."""

    model_config = ConfigDict(extra="forbid")

    agency_id: Line
    service_id: Line | None = None
    province: Line | None = None
    began: Beginning
    expected_end: End | None = None
    source: Told

    @model_validator(mode="after")
    def _takes_time(self) -> "OutageIn":
        if self.expected_end is not None and self.expected_end <= self.began:
            raise ValueError("an outage ends after it begins")
        return self


class OutageOut(KnownOutage):
    """An outage that goes on; `is_told` when citizens are told of it now."""

    is_told: bool


class SuspectedOut(BaseModel):
    """An agency of which many tell that its system is down; citizens are not told of it."""

    agency_id: str
    agency_name: str
    people: int
    since_fa: str


class OutagesOut(BaseModel):
    """What goes on, and what somebody should look into."""

    outages: list[OutageOut]
    suspected: list[SuspectedOut]
