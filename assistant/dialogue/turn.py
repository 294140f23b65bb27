"""One turn, what it comes to, and the turns that this process is answering.

Rasa may ask for a turn's answer several times, from two replicas at once or after the gateway
has stopped waiting for it. `OpenTurns` gives whoever asks the same answer, so no case is filed
twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

from assistant.cases.schemas import Contact
from assistant.cases.service import CaseDesk
from assistant.cases.similar.offers import SimilarCases
from assistant.citizens.service import Citizens
from assistant.citizens.sessions import Citizen
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.reports import OutageReport
from assistant.dialogue.state import State
from assistant.dialogue.understand import Understander
from assistant.dialogue.understood import Understanding
from assistant.guessing.tries import HERE, Caller
from assistant.replies.schemas import Reply
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue

OwnWords = Callable[[str], Awaitable[Mapping[str, str]]]
"""Conversation id in; what its citizen typed for each mark out («[نام 2]»)."""


@dataclass(frozen=True)
class OpenTurn:
    """A message that is being answered: text or choice, and the state that it comes upon.

    `raw` is the text as typed, and never leaves the gateway, nor does what is `hidden` behind each
    of its marks; `heard` is None for a button.
    `citizen` is who is signed in, if anybody is, and `contact` who the citizen says to be in a case
    that is filed now; the state knows nothing of either.
    """

    id: str
    conversation_id: str
    raw: str
    state: State
    heard: Understanding | None = None
    choice: str | None = None
    caller: Caller = HERE
    citizen: Citizen | None = None
    contact: Contact | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass
class TurnOutcome:
    """Replies, and the state that is remembered after them; `is_said` once Rasa has heard them.

    `report` is what the turn says does not work, for the outage radar.
    """

    replies: list[Reply]
    state: State
    is_said: bool = False
    report: OutageReport | None = None


@dataclass
class Rooms:
    """What answers are made of: knowledge, the case desk, and who is signed in."""

    catalogue: Catalogue
    reader: Reader
    understander: Understander
    facts: FactChooser
    desk: CaseDesk
    similar: SimilarCases | None = None
    own_words: OwnWords | None = None
    citizens: Citizens | None = None


Respond = Callable[[OpenTurn], Coroutine[Any, Any, TurnOutcome]]
"""Works the answer of a turn out."""


class OpenTurns:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._turns: dict[str, OpenTurn] = {}
        self._contexts: dict[str, Context] = {}
        self._answers: dict[str, asyncio.Future[TurnOutcome]] = {}
        self._left: set[asyncio.Future[TurnOutcome]] = set()

    @contextmanager
    def opened(self, turn: OpenTurn) -> Iterator[None]:
        """Keep `turn` open while the block runs."""
        self._turns[turn.id] = turn
        self._contexts[turn.id] = copy_context()
        try:
            yield
        finally:
            del self._turns[turn.id], self._contexts[turn.id]
            answer = self._answers.pop(turn.id, None)
            if answer is not None and not answer.done():
                # It may be filing a case; nobody waits for it, so its end is only looked at.
                self._left.add(answer)
                answer.add_done_callback(self._ended)

    def get(self, turn_id: str) -> OpenTurn | None:
        """The turn, if it is open here."""
        return self._turns.get(turn_id)

    def has_begun(self, turn_id: str) -> bool:
        """Whether anybody has asked for the answer of the turn since it was opened."""
        return turn_id in self._answers

    def outcome(self, turn_id: str) -> TurnOutcome | None:
        """What the turn has come to; None while it is not worked out, or where that failed."""
        answer = self._answers.get(turn_id)
        return answer.result() if answer is not None and _succeeded(answer) else None

    async def answered(self, turn: OpenTurn, respond: Respond) -> TurnOutcome:
        """What `turn` comes to; the first who asks has it worked out, and all get the same.

        Raises what `respond` raises; who asks after a failure has it tried again. One who is
        cancelled leaves the work going on for the others.
        """
        answer = self._answers.get(turn.id)
        if answer is None or (answer.done() and not _succeeded(answer)):
            # Rasa asks in a request of its own; what the answer takes belongs to the turn.
            answer = asyncio.create_task(respond(turn), context=self._contexts.get(turn.id))
            self._answers[turn.id] = answer
        return await asyncio.shield(answer)

    def _ended(self, answer: asyncio.Future[TurnOutcome]) -> None:
        self._left.discard(answer)
        if not answer.cancelled():
            answer.exception()


def _succeeded(answer: asyncio.Future[TurnOutcome]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None
