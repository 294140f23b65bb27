"""Shapes of what is offered before a case is filed (docs/api.md): nobody's words, nobody's name."""

from pydantic import BaseModel, ConfigDict

from assistant.cases.schemas import Line, Words
from assistant.cases.terms import Indicator, Status


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SimilarIn(_Shape):
    """What a citizen is about to file, as far as it is known."""

    agency_id: Line
    indicator: Indicator | None = None
    province: Line | None = None
    city: Line | None = None
    service_id: Line | None = None
    description: Words | None = None


class SimilarCase(_Shape):
    """An open matter; `offer` is what a new case names to follow it.

    The place is told only as far as it is shared, and the day, not the hour.
    """

    offer: str
    agency_id: str
    agency_name: str
    indicator: Indicator
    indicator_fa: str
    province: str | None = None
    city: str | None = None
    people: int
    since: str
    since_fa: str
    status: Status
    status_fa: str
    due_at: str
    due_at_fa: str
    is_overdue: bool


class KnownOutage(_Shape):
    """An outage that the desk has confirmed.

    `source` says who told of it, `asked` who has been asked, `people` how many reported it at
    least; fewer than ten are not counted in public. `what_fa` is what does not work.
    """

    offer: str
    id: int
    agency_id: str
    agency_name: str
    service_id: str | None = None
    service_title: str | None = None
    province: str | None = None
    indicator: Indicator
    what_fa: str
    people: int | None = None
    people_fa: str
    asked: str | None = None
    since: str
    since_fa: str
    expected_end: str | None = None
    expected_end_fa: str | None = None
    source: str


class SimilarOut(_Shape):
    """What others have told already; both lists are empty when there is nothing."""

    cases: list[SimilarCase]
    outages: list[KnownOutage]
