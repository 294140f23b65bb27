"""Shapes of the record of the desk (docs/api.md)."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from assistant.cases.codes import normalise
from assistant.desk.audit import Audited
from assistant.desk.casework.schemas import Named
from assistant.desk.schemas import Short
from assistant.language.moments import Day


def _code(typed: str) -> str:
    if (code := normalise(typed)) is None:
        raise ValueError("no tracking code")
    return code


TrackingCode = Annotated[str, StringConstraints(max_length=32), AfterValidator(_code)]


class RecordFilters(BaseModel):
    """Which entries are wanted; what is not given does not matter.

    `since` and `until` are Jalali days in Tehran's time, both included.
    """

    model_config = ConfigDict(extra="forbid")

    account_id: Short | None = None
    action: Audited | None = None
    since: Day | None = None
    until: Day | None = None
    tracking_code: TrackingCode | None = None


class RecordQuery(RecordFilters):
    """One page of them; `before` is the `next` of the page before."""

    before: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class RecordDetail(BaseModel):
    """Something that an entry is about: what it is, and which."""

    title_fa: str
    text: str


class RecordEntry(BaseModel):
    """Something done or seen at the desk; no personal value is in it.

    `tracking_code` is there where it was about a case.
    """

    id: int
    at: str
    at_fa: str
    account_id: str | None = None
    who_fa: str
    action: str
    action_fa: str
    tracking_code: str | None = None
    conversation_id: str | None = None
    details: list[RecordDetail]


class RecordPage(BaseModel):
    """One page of the record, newest first; `next` is there while there is more."""

    entries: list[RecordEntry]
    next: int | None = None


class RecordTerms(BaseModel):
    """What the record can be narrowed to."""

    people: list[Named]
    actions: list[Named]
