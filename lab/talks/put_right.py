"""Plays talks in which a complaint is put right, and looks at the case at the end.

A line of such a file has the citizen's messages and the case that must result: `{"kind": "town",
"says": ["…شهریار…", "شهریار نیست، ملارده"], "agency_ids": ["tavanir"], "city": "ملارد", "must":
["برق"], "must_not": ["شهریار"]}`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field

from lab.evaluation.figures import Figure, figure
from lab.talks.judge import ToldMatter
from lab.talks.matters import plain, waiting
from lab.talks.play import Chat, Records

Kind = Literal["office", "town", "date_or_number", "several", "question", "talk", "add"]


class PutRight(BaseModel):
    """A citizen's messages, and the one case that a careful clerk would have at the end.

    `city` is empty where none is named; `must` and `must_not` are pieces of the text.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    says: list[str] = Field(min_length=1)
    agency_ids: list[str]
    city: str = ""
    must: list[str] = []
    must_not: list[str] = []


@dataclass(frozen=True)
class PlayedCorrection:
    """A talk with its case, if there is one, and the lines of both sides."""

    talk: PutRight
    case: ToldMatter | None
    lines: tuple[str, ...] = ()

    @property
    def has_agency(self) -> bool:
        """Whether the case goes to the right agency."""
        ids = self.talk.agency_ids
        return self.case is not None and (not ids or self.case.agency in ids)

    @property
    def has_place(self) -> bool:
        """Whether the case has the right town; spaces do not count («بندر انزلی»)."""
        return self.case is not None and _letters(self.talk.city) in ("", _letters(self.case.city))

    @property
    def has_words(self) -> bool:
        """Whether the text has what it must, and nothing that it must not have."""
        text = _letters(self.case.description) if self.case else ""
        has_all = all(_letters(word) in text for word in self.talk.must)
        return self.case is not None and has_all and not self.polluted

    @property
    def polluted(self) -> bool:
        """Whether the text has something that it must not have."""
        text = _letters(self.case.description) if self.case else ""
        return any(_letters(word) in text for word in self.talk.must_not)

    @property
    def is_whole(self) -> bool:
        """Whether agency, town and text are right."""
        return self.has_agency and self.has_place and self.has_words


def read_put_right(path: Path) -> list[PutRight]:
    """The talks of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [PutRight.model_validate(json.loads(line)) for line in file if line.strip()]


async def play_put_right(
    talks: Sequence[PutRight], http: httpx.AsyncClient, records: Records
) -> list[PlayedCorrection]:
    """Play talks one after the other."""
    return [await _played(one, await Chat.begin(http), records) for one in talks]


async def _played(talk: PutRight, chat: Chat, records: Records) -> PlayedCorrection:
    lines: list[str] = []
    for text in talk.says:
        answer = await chat.say(text)
        lines += [f"» {text}", *(f"  {getattr(one, 'text', one.kind)}" for one in answer.replies)]
    standing = await records.standing(chat.id)
    filed = await records.with_messages(chat.id)
    return PlayedCorrection(
        talk, next(iter([*waiting(standing.state), *filed]), None), tuple(lines)
    )


def figures_of(played: Sequence[PlayedCorrection]) -> tuple[Figure, ...]:
    """How often the case is right: all of it, by kind, and by part."""
    kinds = dict.fromkeys(one.talk.kind for one in played)
    return (
        figure("the right case", (one.is_whole for one in played)),
        *(_of_kind(kind, played) for kind in kinds),
        *_by_part(played),
    )


def _of_kind(kind: Kind, played: Sequence[PlayedCorrection]) -> Figure:
    return figure(f"… {kind}", (one.is_whole for one in played if one.talk.kind == kind))


def _by_part(played: Sequence[PlayedCorrection]) -> Iterator[Figure]:
    yield figure("a case at all", (one.case is not None for one in played))
    yield figure("the right agency", (one.has_agency for one in played))
    yield figure("the right town", (one.has_place for one in played))
    yield figure("the right words", (one.has_words for one in played))
    yield figure("words that do not belong", (one.polluted for one in played))


def shown(played: PlayedCorrection) -> str:
    """A talk as it went, and its case."""
    case, talk = played.case, played.talk
    stands = f"= {case.agency} {case.city}: {case.description}" if case else "= no case"
    wanted = f"! {'|'.join(talk.agency_ids)} {talk.city}: {talk.must} not {talk.must_not}"
    return "\n".join([f"== {talk.kind}", *played.lines, stands, wanted, ""])


def _letters(text: str | None) -> str:
    return plain(text or "").replace(" ", "")
