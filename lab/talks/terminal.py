"""A talk at the terminal: shows answers, and keeps the talk in files."""

import asyncio
import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from assistant.dialogue.things import ThingKind
from assistant.language.digits import persian_digits
from assistant.replies.schemas import (
    CaseReply,
    ChoicesReply,
    HandoffReply,
    LineReply,
    Reply,
    ServiceCard,
    ServiceReply,
    ServicesReply,
    TextReply,
    TurnOut,
    words_of,
)
from lab.talks.judge import TalkStanding, options_of
from lab.talks.play import AT_ONCE, Chat, NoReplyError, NoSuchButtonError, Records, pressed
from lab.talks.schema import Before, LabelledTurn

_SAID_WORDS = 40
_WIDTH = 110
_ASKED_BY_CHOICE = {"confirm": "confirm", "withdraw": "yesno", "follow": "follow"}
_ASKED_BY_CHOICE |= {"skip_place": "place", "agency": "agency", "service": "choice"}
_ASKED_BY_CHOICE |= {"cancel": "description"}
"""What a button says about the open question; the first that is there counts."""


def readable(answer: TurnOut) -> str:
    """An answer as a citizen reads it; its buttons are numbered."""
    parts = [part for reply in answer.replies for part in _parts(reply)]
    buttons = [f"  #{n} {option.title}" for n, option in enumerate(options_of(answer), 1)]
    return "\n".join((*parts, *buttons)) or f"({answer.owner})"


def shortened(answer: TurnOut | None, most: int = 200) -> str:
    """The beginning of an answer, on one line."""
    line = " ".join(readable(answer).split()) if answer else "no answer"
    return line if len(line) <= most else f"{line[:most]}…"


def _parts(reply: Reply) -> Iterator[str]:
    match reply:
        case TextReply(text=text) | ChoicesReply(text=text):
            yield text
        case ServiceReply(service=card):
            yield from _card(card)
        case ServicesReply(services=cards):
            yield from (line for card in cards for line in _card(card))
        case LineReply(number=number, title=title, reason=reason):
            yield f"☎ {persian_digits(number)} {title}: {reason}"
        case CaseReply():
            yield from _case(reply)
        case HandoffReply():
            yield f"[{reply.state}] {reply.text or ''}".strip()


def _card(card: ServiceCard) -> Iterator[str]:
    yield f"■ {card.title} — {card.agency.name}"
    yield f"  {card.summary}"
    for name, lines in (("مدارک", card.documents), ("مراحل", card.steps)):
        if lines:
            yield f"  {name}:"
            yield from (f"    {persian_digits(n)}. {line}" for n, line in enumerate(lines, 1))
    if card.fee:
        yield f"  هزینه: {card.fee}"


def _case(case: CaseReply) -> Iterator[str]:
    pin = f"، رمز {case.pin}" if case.pin else ""
    yield f"▣ {case.tracking_code}{pin} — {case.agency.name}، {case.status_fa}"
    yield f"  مهلت پاسخ: {case.due_at_fa}"


def before_of(last: TurnOut | None, standing: TalkStanding | None) -> Before | None:
    """The context before the next message; None at the beginning."""
    if last is None:
        return None
    if standing is None:
        return _as_shown(last)
    state = standing.state
    return Before(
        said=state.said or _said(last),
        asked=state.asked.kind if state.asked else "none",
        focus=str(state.focus) if state.focus else "",
        options=[str(thing) for thing in state.options],
    )


def _as_shown(answer: TurnOut) -> Before:
    """As far as the answer alone shows it."""
    choices = [option.choice for option in options_of(answer)]
    kinds = {choice.partition(":")[0] for choice in choices}
    asked = next((asked for kind, asked in _ASKED_BY_CHOICE.items() if kind in kinds), "none")
    things = [c for c in choices if c.partition(":")[0] in set(ThingKind)]
    return Before(said=_said(answer), asked=asked, focus=_focus(answer, kinds), options=things)


def _focus(answer: TurnOut, kinds: set[str]) -> str:
    if filed := [r for r in answer.replies if isinstance(r, CaseReply) and r.is_new]:
        return f"filed:{filed[0].tracking_code}"
    if "cancel" in kinds:
        return "draft"
    about = answer.about
    if about.service_id:
        return f"service:{about.service_id}"
    return f"agency:{about.agency_id}" if about.agency_id else ""


def _said(answer: TurnOut) -> str:
    """The beginning of an answer, in the words that the assistant's memory keeps of one."""
    words = " ".join(map(words_of, answer.replies)).split()
    return " ".join(words[:_SAID_WORDS])


