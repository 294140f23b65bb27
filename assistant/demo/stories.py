"""What happened in a demo, as data."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import MoveRequest

MARK = "[نمونه] "
"""Before every made-up description, so that nobody takes it for a citizen's."""
_FILE = Path(__file__).with_name("stories.yml")


class StoryStep(BaseModel):
    """One move, so many hours after the one before."""

    model_config = ConfigDict(extra="forbid")

    after: float = Field(gt=0)
    by: Literal["agency", "citizen"]
    move: Move
    words: str = ""
    reason: str = ""
    score: int | None = None

    def step(self, agency: str | None) -> MoveRequest:
        """As the door takes it."""
        by = CITIZEN if self.by == "citizen" else Actor(Role.AGENCY, agency or "")
        return MoveRequest(self.move, by, reason=self.reason, words=self.words, score=self.score)


class CaseStory(BaseModel):
    """One case, filed so many days ago."""

    model_config = ConfigDict(extra="forbid")

    ago: float = Field(gt=0)
    draft: dict[str, Any]
    steps: list[StoryStep] = []

    @property
    def marked(self) -> OpenDraft:
        """The draft, marked as made up."""
        words = f"{MARK}{self.draft['description']}"
        return OpenDraft.model_validate(self.draft | {"description": words})


class Stories(BaseModel):
    """Cases, and what citizens wrote before they asked for a human."""

    model_config = ConfigDict(extra="forbid")

    cases: list[CaseStory]
    conversations: list[list[str]]


@lru_cache(maxsize=1)
def stories() -> Stories:
    """All of them."""
    return Stories.model_validate(YAML(typ="safe").load(_FILE))
