"""Plays talks with one matter or two, and looks which cases come of them.

A line of such a file has the citizen's messages, and the cases that must be there at the end:
`{"kind": "second_amid", "says": ["…", "…"], "cases": [{"agency": "اداره برق", "agency_ids":
["tavanir"], "must": ["یخچال"], "must_not": ["قبض"]}]}`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue.draft import Draft
from assistant.dialogue.policy.moves import SPLIT
from assistant.dialogue.state import State
from assistant.dialogue.things import Open
from assistant.language.letters import persian_letters
from assistant.replies.schemas import CaseReply, TextReply, TurnOut
from lab.evaluation.figures import Figure, figure
from lab.talks.judge import TalkStanding, ToldMatter, options_of
from lab.talks.play import Chat, Records

_MOST_ANSWERS, _LOST = 12, 3
_ANSWER_WORDS = 3
"""A message of so many words answers by itself what was asked."""
_PLACE, _FILE, _COMPLAIN = "تهران", "ثبت شود", "می‌خواهم شکایت کنم"


class WantedCase(BaseModel):
    """One case that must come: an agency's everyday name, its ids, words it has and has not."""

    model_config = ConfigDict(extra="forbid")

    agency: str
    agency_ids: list[str]
    must: list[str] = Field(default_factory=list)
    must_not: list[str] = Field(default_factory=list)

    def fits(self, case: ToldMatter) -> bool:
        """Whether a case has the right agency and the right words."""
        return case.agency in self.agency_ids and self.has_words(case)

    def has_words(self, case: ToldMatter) -> bool:
        """Whether a case has the words that it must have, and none that it must not."""
        text = plain(case.description)
        has_all = all(plain(word) in text for word in self.must)
        return has_all and not any(plain(word) in text for word in self.must_not)

    def likeness(self, text: str) -> int:
        """How many of the words a text has that it must have, less those that it must not."""
        has = [plain(word) in plain(text) for word in self.must]
        return sum(has) - sum(plain(word) in plain(text) for word in self.must_not)


class MatterTalk(BaseModel):
    """A citizen's messages, and the cases that must come of them."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["both_at_once", "second_amid", "second_after", "one"]
    says: list[str] = Field(min_length=1)
    cases: list[WantedCase] = Field(min_length=1)


@dataclass(frozen=True)
class PlayedMatters:
    """A talk with what came of it; `pressed` says that two cases took the button for them."""

    talk: MatterTalk
    cases: tuple[ToldMatter, ...]
    pressed: bool = False
    lines: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether there are as many cases as there must be."""
        return len(self.cases) == len(self.talk.cases)

    @property
    def paired(self) -> list[tuple[WantedCase, ToldMatter | None]]:
        """Each wanted case, with the case that is most like it; each case is used once."""
        left, found = list(self.cases), []
        for wanted in self.talk.cases:
            best = max(left, key=lambda one: _likeness(wanted, one), default=None)
            if best is not None:
                left.remove(best)
            found.append((wanted, best))
        return found

    @property
    def is_whole(self) -> bool:
        """Whether all cases are there, and no other, each with its agency and its words."""
        return self.counts and all(case and wanted.fits(case) for wanted, case in self.paired)