@dataclass(frozen=True)
class Notebook:
    """A file of talks in the shape of `lab.talks.schema`, that grows turn by turn."""

    file: Path
    player: str = ""

    def new_name(self) -> str:
        """A name that no talk of the file has."""
        taken = {talk["talk"] for talk in self._read()}
        first = len(taken) + 1
        names = (f"{self._who}-{n:02}" for n in range(first, first + len(taken) + 1))
        return next(name for name in names if name not in taken)

    def add(self, turns: Mapping[str, LabelledTurn]) -> None:
        """Add one turn to each of the named talks; new ones are begun."""
        talks = self._read()
        known = {talk["talk"]: talk for talk in talks}
        for name, turn in turns.items():
            if name not in known:
                known[name] = {"talk": name, "player": self._who, "turns": []}
                talks.append(known[name])
            known[name]["turns"].append(turn.model_dump(mode="json", exclude_defaults=True))
        _write(self.file, _yaml(talks))

    @property
    def _who(self) -> str:
        return self.player or self.file.stem

    def _read(self) -> list[dict[str, Any]]:
        if not self.file.exists():
            return []
        talks: list[dict[str, Any]] = yaml.safe_load(self.file.read_text(encoding="utf-8")) or []
        return talks


def _yaml(talks: list[dict[str, Any]]) -> str:
    return str(yaml.safe_dump(talks, allow_unicode=True, sort_keys=False, width=_WIDTH))


def _write(file: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, file)


async def say(chat: Chat, text: str, records: Records | None) -> LabelledTurn:
    """Say `text`; returns the turn as it is kept: a button by its title, with the context before.

    Raises NoSuchButtonError, and NoAnswerError.
    """
    option = pressed(text, options_of(chat.last))
    standing = await records.standing(chat.id) if records else None
    turn = LabelledTurn(say=option.title if option else text, before=before_of(chat.last, standing))
    await chat.say(text)
    return turn


@dataclass(frozen=True)
class Terminal:
    """Where a citizen types and reads; the talk also goes into the notebook, if there is one.

    `read` raises EOFError at the end.
    """

    read: Callable[[], str]
    show: Callable[[str], None]
    records: Records | None = None
    notebook: Notebook | None = None

    async def converse(self, chat: Chat) -> None:
        """Talk to the end."""
        name = self.notebook.new_name() if self.notebook else ""
        with contextlib.suppress(EOFError):
            while True:
                text = (await asyncio.to_thread(self.read)).strip()
                if text:
                    await self._exchange(chat, text, name)

    async def _exchange(self, chat: Chat, text: str, name: str) -> None:
        try:
            turn = await say(chat, text, self.records)
        except (NoSuchButtonError, NoReplyError) as error:
            self.show(f"! {error}")
            return
        if self.notebook:
            self.notebook.add({name: turn})
        if chat.last:
            self.show(readable(chat.last))


class TalkBatch:
    """Many talks of one player, side by side; their tokens and last answers are kept in a file."""

    def __init__(self, http: httpx.AsyncClient, file: Path, records: Records | None) -> None:
        self._http, self._file, self._records = http, file, records
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self.chats = {name: _chat(http, one) for name, one in kept.items()}

    async def say(self, messages: Mapping[str, str]) -> dict[str, LabelledTurn | str]:
        """One message to each talk; gives the turns, and words where one failed."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(name: str, text: str) -> LabelledTurn | str:
            async with gate:
                return await self._say(name, text)

        said = await asyncio.gather(*(one(name, text) for name, text in messages.items()))
        self._keep()
        return dict(zip(messages, said, strict=True))

    async def _say(self, name: str, text: str) -> LabelledTurn | str:
        try:
            if name not in self.chats:
                self.chats[name] = await Chat.begin(self._http)
            return await say(self.chats[name], text, self._records)
        except (NoSuchButtonError, NoReplyError) as error:
            return str(error)

    def _keep(self) -> None:
        kept = {
            name: {
                "conversation_id": chat.id,
                "token": chat.token,
                "last": chat.last.model_dump(mode="json") if chat.last else None,
            }
            for name, chat in self.chats.items()
        }
        _write(self._file, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def _chat(http: httpx.AsyncClient, kept: dict[str, Any]) -> Chat:
    last = TurnOut.model_validate(kept["last"]) if kept["last"] else None
    return Chat(http, kept["conversation_id"], kept["token"], last)
