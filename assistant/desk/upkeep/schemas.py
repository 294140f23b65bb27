"""Shapes of the upkeep endpoints (docs/api.md)."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints, model_validator

from assistant.cases.schemas import Line
from assistant.desk.schemas import StrictBody
from assistant.language.controls import Readable
from assistant.language.moments import Beginning, End
from knowledge.calendar.schema import Reason


class DeadJob(BaseModel):
    """A job that was given up; `tracking_code` only for who may read cases."""

    id: int
    kind: str
    kind_fa: str
    attempts: int
    died_at_fa: str
    last_error: str
    reason_fa: str
    tracking_code: str | None = None


class DroppedJob(BaseModel):
    """A job that a human dropped: which, when and why."""

    id: int
    kind_fa: str
    dropped_at_fa: str
    reason: str


class DeadKind(BaseModel):
    """How many jobs of a kind are dead."""

    kind: str
    kind_fa: str
    count: int


class SmsStanding(BaseModel):
    """How the account with a provider of text messages stands, and the messages of a week.

    `trouble_fa` is what the administrator has to see to; `open` are those whose end is not known.
    """

    provider_fa: str
    trouble_fa: str | None = None
    trouble_since_fa: str | None = None
    credit_fa: str | None = None
    is_credit_low: bool
    delivered: int
    undelivered: int
    open: int


class DeadJobs(BaseModel):
    """The dead jobs, newest first, how many there are of each kind, and what was dropped last.

    `sms` only where a provider sends text messages.
    """

    kinds: list[DeadKind]
    jobs: list[DeadJob]
    dropped: list[DroppedJob]
    sms: SmsStanding | None = None


class RetryIn(StrictBody):
    """All dead jobs of a kind are to be tried again."""

    kind: Line


class Revived(BaseModel):
    """How many jobs wait again."""

    revived: int


Told = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), Readable
]


class WhyIn(StrictBody):
    """Why something is dropped or called off; personal data in it is masked."""

    reason: Told


class ClosureIn(StrictBody):
    """Offices are closed; `begins` and `ends` are Jalali, a day alone is meant as a whole."""

    province: Line
    begins: Beginning
    ends: End
    reason: Reason
    source: Told

    @model_validator(mode="after")
    def _takes_time(self) -> "ClosureIn":
        if self.ends <= self.begins:
            raise ValueError("a closure ends after it begins")
        return self


class ClosureOut(BaseModel):
    """A closure that holds."""

    id: int
    province: str
    begins_fa: str
    ends_fa: str
    reason: Reason
    reason_fa: str
    source: str
    is_over: bool


class WithdrawnOut(ClosureOut):
    """A closure that was called off: when, and why where that was asked for."""

    withdrawn_at_fa: str
    withdrawn_reason: str | None = None