def read_matters(path: Path) -> list[MatterTalk]:
    """The talks of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [MatterTalk.model_validate(json.loads(line)) for line in file if line.strip()]


def plain(text: str) -> str:
    """A text as words are looked for in it: without half-spaces, in Persian letters."""
    return " ".join(persian_letters(text).replace("\u200c", " ").split())


def _likeness(wanted: WantedCase, case: ToldMatter) -> tuple[bool, int, bool]:
    return wanted.fits(case), wanted.likeness(case.description), case.agency in wanted.agency_ids


class MatterPlayer:
    """Plays a talk: the messages in their order, and between them the plainest answers."""

    def __init__(self, talk: MatterTalk, chat: Chat, records: Records) -> None:
        self._talk, self._chat, self._records = talk, chat, records
        self._pressed, self._lines = False, list[str]()

    async def play(self) -> PlayedMatters:
        """Say everything, file what can be filed, and count the cases."""
        *before, last = self._talk.says
        for says, following in zip(before, self._talk.says[1:], strict=True):
            await self._tell(says)
            if len(following.split()) > _ANSWER_WORDS:
                await self._answer(files=self._talk.kind == "second_after")
        await self._tell(last)
        standing = await self._answer(files=True)
        return PlayedMatters(
            self._talk, await self._cases(standing), self._pressed, tuple(self._lines)
        )

    async def _tell(self, text: str) -> None:
        """Say one of the messages; where no case comes of it, say that a complaint is meant."""
        before = await self._records.standing(self._chat.id)
        await self._say(text)
        after = await self._records.standing(self._chat.id)
        is_asked = after.state.asked_kind not in {None, Open.CHOICE}
        is_told = after.state.draft or is_asked or after.cases != before.cases
        if not is_told and len(after.cases) < len(self._talk.cases):
            choices = {option.choice: option.title for option in options_of(self._chat.last)}
            await self._say(choices.get("complain", _COMPLAIN))

    async def _answer(self, *, files: bool) -> TalkStanding:
        """Answer the assistant's questions until it asks none; file nothing unless `files`."""
        standing = await self._records.standing(self._chat.id)
        for _ in range(_MOST_ANSWERS):
            answer = self._next(standing)
            is_lost = standing.state.misses >= _LOST
            if answer is None or is_lost or (answer == _FILE and not files):
                break
            await self._say(answer)
            standing = await self._records.standing(self._chat.id)
        return standing

    def _next(self, standing: TalkStanding) -> str | None:
        """The plainest answer to what is open."""
        choices = {option.choice: option.title for option in options_of(self._chat.last)}
        state = standing.state
        if SPLIT in choices and len(self._talk.cases) > 1 and not self._pressed:
            self._pressed = True
            return choices[SPLIT]
        asked = state.asked_kind
        if state.draft is None or asked is None:
            offers = state.asked.offer if state.asked else ""
            return "بله" if asked is Open.YES_NO and offers in ("file", "send") else None
        return self._of_draft(state.draft, asked, choices, standing.cases)

    def _of_draft(
        self, draft: Draft, asked: Open, choices: dict[str, str], filed: Sequence[ToldMatter]
    ) -> str | None:
        if asked is Open.DESCRIPTION and not draft.is_rewritten:
            return None
        answers = {
            Open.AGENCY: self._agency_of(draft, filed),
            Open.PLACE: _PLACE,
            Open.YES_NO: "بله",
            Open.FOLLOW: choices.get("alone"),
        }
        if asked in answers:
            return answers[asked]
        kept = choices.get("edit:accept") or choices.get("edit:keep")
        return kept or _FILE

    def _agency_of(self, draft: Draft, filed: Sequence[ToldMatter]) -> str:
        """The agency to name for a draft: that of the wanted case most like it, not filed yet."""
        done = [one.agency for one in filed]
        left = [one for one in self._talk.cases if not set(one.agency_ids) & set(done)]
        wanted = left or self._talk.cases
        return max(wanted, key=lambda one: one.likeness(draft.description)).agency

    async def _say(self, text: str) -> None:
        answer = await self._chat.say(text)
        self._lines += [f"» {text}", *_lines(answer)]

    async def _cases(self, standing: TalkStanding) -> tuple[ToldMatter, ...]:
        """The cases that were filed, with what was sent to them later, and those that wait."""
        filed = await self._records.with_messages(self._chat.id)
        return (*filed, *waiting(standing.state))


def waiting(state: State) -> Iterator[ToldMatter]:
    """The cases of a talk that are not filed: the draft in hand, and those that wait behind it."""
    drafts = [state.draft] if state.draft and state.draft.parts else []
    for draft in (*drafts, *state.later):
        yield ToldMatter(draft.kind, draft.agency, draft.city, draft.description)


def _lines(answer: TurnOut) -> Iterator[str]:
    for reply in answer.replies:
        if isinstance(reply, CaseReply):
            yield f"  [{reply.tracking_code} {reply.agency.id}]"
        elif isinstance(reply, TextReply):
            yield f"  {reply.text}"
        else:
            yield f"  {getattr(reply, 'text', reply.kind)}"


async def play_matters(
    talks: Sequence[MatterTalk], http: httpx.AsyncClient, records: Records
) -> list[PlayedMatters]:
    """Play talks one after the other."""
    return [await MatterPlayer(one, await Chat.begin(http), records).play() for one in talks]


def shown(played: PlayedMatters) -> str:
    """A talk as it went, and the cases that came of it."""
    cases = [f"= {one.agency}: {one.description} ({one.status or 'waits'})" for one in played.cases]
    wanted = [f"! {'|'.join(one.agency_ids)}: {' '.join(one.must)}" for one in played.talk.cases]
    return "\n".join([f"== {played.talk.kind}", *played.lines, *cases, *wanted, ""])


def figures_of(played: Sequence[PlayedMatters]) -> tuple[Figure, ...]:
    """By kind: the right number of cases, each with its agency, each with its words, and all."""
    kinds = dict.fromkeys(one.talk.kind for one in played)
    return tuple(
        one for kind in kinds for one in _of_kind(kind, [p for p in played if p.talk.kind == kind])
    )


def _of_kind(kind: str, played: Sequence[PlayedMatters]) -> Iterator[Figure]:
    pairs = [pair for one in played for pair in one.paired]
    right = (case is not None and case.agency in wanted.agency_ids for wanted, case in pairs)
    worded = (case is not None and wanted.has_words(case) for wanted, case in pairs)
    yield figure(f"{kind}: whole", (one.is_whole for one in played))
    yield figure("… number of cases", (one.counts for one in played))
    yield figure("… agency of each", right)
    yield figure("… words of each", worded)
    yield figure("… whole without a button", (one.is_whole and not one.pressed for one in played))
