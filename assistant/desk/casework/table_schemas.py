"""Shapes of the table of cases: counts, assignees, many cases at once, drafts and views."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator

from assistant.cases.schemas import Words
from assistant.desk.casework.schemas import CaseEntry, DeskAction, Named
from assistant.desk.schemas import Short, StrictBody
from assistant.language.controls import Readable

MOST_AT_ONCE = 100
"""One request moves at most so many cases."""

Codes = Annotated[list[Short], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Column(StrEnum):
    """A column that the table can show; the tracking code is always there."""

    DESCRIPTION = "description"
    STATUS = "status"
    AGENCY = "agency"
    PLACE = "place"
    DUE = "due"
    ASSIGNEE = "assignee"
    CREATED = "created"
    KIND = "kind"
    INDICATOR = "indicator"
    LEVEL = "level"
    PEOPLE = "people"


class AssignIn(StrictBody):
    """Who sees to a case from now on; nobody when it is absent."""

    account_id: Short | None = None


class AssignManyIn(AssignIn):
    """The same for many cases."""

    codes: Codes


class ReferManyIn(StrictBody):
    """Many cases for one agency, and why."""

    codes: Codes
    agency_id: Short
    reason: Words


class Outcome(BaseModel):
    """What became of one of many cases; `code` and `detail` are those of the refusal."""

    tracking_code: str
    is_done: bool
    code: str | None = None
    detail: str | None = None


class Outcomes(BaseModel):
    """What became of each, in the order that they were named."""

    outcomes: list[Outcome]


class DraftIn(StrictBody):
    """What is written so far for `action`; without any words the draft is dropped."""

    action: DeskAction
    text: Annotated[str, StringConstraints(max_length=2000), Readable] = ""
    reason: Annotated[str, StringConstraints(max_length=2000), Readable] = ""


class DraftOut(BaseModel):
    """A draft of the viewer's own."""

    action: DeskAction
    text: str
    reason: str
    saved_at_fa: str


class Drafts(BaseModel):
    """The viewer's own drafts of a case, the newest first."""

    drafts: list[DraftOut]


class Proposal(BaseModel):
    """An agency that may be meant, and why one may think so."""

    agency: Named
    reason_fa: str


class Proposals(BaseModel):
    """Agencies that may be meant, the likeliest first, three at most."""

    proposals: list[Proposal]


class Alike(BaseModel):
    """Open cases that may be the same matter, the oldest first; five at most."""

    cases: list[CaseEntry]


_Value = Annotated[str, StringConstraints(max_length=200), Readable]


class Shown(StrictBody):
    """What a table shows: its filters and order as the console keeps them, and its columns.

    `state` is a group of statuses or a status; an empty text does not matter.
    """

    state: _Value = ""
    kind: _Value = ""
    indicator: _Value = ""
    assignee: _Value = ""
    agency_id: _Value = ""
    province: _Value = ""
    level: _Value = ""
    overdue: bool = False
    due_in_h: _Value = ""
    moved: _Value = ""
    breached: bool = False
    within_h: _Value = ""
    q: _Value = ""
    sort: _Value = ""
    columns: Annotated[list[Column], Field(max_length=len(Column))] = []

    @model_validator(mode="after")
    def _names_each_once(self) -> "Shown":
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("a column is named twice")
        return self


class ViewIn(StrictBody):
    """A view to be kept; one of the same name is written anew."""

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60), Readable
    ]
    shown: Shown


class ViewOut(BaseModel):
    """A view that is kept."""

    id: str
    name: str
    shown: Shown


class Views(BaseModel):
    """The viewer's own views, by name."""

    views: list[ViewOut]
