"""Figures of turns for Prometheus: what became of a message, and how soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Histogram
from sqlalchemy.exc import SQLAlchemyError

from assistant.conversation.decisions import Decision
from assistant.conversation.owners import Move
from assistant.conversation.store import ConversationChangedError

TURNS = Counter("dastyar_turns_total", "Messages by what became of them.", ["outcome"])
SECONDS = Histogram(
    "dastyar_turn_seconds",
    "Time from a message to its stored answer, in seconds.",
    buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10),
)
HANDOFF_SECONDS = Histogram(
    "dastyar_handoff_seconds",
    "Time from a wish for a human to the place in the queue, in seconds.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
for _outcome in ("answered", "kept", "failed"):
    # A series that begins with its first fault would not show that fault as a rise.
    TURNS.labels(_outcome)
FAULTS = (SQLAlchemyError, ConversationChangedError)
"""With these the installation has failed a message; other errors refuse it, and say why."""


@contextmanager
def measured() -> Iterator[Callable[[Decision], None]]:
    """Measure one message from here on; the block calls what it is given once it is stored."""
    begin = time.monotonic()

    def stored(decision: Decision) -> None:
        _note(decision, time.monotonic() - begin)

    try:
        yield stored
    except FAULTS:
        TURNS.labels("failed").inc()
        raise


def _note(decision: Decision, seconds: float) -> None:
    if decision.move is Move.ENQUEUE:
        HANDOFF_SECONDS.observe(seconds)
    if decision.is_fault:
        TURNS.labels("failed").inc()
    elif decision.answer.replies or decision.move:
        TURNS.labels("answered").inc()
        SECONDS.observe(seconds)
    else:
        # A human has the conversation, and the assistant says nothing.
        TURNS.labels("kept").inc()
