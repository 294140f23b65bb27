"""Shapes of ready answers (docs/api.md), and the placeholders in braces (placeholders.yml)."""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.language.controls import Readable

FILE = Path(__file__).with_name("placeholders.yml")
_IN_BRACES = re.compile(r"\{([^{}\n]*)\}?|\}")


class Filling(StrEnum):
    """With what the console fills a placeholder in."""

    OPERATOR = "operator"
    TODAY = "today"
    TRACKING_CODE = "tracking_code"
    STATUS = "status"
    AGENCY = "agency"
    DUE = "due"


class Placeholder(BaseModel):
    """A name in braces, what it becomes, and what it may look like."""

    name: str
    fills: Filling
    example: str


class UnknownPlaceholderError(ValueError):
    """Braces hold an unknown placeholder."""


@lru_cache(maxsize=1)
def placeholders() -> tuple[Placeholder, ...]:
    """All placeholders, in the order of the file."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Placeholder.model_validate(entry) for entry in entries)


def with_known_placeholders(text: str) -> str:
    """`text` with its placeholders in their usual form; raises `UnknownPlaceholderError`.

    Spaces in braces do not matter, and braces that do not close are unknown, too.
    """
    known = {one.name for one in placeholders()}

    def written(match: re.Match[str]) -> str:
        name = " ".join((match[1] or "").split())
        if name not in known or not match[0].endswith("}"):
            raise UnknownPlaceholderError(match[0])
        return f"{{{name}}}"

    return _IN_BRACES.sub(written, text)


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
