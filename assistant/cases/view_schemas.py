"""Shapes of a case as its citizen sees it, from the receipt on."""

from enum import StrEnum

from assistant.cases.ledger_schemas import CaseProof
from assistant.cases.schemas import Shape
from assistant.cases.terms import Identity, Indicator, Kind, Role, Status, Verdict


class CaseFiled(Shape):
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


class CaseStep(Shape):
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


class StepAhead(Shape):
    """A step to come, named after the move that it will be; without a time where none is known."""

    type: str
    title_fa: str
    at: str | None = None
    at_fa: str | None = None


class CaseDeadlines(Shape):
    """Until when the agency must have answered; `time_left_fa` only while one waits for it."""

    first_answer_due_at: str
    first_answer_due_at_fa: str
    due_at: str
    due_at_fa: str
    time_left_fa: str | None = None
    is_overdue: bool = False


class CaseLevel(Shape):
    """The step of the ladder that a case is at; `number` counts from 1."""

    id: str
    title: str
    number: int


class CaseAnswer(Shape):
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


class NewPin(Shape):
    """The pin that opens the case from now on; it is shown this once."""

    tracking_code: str
    pin: str


class CaseView(Shape):
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
