"""Words that masking has left in a conversation, taken out by a human."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.redaction import without
from assistant.conversation.models import Conversation, Event, Rating, Turn
from assistant.storage.sealing import Sealer


def redact_conversation(session: Session, sealer: Sealer, id_: str, words: str) -> int:
    """Take `words` out of turns, answers, events, ratings and memory; how many rows held them.

    A sealed original that holds them is erased. The version grows, so that a turn which is being
    answered meanwhile is read anew and does not bring them back.
    """
    found = 0
    for turn in session.scalars(select(Turn).where(Turn.conversation_id == id_)):
        found += _turn(turn, sealer, words)
    for event in session.scalars(select(Event).where(Event.conversation_id == id_)):
        if (data := without(event.data, words)) != event.data:
            event.data, found = data, found + 1
    for rating in session.scalars(select(Rating).where(Rating.conversation_id == id_)):
        if rating.comment and (comment := without(rating.comment, words)) != rating.comment:
            rating.comment, found = comment, found + 1
    row = session.get(Conversation, id_)
    if row is not None and found:
        row.state, row.version = without(row.state, words), row.version + 1
    return found


def _turn(turn: Turn, sealer: Sealer, words: str) -> int:
    raw = sealer.open(turn.sealed) if turn.sealed else ""
    text, answer = without(turn.text, words), without(turn.answer, words)
    is_sealed = without(raw, words) != raw
    if (text, answer) == (turn.text, turn.answer) and not is_sealed:
        return 0
    turn.text, turn.answer = text, answer
    turn.sealed = None if is_sealed else turn.sealed
    return 1
