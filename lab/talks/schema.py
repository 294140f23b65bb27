"""A labelled talk, as it is written in a YAML file (docs/talks.md)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.cases.terms import Kind
from knowledge.aspects import ASKED

Command = Literal[
    "find",
    "tell",
    "choose",
    "correct",
    "return",
    "file",
    "edit/answer",
    "edit/add",
    "edit/replace",
    "edit/remove",
    "confirm",
    "cancel",
    "amend/withdraw",
    "amend/replace",
    "amend/add",
    "amend/secret",
    "process",
    "track",
    "human",
    "danger",
    "line",
    "grumble",
    "greet",
    "thank",
    "goodbye",
    "affirm",
    "deny",
    "chat",
]
"""What a message does, in its context."""


def _asked(name: str) -> str:
    if name not in ASKED:
        raise ValueError(f"no aspect is {name}; there are {', '.join(ASKED)}")
    return name


AskedAspect = Annotated[str, AfterValidator(_asked)]
"""What a message asks of a service."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Before(_Shape):
    """The context before a message: the assistant's words, its open question, and its focus.

    `focus` and `options` are names of things («service:passport-renewal»), or free words.
    """

    said: str = ""
    asked: str = "none"
    focus: str = ""
    options: list[str] = []


class See(_Shape):
    """What must come of a message; what is not given may be anything."""

    service: list[str] = []
    among: list[str] = []
    told: list[AskedAspect] = []
    none: bool = False
    draft: Literal["open", "none"] | None = None
    agency: list[str] = []
    city: str | None = None
    kind: Kind | None = None
    has: str | None = None
    lacks: str | None = None
    filed: bool = False
    withdrawn: bool = False
    process: bool = False
    line: list[str] = []
    danger: bool | None = None
    human: bool = False


class LabelledTurn(_Shape):
    """One message of a citizen, and its reading: the main command first."""

    say: str
    do: list[Command] = []
    about: list[str] = []
    aspects: list[AskedAspect] = []
    before: Before | None = None
    see: See | None = None


class Talk(_Shape):
    """One conversation; `player` is who wrote the citizen's side."""

    talk: str
    player: str
    kind: str = ""
    turns: list[LabelledTurn] = Field(min_length=1)


def read_talks(*paths: Path) -> Iterator[Talk]:
    """All talks of files and folders; raises ValueError with the file for a broken one."""
    for path in paths:
        files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
        for file in files:
            yield from _read(file)


def _read(file: Path) -> list[Talk]:
    loaded: list[dict[str, Any]] = yaml.load(
        file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    try:
        return [Talk.model_validate({"player": file.stem} | talk) for talk in loaded]
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error
