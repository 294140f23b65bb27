"""The acts: what each means and does, by the head of the file that holds its sentences."""

from collections import Counter
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.settings import PROJECT
from lab.talks.schema import AskedAspect, Command

SENTENCES = PROJECT / "nlu_data" / "nlu"


class ActHead(BaseModel):
    """What a citizen wants by an act, and what a sentence of it does without a context.

    A bare «مدارکش چیه» asks for an aspect and does nothing: nobody knows what it asks about.
    """

    model_config = ConfigDict(extra="forbid")

    means: str
    example: str = ""
    command: Command | None = None
    aspect: AskedAspect | None = None


@cache
def acts() -> dict[str, ActHead]:
    """The head of every act; raises ValueError with the file for a broken one."""
    return {file.stem: _head(file) for file in sorted(SENTENCES.glob("*.yml"))}


def _head(file: Path) -> ActHead:
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        return ActHead.model_validate(loaded.get("act"))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


@cache
def acts_of_commands() -> dict[str, str]:
    """The act that a command tells; one that several acts have, as `file`, tells none."""
    of_command = {head.command: act for act, head in acts().items() if head.command}
    counts = Counter(head.command for head in acts().values())
    return {command: act for command, act in of_command.items() if counts[command] == 1}
