"""Open questions of the tests: each in its own conversation, with a made-up vector."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Turn
from assistant.insight.questions.reasons import Reason
from assistant.insight.questions.regrouping import packed
from assistant.insight.questions.themes import OpenQuestion
from knowledge.search.encoder import Vectors

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
ENCODER = "an encoder of the tests"


def near(direction: int, dice: np.random.Generator, spread: float = 0.15) -> Vectors:
    """A vector of length 1 around one of 384 directions."""
    vector = dice.normal(0, spread / np.sqrt(384), 384)
    vector[direction] += 1
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def add_question(
    session: Session,
    text: str,
    person: str,
    vector: Vectors | None = None,
    reason: Reason = Reason.NOT_FOUND,
    at: datetime = NOW,
    **about: str,
) -> str:
    """Add somebody's open question, in its own conversation; returns the id of its turn."""
    talk, turn = uuid4().hex, uuid4().hex
    session.add(Conversation(id=talk, token_hash="-", created_at=at, last_turn_at=at))
    session.flush()
    answer = {"owner": "bot", "act": {"name": "ask_service"}, "about": about}
    session.add(
        Turn(
            id=turn,
            conversation_id=talk,
            request_hash="-",
            text=text,
            answer=answer,
            created_at=at,
        )
    )
    session.flush()
    session.add(
        OpenQuestion(
            turn_id=turn,
            conversation_id=talk,
            reason=reason,
            asked_by=person,
            created_at=at,
            vector=None if vector is None else packed(vector),
            encoder=None if vector is None else ENCODER,
            **about,
        )
    )
    session.flush()
    return turn


def add_theme_rows(session: Session, direction: int, people: int, rows: int, word: str) -> None:
    """Rows around a direction, from so many people."""
    dice = np.random.default_rng(direction)
    for number in range(rows):
        at = NOW - timedelta(minutes=number)
        person = f"{word} {number % people}"
        add_question(session, f"{word} را کجا بپرسم {number}", person, near(direction, dice), at=at)
