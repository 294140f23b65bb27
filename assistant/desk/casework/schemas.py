"""Shapes of case work at the desk (docs/api.md)."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from assistant.cases.attachments.pending import FileIds
from assistant.cases.moves import Move
from assistant.cases.personal import Field as PersonalField
from assistant.cases.schemas import Words
from assistant.cases.terms import Indicator, Kind, Status
from assistant.cases.view_schemas import CaseStep, CaseView
from assistant.desk.schemas import Short, StrictBody
from assistant.language.controls import Readable


class DeskAction(StrEnum):
    """What somebody at the desk may do with a case, named as the endpoint that does it."""

    REFER = "refer"
    TAKE = "take"
    ANSWER = "answer"
    ASK = "ask"
    MISDIRECTED = "misdirected"
    CLOSE = "close"
    NOTE = "note"
    CORRECT = "correct"
    REDACT = "redact"
    MERGE = "merge"
    SEPARATE = "separate"


class Sort(StrEnum):
    """The order of a list: by due time or by filing, either way; each by an index."""

    DUE = "due"
    DUE_LAST = "due_last"
    NEWEST = "newest"
    OLDEST = "oldest"


Purpose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=200),
    Readable,
]


Hours = Annotated[int, Field(ge=1, le=24 * 366)]


class Named(BaseModel):
    """Something to choose, with its name."""

    id: str
    title: str


class AgencyNamed(Named):
    """An agency to choose, with the other names that people know it by."""

    aliases: list[str]


class ReferIn(StrictBody):
    """Where a case goes, and why."""

    agency_id: Short
    reason: Words


class TextIn(StrictBody):
    """Words to the citizen, or of a note."""

    text: Words


class LetterIn(TextIn):
    """Words to the citizen, with prepared files that go along."""

    files: FileIds = []


class ReasonIn(StrictBody):
    """Why something is done."""

    reason: Words


class CloseCaseIn(StrictBody):
    """The last word on a dispute: why it ends, and what the citizen is told and gets with it."""

    reason: Words
    text: Words
    files: FileIds = []


class CorrectIn(StrictBody):
    """What was told wrongly, and how it is right."""

    reason: Words
    text: Words


class MergeIn(StrictBody):
    """Which case is to be followed, and why the two are one matter."""

    into: Short
    reason: Words


class RedactIn(StrictBody):
    """Which words are taken out, as they stand in the text, and why."""

    words: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=2, max_length=200),
        Readable,
    ]
    reason: Words


class RevealIn(StrictBody):
    """Which sealed value is wanted, and for what."""

    field: PersonalField
    event_number: Annotated[int, Field(ge=1, le=1_000_000)]
    reason: Purpose


class RevealedValue(BaseModel):
    """A personal value in the clear."""

    text: str


class SealedValue(BaseModel):
    """That there is a personal value which the viewer may reveal; not the value."""

    field: PersonalField
    title_fa: str
    event_number: int


class CaseFilters(StrictBody):
    """Which cases are wanted; what is not given does not matter.

    `assignee` is who sees to them on the viewer's side: an account, `me`, or `-` for nobody. `q`
    is a tracking code, or words that all stand in the masked description or its formal version,
    each told by its beginning. Cases that wait and follow another are left out, but with
    `following`, and where `q` is given. `due_in_h` wants cases that wait and whose deadline comes
    within so many hours; `moved` those that went through one of these moves in the last
    `within_h` hours, `breached` those raised in that time because an answer was late. `province`
    `-` wants cases without one.
    """

    status: Annotated[list[Status], Field(max_length=len(Status))] = []
    kind: Kind | None = None
    indicator: Indicator | None = None
    assignee: Short | None = None
    agency_id: Short | None = None
    level: Short | None = None
    province: Short | None = None
    overdue: bool = False
    due_in_h: Hours | None = None
    moved: Annotated[list[Move], Field(max_length=len(Move))] = []
    breached: bool = False
    within_h: Hours = 24
    following: bool = False
    q: Annotated[str, StringConstraints(max_length=200)] = ""
    sort: Sort = Sort.DUE


class CaseQuery(CaseFilters):
    """One page of the cases that are wanted; `after` is the last code of the page before."""

    after: Short | None = None


class CaseEntry(BaseModel):
    """A case in the list of the desk; `description` is masked."""

    tracking_code: str
    kind_fa: str
    status: Status
    status_fa: str
    agency_id: str
    agency_name: str
    indicator_fa: str | None = None
    place_fa: str
    level_fa: str
    description: str
    created_at_fa: str
    due_at: str
    due_at_fa: str
    time_left_fa: str | None = None
    is_overdue: bool = False
    people: int = 1
    is_following: bool = False
    assignee: Named | None = None


class CaseCount(BaseModel):
    """How many cases are wanted, counted up to a bound; `is_more` says that it is reached.

    `hidden` more cases have the words of `q`, and are kept out by the filters alone.
    """

    count: int
    is_more: bool = False
    hidden: int = 0
    is_more_hidden: bool = False


class DeskStep(CaseStep):
    """A step with who made it; a note's `text` is masked."""

    who_fa: str
    is_note: bool = False


class DeskCase(CaseView):
    """A case as the desk sees it: with notes, and with what the viewer may do.

    `leader` and `followers` are codes of cases of the same matter, at most fifty.
    """

    timeline: list[DeskStep]  # type: ignore[assignment]
    kind_fa: str
    indicator_fa: str | None = None
    identity_fa: str
    service_title: str | None = None
    occurred_at_fa: str | None = None
    created_at_fa: str
    conversation_id: str | None = None
    may: list[DeskAction]
    assignee: Named | None = None
    may_assign: bool = False
    leader: str | None = None
    followers: list[str] = []
    sealed: list[SealedValue]


class ProvinceOut(BaseModel):
    """A province with its cities."""

    name: str
    cities: list[str]


class TermsOut(BaseModel):
    """What the desk's lists and forms offer to choose from; `sends_sms`: text messages are on."""

    agencies: list[AgencyNamed]
    provinces: list[ProvinceOut]
    statuses: list[Named]
    levels: list[Named]
    kinds: list[Named]
    indicators: list[Named]
    identities: list[Named]
    sends_sms: bool
