"""Shapes of the case endpoints (docs/api.md)."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from assistant.cases.terms import Identity, Indicator, Kind, Role, Status, Verdict
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


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Contact(_Shape):
    """How to reach the citizen; sealed at rest."""

    mobile: Annotated[str, StringConstraints(pattern=r"^(\+98|0)9\d{9}$")] | None = None
    name: Annotated[str, StringConstraints(max_length=100), Readable] | None = None
    national_id: Annotated[str, StringConstraints(pattern=r"^\d{10}$")] | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether an agency could identify or reach the citizen by any of it."""
        return any(self.model_dump(exclude_none=True).values())


class OpenDraft(_Shape):
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


class VerdictIn(_Shape):
    """What the citizen says of the answer."""

    verdict: Verdict
    score: Annotated[int, Field(ge=1, le=5)] | None = None
    comment: Annotated[str, StringConstraints(max_length=1000), Readable] | None = None


class MessageIn(_Shape):
    """What the citizen adds to a case."""

    text: Words


class ReopenIn(_Shape):
    """Why the case is not settled."""

    reason: Words


class WithdrawIn(_Shape):
    """Why the citizen takes the case back, if they like to say so."""

    reason: Annotated[str, StringConstraints(max_length=1000), Readable] | None = None


class ConsentIn(_Shape):
    """Whether the agency may see who the citizen is."""

    given: bool


class SignedHandover(_Shape):
    """The key that signs roots was changed after the root `after_number` (0: before the first).

    `signature` is that of `previous_key`, `own_signature` that of `public_key`: Ed25519 over
    SHA-256 of the canonical JSON of the fields above them.
    """

    number: int
    previous_key: str
    public_key: str
    after_number: int
    after_hash: str
    created_at: str
    signature: str
    own_signature: str


class SignedRoot(_Shape):
    """The root of one day (UTC): over the newest event of so many cases, and over the root before.

    `hash` is SHA-256 over the canonical JSON of the fields above it; `signature` is Ed25519 over
    the hash's bytes, empty for a root of a version that did not sign. `logs` tells how long the
    records of readings and of the desk are, and the hash of their last entry.
    """

    number: int
    day: str
    root: str
    leaves: int
    logs: dict[str, Any]
    created_at: str
    previous_hash: str
    hash: str
    signature: str


class CaseProof(_Shape):
    """What a citizen keeps: the newest event of the case, and the newest root, both signed.

    `signature` is Ed25519 over the SHA-256 of the canonical JSON of `case` (the tracking code),
    `number` and `hash`.
    """

    number: int
    hash: str
    signature: str
    root: SignedRoot | None = None


class CaseFiled(_Shape):
    """The receipt. The pin is shown this once; `is_following` when the case follows another.

    `line_128_fa` says since when the 128 line works in the province, where a source tells it.
    """

    tracking_code: str
    pin: str
    status: Status
    due_at: str
    due_at_fa: str
    is_following: bool = False
    line_128_fa: str | None = None
    proof: CaseProof | None = None


class CaseStep(_Shape):
    """One step of a case's life; `text` is what was said, with personal values masked.

    `files` are the numbers of the files that came with it, as the list of files has them.
    """

    number: int
    type: str
    title_fa: str
    by: Role
    at: str
    at_fa: str
    status: Status
    text: str | None = None
    reason_fa: str | None = None
    files: list[int] = []


class StepAhead(_Shape):
    """A step to come, named after the move that it will be; without a time where none is known."""

    type: str
    title_fa: str
    at: str | None = None
    at_fa: str | None = None


class CaseDeadlines(_Shape):
    """Until when the agency must have answered; `time_left_fa` only while one waits for it."""

    first_answer_due_at: str
    first_answer_due_at_fa: str
    due_at: str
    due_at_fa: str
    time_left_fa: str | None = None
    is_overdue: bool = False


class CaseLevel(_Shape):
    """The step of the ladder that a case is at; `number` counts from 1."""

    id: str
    title: str
    number: int


class CaseAnswer(_Shape):
    """What the agency answered; it only proposes. `files` are as those of a step."""

    text: str
    at: str
    at_fa: str
    files: list[int] = []


class CitizenAction(StrEnum):
    """What the citizen may do with a case, named as the endpoint that does it."""

    VERDICT = "verdict"
    MESSAGES = "messages"
    ATTACHMENTS = "attachments"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CONSENT = "consent"
    SEPARATE = "separate"
    PIN = "pin"


class NewPin(_Shape):
    """The pin that opens the case from now on; it is shown this once."""

    tracking_code: str
    pin: str


class CaseView(_Shape):
    """What the holder of code and pin sees; `people` are all of its matter, when it leads them."""

    tracking_code: str
    kind: Kind
    status: Status
    status_fa: str
    agency_id: str
    agency_name: str
    indicator: Indicator | None = None
    province: str | None = None
    city: str | None = None
    description: str
    formal_description: str | None = None
    created_at: str
    identity: Identity
    level: CaseLevel
    verdict: Verdict | None = None
    score: int | None = None
    timeline: list[CaseStep]
    ahead: list[StepAhead] = []
    deadlines: CaseDeadlines
    answers: list[CaseAnswer]
    actions: list[CitizenAction]
    people: int = 1
    is_following: bool = False
    proof: CaseProof | None = None


class LedgerProof(_Shape):
    """That a day's root covers the event `number`: RFC 9162's inclusion proof, in hex."""

    day: str
    root: str
    number: int
    position: int
    leaves: int
    path: list[str]


class LedgerHead(_Shape):
    """The newest event."""

    number: int
    hash: str


LedgerEvent = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "number": {"type": "integer"},
                "type": {"type": "string"},
                "at": {"type": "string"},
                "actor": {"type": "string"},
                "hash": {"type": "string"},
            },
            "required": ["number", "type", "at", "actor", "hash"],
            "additionalProperties": True,
        }
    ),
]
"""An event as it was hashed, with words and hash; no field may be dropped or added."""


class CaseLedger(_Shape):
    """All events of a case, each with its hash, and what is needed to check them.

    An event has its `words` beside, and a commitment to them under `salt` in its `data`; both are
    gone when the case is erased.
    """

    tracking_code: str
    algorithm: str
    salt: str | None = None
    events: list[LedgerEvent]
    head: LedgerHead
    proofs: list[LedgerProof]
