"""Shapes of the desk's outage endpoints (docs/api.md)."""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from assistant.cases.schemas import Line, Words
from assistant.cases.similar.offers import KnownOutage
from assistant.cases.terms import Indicator
from assistant.language.controls import Readable
from assistant.language.moments import Beginning, End

MOST_OF_A_SOURCE, MOST_ASKED = 500, 200
MOST_QUIET_HOURS = 72
Told = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=MOST_OF_A_SOURCE),
    Readable,
]
Asked = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=MOST_ASKED), Readable
]


class OutageIn(BaseModel):
    """Something is down; times are Jalali, and a day alone is meant as a whole.

    `asked` says whom the desk has asked; `merges`: its cases are merged at once.
    """

    model_config = ConfigDict(extra="forbid")

    agency_id: Line
    service_id: Line | None = None
    province: Line | None = None
    indicator: Literal[Indicator.SYSTEM_DOWN, Indicator.PHONE_IVR] = Indicator.SYSTEM_DOWN
    began: Beginning
    expected_end: End | None = None
    source: Told
    asked: Asked | None = None
    merges: bool = False

    @model_validator(mode="after")
    def _takes_time(self) -> "OutageIn":
        if self.expected_end is not None and self.expected_end <= self.began:
            raise ValueError("an outage ends after it begins")
        return self


class OutageOut(KnownOutage):
    """An outage that goes on, as the desk sees it.

    `is_told` when citizens are told of it now; `people_counted` is how many reported it at least,
    `followers` how many get what the agency answers to the leading case, `alone` how many cases
    could be merged.
    """

    is_told: bool
    people_counted: int
    followers: int
    alone: int


class CountedName(BaseModel):
    """How many people named something."""

    title: str
    people: int


class SuspectedOut(BaseModel):
    """Many more people than usual report that something is down; citizens are not told of it.

    Rates are people an hour; `score` is the evidence, which had to reach `threshold`. `began` is
    `since` as a form takes it.
    """

    id: int
    agency_id: str
    agency_name: str
    indicator: Indicator
    what_fa: str
    service_id: str | None = None
    service_title: str | None = None
    province: str | None = None
    people: int
    from_cases: int
    since: str
    since_fa: str
    began: str
    last_fa: str
    usual_per_hour: float
    observed_per_hour: float
    score: float
    threshold: float
    services: list[CountedName]
    provinces: list[CountedName]


class OutagesOut(BaseModel):
    """What goes on, and what somebody should look into."""

    outages: list[OutageOut]
    suspected: list[SuspectedOut]


class DismissIn(BaseModel):
    """Why it is no outage, and for how many hours the agency raises no suspicion."""

    model_config = ConfigDict(extra="forbid")

    reason: Words
    hours: Annotated[int, Field(ge=1, le=MOST_QUIET_HOURS)] = 6


class MergedOut(BaseModel):
    """How many cases were merged, and how many are left."""

    merged: int
    left: int
