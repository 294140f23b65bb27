"""Talks with a running assistant: one message after the other, many talks side by side."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.service import history
from assistant.conversation.models import Conversation
from assistant.dialogue.state import read_state
from assistant.replies.schemas import Option, TurnOut
from assistant.storage.database import Database
from lab.talks.judge import (
    Fault,
    FaultKind,
    TalkStanding,
    ToldMatter,
    TurnOutcome,
    judge,
    options_of,
    repeated,
)
from lab.talks.schema import LabelledTurn, Talk

CONVERSATIONS = "/api/v1/conversations"
AT_ONCE = 8
_TRIES, _LONGEST_WAIT_S = 8, 30.0
_NUMBER = re.compile(r"#\s*(\d+)")


class NoReplyError(RuntimeError):
    """The assistant did not answer, or not as its contract says."""


class NoSuchButtonError(ValueError):
    """A number of a button that the last answer does not have."""


def client(url: str) -> httpx.AsyncClient:
    """A client of the assistant at `url`."""
    return httpx.AsyncClient(base_url=url, trust_env=False, timeout=60.0)


def pressed(text: str, options: Sequence[Option]) -> Option | None:
    """The button that `text` means by its number or its title; None for plain words."""
    number = _NUMBER.fullmatch(text.strip())
    if number is None:
        return next((option for option in options if option.title == text.strip()), None)
    place = int(number[1])
    if not 1 <= place <= len(options):
        raise NoSuchButtonError(f"there is no button {text.strip()}, but {len(options)} of them")
    return options[place - 1]


@dataclass
class Chat:
    """One conversation over the public interface; `last` is the newest answer."""

    http: httpx.AsyncClient
    id: str
    token: str
    last: TurnOut | None = None

    @classmethod
    async def begin(cls, http: httpx.AsyncClient) -> "Chat":
        """Open a conversation."""
        opened = (await _post(http, CONVERSATIONS, {}, {})).json()
        return cls(http, opened["conversation_id"], opened["token"])

    async def say(self, text: str) -> TurnOut:
        """Write `text`, or press the button that it means."""
        option = pressed(text, options_of(self.last))
        body = {"choice": option.choice} if option else {"text": text}
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid4().hex}
        answer = await _post(self.http, f"{CONVERSATIONS}/{self.id}/messages", body, headers)
        try:
            self.last = TurnOut.model_validate(answer.json())
        except ValueError as error:
            raise NoReplyError(f"an answer of another shape: {error}") from error
        return self.last


async def _post(
    http: httpx.AsyncClient, path: str, body: dict[str, str], headers: dict[str, str]
) -> httpx.Response:
    """POST, with patience where a limit is reached."""
    try:
        for _ in range(_TRIES):
            answer = await http.post(path, json=body, headers=headers)
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            await asyncio.sleep(min(float(answer.headers.get("Retry-After", 1)), _LONGEST_WAIT_S))
    except httpx.HTTPError as error:
        raise NoReplyError(f"{type(error).__name__} {error}".strip()) from error
    if answer.is_error:
        raise NoReplyError(f"HTTP {answer.status_code}: {answer.text[:200]}")
    return answer


class Records:
    """Reads the state of conversations from the assistant's database."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    async def standing(self, conversation_id: str) -> TalkStanding:
        """Memory and cases of a conversation."""
        return await self._database.run(lambda session: _standing(session, conversation_id))

    async def with_messages(self, conversation_id: str) -> tuple[ToldMatter, ...]:
        """The cases of a conversation, each with what its citizen sent to it later."""
        return await self._database.run(lambda session: _with_messages(session, conversation_id))

    async def close(self) -> None:
        """Give the connections back."""
        await self._database.close()


def _standing(session: Session, conversation_id: str) -> TalkStanding:
    kept = session.scalar(select(Conversation.state).where(Conversation.id == conversation_id))
    of_talk = select(Case).where(Case.conversation_id == conversation_id).order_by(Case.id)
    cases = tuple(
        ToldMatter(case.kind, case.agency_id, case.city, case.description, case.status)
        for case in session.scalars(of_talk)
    )
    slots = (kept or {}).get("slots") or {}
    return TalkStanding(read_state(slots.get("dialogue")), cases)


def _with_messages(session: Session, conversation_id: str) -> tuple[ToldMatter, ...]:
    of_talk = select(Case).where(Case.conversation_id == conversation_id).order_by(Case.id)
    found = []
    for case in session.scalars(of_talk):
        steps = history(session, case)
        sent = [step.said("text") for step in steps if step.type == Move.MESSAGE]
        told = "\n".join(filter(None, [case.description, *sent]))
        found.append(ToldMatter(case.kind, case.agency_id, case.city, told, case.status))
    return tuple(found)


@dataclass(frozen=True)
class PlayedTurn:
    """One message, its answer if one came, and what is wrong with it."""

    turn: LabelledTurn
    answer: TurnOut | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class PlayedTalk:
    """A talk that was played to its end."""

    talk: Talk
    turns: tuple[PlayedTurn, ...]

    @property
    def first_fault(self) -> Fault | None:
        """The fault that came first; None for a whole talk."""
        return next((fault for turn in self.turns for fault in turn.faults), None)

    @property
    def judged(self) -> list[PlayedTurn]:
        """The turns of which the talk says what must come."""
        return [turn for turn in self.turns if turn.turn.see is not None]


async def play_all(
    talks: Sequence[Talk],
    http: httpx.AsyncClient,
    records: Records | None,
    done: Callable[[], None],
) -> list[PlayedTalk]:
    """Play talks, some at once; the results come in the order of the talks."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(talk: Talk) -> PlayedTalk:
        async with gate:
            played = await play(talk, http, records)
        done()
        return played

    return list(await asyncio.gather(*map(one, talks)))


async def play(talk: Talk, http: httpx.AsyncClient, records: Records | None) -> PlayedTalk:
    """Play one talk, turn by turn; where no answer comes, the talk ends."""
    turns: list[PlayedTurn] = []
    try:
        await _play_into(turns, talk, http, records)
    except NoReplyError as error:
        missed = Fault(FaultKind.OTHER, str(error))
        turns += [PlayedTurn(turn, None, (missed,)) for turn in talk.turns[len(turns) :]]
    return PlayedTalk(talk, tuple(turns))


async def _play_into(
    turns: list[PlayedTurn], talk: Talk, http: httpx.AsyncClient, records: Records | None
) -> None:
    chat, answers = await Chat.begin(http), list[TurnOut]()
    before = await records.standing(chat.id) if records else None
    for turn in talk.turns:
        answer = await chat.say(turn.say)
        after = await records.standing(chat.id) if records else None
        faults = judge(turn.see, TurnOutcome(answer, before, after)) if turn.see else []
        turns.append(PlayedTurn(turn, answer, (*faults, *repeated(answers, answer))))
        answers.append(answer)
        before = after
