"""The turns that this process is answering, and what each comes to: worked out once.

Rasa may ask for a turn's answer several times, from two replicas at once or after the gateway has
stopped waiting for it. Whoever asks gets the same answer, so no case is filed twice.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from typing import Any

from assistant.dialogue.turn import OpenTurn, Outcome

Respond = Callable[[OpenTurn], Coroutine[Any, Any, Outcome]]
"""Works the answer of a turn out."""


class OpenTurns:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._turns: dict[str, OpenTurn] = {}
        self._contexts: dict[str, Context] = {}
        self._answers: dict[str, asyncio.Future[Outcome]] = {}
        self._left: set[asyncio.Future[Outcome]] = set()

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

    def outcome(self, turn_id: str) -> Outcome | None:
        """What the turn has come to; None while it is not worked out, or where that failed."""
        answer = self._answers.get(turn_id)
        return answer.result() if answer is not None and _succeeded(answer) else None

    async def answered(self, turn: OpenTurn, respond: Respond) -> Outcome:
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

    def _ended(self, answer: asyncio.Future[Outcome]) -> None:
        self._left.discard(answer)
        if not answer.cancelled():
            answer.exception()


def _succeeded(answer: asyncio.Future[Outcome]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None
