"""Shapes of the endpoints for ready answers (docs/api.md)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.desk.ready.placeholders import Placeholder
from assistant.language.controls import Readable

Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80), Readable
]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=2000), Readable
]


class AnswerWords(BaseModel):
    """A ready answer as it is to be."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    text: Text


class AnswerChange(AnswerWords):
    """The same for one that the writer has seen as `version`."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class AnswerIn(AnswerWords):
    """A new ready answer, of one's own or for all."""

    is_shared: bool


class AnswerQuery(BaseModel):
    """Which ready answers are wanted; what is not given does not matter."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64), Readable] = ""
    whose: Literal["own", "shared"] | None = None
    retired: bool = False


class CannedOut(BaseModel):
    """A ready answer for the reply box."""

    id: str
    title: str
    text: str
    is_shared: bool


class AtHand(BaseModel):
    """Ready answers for the reply box, and what may stand in braces in them."""

    answers: list[CannedOut]
    placeholders: list[Placeholder]


class AnswerOut(CannedOut):
    """A ready answer in the list; `may_change` says whether the viewer may."""

    is_retired: bool
    may_change: bool
    version: int
    changed_by: str | None = None
    changed_at_fa: str


class AnswersOut(BaseModel):
    """Ready answers by title, and what may stand in braces in one."""

    answers: list[AnswerOut]
    placeholders: list[Placeholder]
