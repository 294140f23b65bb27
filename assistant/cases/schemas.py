"""Shapes of the case endpoints (docs/api.md)."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from assistant.cases.terms import Identity, Indicator, Kind, Status
from assistant.language.controls import without_controls


def _readable(value: object) -> object:
    """Without control characters, which no one reads and PostgreSQL refuses to keep."""
    return without_controls(value) if isinstance(value, str) else value


_Readable = BeforeValidator(_readable)
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), _Readable
]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000), _Readable
]


def _utc(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of the calendar's range") from error


Moment = Annotated[datetime, AfterValidator(_utc)]
"""A time in UTC; one without a zone is taken as UTC."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Contact(_Shape):
    """How to reach the citizen; sealed at rest."""

    mobile: Annotated[str, StringConstraints(pattern=r"^(\+98|0)9\d{9}$")] | None = None
    name: Annotated[str, StringConstraints(max_length=100), _Readable] | None = None
    national_id: Annotated[str, StringConstraints(pattern=r"^\d{10}$")] | None = None


class CaseDraft(_Shape):
    """What is needed to file a case."""

    kind: Kind
    agency_id: Line
    description: Words
    indicator: Indicator | None = None
    province: Line | None = None
    city: Line | None = None
    service_id: Line | None = None
    occurred_at: Moment | None = None
    identity: Identity = Identity.ANONYMOUS
    contact: Contact | None = None


class CaseFiled(_Shape):
    """The receipt. The pin is shown this once."""

    tracking_code: str
    pin: str
    status: Status
    due_at: str
    due_at_fa: str


class CaseStep(_Shape):
    """One step of a case's life."""

    type: str
    title_fa: str
    at: str
    at_fa: str


class CaseDeadlines(_Shape):
    """Until when the agency must have answered."""

    first_answer_due_at: str
    due_at: str
    due_at_fa: str


class CaseView(_Shape):
    """What the holder of code and pin sees."""

    tracking_code: str
    kind: Kind
    status: Status
    status_fa: str
    agency_id: str
    agency_name: str
    indicator: Indicator | None
    province: str | None
    city: str | None
    description: str
    created_at: str
    timeline: list[CaseStep]
    deadlines: CaseDeadlines
    answers: list[str] = Field(default_factory=list)
