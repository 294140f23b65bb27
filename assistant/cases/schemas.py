"""Shapes of what citizens send about cases (docs/api.md), and the values in them."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from assistant.cases.terms import Identity, Indicator, Kind, Verdict
from assistant.language.controls import Readable
from assistant.storage.shared_clock import utc_now

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), Readable
]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000), Readable
]
FormalWords = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=4000), Readable
]


OfferId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


def _utc(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of the calendar's range") from error


Moment = Annotated[datetime, AfterValidator(_utc)]
"""A time in UTC; one without a zone is taken as UTC."""

EARLIEST_EVENT = datetime(1925, 1, 1, tzinfo=UTC)
"""Nobody alive would file about anything earlier."""
_CLOCKS_DIFFER = timedelta(days=1)


def _has_happened(moment: datetime) -> datetime:
    if not EARLIEST_EVENT <= moment <= utc_now() + _CLOCKS_DIFFER:
        raise ValueError("not a time at which this can have happened")
    return moment


PastMoment = Annotated[Moment, AfterValidator(_has_happened)]
"""A past time in UTC that the Jalali calendar can represent."""


class Shape(BaseModel):
    """A shape that takes no other fields."""

    model_config = ConfigDict(extra="forbid")


class Contact(Shape):
    """How to reach the citizen; sealed at rest."""

    mobile: Annotated[str, StringConstraints(pattern=r"^(\+98|0)9\d{9}$")] | None = None
    name: Annotated[str, StringConstraints(max_length=100), Readable] | None = None
    national_id: Annotated[str, StringConstraints(pattern=r"^\d{10}$")] | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether an agency could identify or reach the citizen by any of it."""
        return any(self.model_dump(exclude_none=True).values())


class OpenDraft(Shape):
    """What is needed to file a case; without an agency, an operator finds it.

    `formal_description` is a version for the form that the citizen has approved; `follow` is the
    offer of an open case or an outage of the same matter, which the new case is to follow.
    `shows_names`: the agency may read the names and addresses in the description, but the citizen's
    own name; numbers stay hidden.
    """

    kind: Kind
    agency_id: Line | None = None
    description: Words
    formal_description: FormalWords | None = None
    indicator: Indicator | None = None
    province: Line | None = None
    city: Line | None = None
    service_id: Line | None = None
    occurred_at: PastMoment | None = None
    identity: Identity = Identity.ANONYMOUS
    contact: Contact | None = None
    follow: OfferId | None = None
    shows_names: bool = False


class CaseDraft(OpenDraft):
    """What portals file: they name the agency."""

    agency_id: Line


class VerdictIn(Shape):
    """What the citizen says of the answer."""

    verdict: Verdict
    score: Annotated[int, Field(ge=1, le=5)] | None = None
    comment: Annotated[str, StringConstraints(max_length=1000), Readable] | None = None


class MessageIn(Shape):
    """What the citizen adds to a case."""

    text: Words


class ReopenIn(Shape):
    """Why the case is not settled."""

    reason: Words


class WithdrawIn(Shape):
    """Why the citizen takes the case back, if they like to say so."""

    reason: Annotated[str, StringConstraints(max_length=1000), Readable] | None = None


class ConsentIn(Shape):
    """Whether the agency may see who the citizen is."""

    given: bool
