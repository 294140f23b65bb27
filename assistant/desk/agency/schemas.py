"""Shapes of the agencies' endpoints (docs/api.md)."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.cases.attachments.schemas import AttachmentOut
from assistant.cases.personal import Field as PersonalField
from assistant.cases.schemas import Moment
from assistant.cases.terms import Identity, Indicator, Kind, Status, Verdict
from assistant.cases.view_schemas import CaseAnswer, CaseLevel, CaseStep
from assistant.desk.casework.schemas import Purpose
from assistant.desk.schemas import Short


class AgencyAction(StrEnum):
    """What an agency may do with a case, named as the endpoint that does it."""

    TAKE = "take"
    ANSWER = "answer"
    ASK = "ask"
    MISDIRECTED = "misdirected"
    NOTE = "note"
    REVEAL = "reveal"


class AgencyQuery(BaseModel):
    """Which of the agency's cases are wanted; what is not given does not matter.

    `after` is the `next` of the page before.
    """

    model_config = ConfigDict(extra="forbid")

    status: Annotated[list[Status], Field(max_length=len(Status))] = []
    level: Short | None = None
    overdue: bool = False
    due_before: Moment | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    after: Short | None = None


class AgencyEntry(BaseModel):
    """A case in the agency's list; words are masked.

    One that follows another gets that one's answers, and needs none of its own. What is done with
    this one reaches `people` citizens: its own, and those whose cases follow it.
    """

    tracking_code: str
    kind: Kind
    status: Status
    status_fa: str
    indicator: Indicator | None = None
    service_id: str | None = None
    province: str | None = None
    city: str | None = None
    level: CaseLevel
    identity: Identity
    description: str
    formal_description: str | None = None
    occurred_at: str | None = None
    created_at: str
    first_answer_due_at: str
    due_at: str
    due_at_fa: str
    is_following: bool = False
    people: int = 1
    is_overdue: bool


class AgencyPage(BaseModel):
    """One page of cases, those due first; `next` is there while there are more."""

    cases: list[AgencyEntry]
    next: str | None = None


class AgencyStep(CaseStep):
    """A step; `api_key` is the id of the agency's key that made it."""

    is_note: bool = False
    api_key: str | None = None


class AgencyCase(AgencyEntry):
    """A case with its steps, and what the agency may do with it now."""

    verdict: Verdict | None = None
    score: int | None = None
    timeline: list[AgencyStep]
    answers: list[CaseAnswer]
    may: list[AgencyAction]


class AgencyFiles(BaseModel):
    """The files of a case, oldest first."""

    attachments: list[AttachmentOut]


class RevealPersonIn(BaseModel):
    """For what the personal values are wanted."""

    model_config = ConfigDict(extra="forbid")

    reason: Purpose


class PersonalOut(BaseModel):
    """One personal value; `event_number` says with which step it came."""

    field: PersonalField
    event_number: int
    text: str


class RevealedPerson(BaseModel):
    """Words as typed and contact of a citizen who agreed to be seen."""

    values: list[PersonalOut]
