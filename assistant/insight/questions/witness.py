"""Keeps a row for each turn that left something open, in the transaction of the turn."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Turn
from assistant.conversation.owners import Move
from assistant.conversation.witness import AnsweredTurn
from assistant.insight.questions.models import OpenQuestion
from assistant.insight.questions.reasons import Gap, Reason, gap_of
from assistant.replies.shapes import Owner
from assistant.storage.digests import Digests, Purpose
from knowledge.catalogue import Catalogue

_RIGHT_AFTER = timedelta(minutes=10)
"""Who wants a human later than this after an answer may have come with something new."""
_LOOKED_AT = 6
_TELLS_NOTHING = frozenset(
    ["talk_to_human", "greet", "thank", "goodbye", "affirm", "deny", "abuse"],
)
"""Acts of messages that ask nothing by themselves."""
_FEWEST_WORDS = 2


class QuestionWitness:
    """Sees each answered turn; `digests` hide where a question came from."""

    def __init__(self, digests: Digests, catalogue: Catalogue) -> None:
        self._digests, self._catalogue = digests, catalogue

    def __call__(self, session: Session, seen: AnsweredTurn) -> None:
        """Keep what `seen` leaves open, if it leaves anything."""
        gap = gap_of(seen.before, seen.after, seen.replies)
        if gap is None and seen.move is Move.ENQUEUE:
            self._handed_over(session, seen)
        elif gap is not None:
            # What a button or a «no» leaves open was asked in words before.
            is_asked_here = not seen.is_button and gap.reason is not Reason.REJECTED
            turn = seen.turn if is_asked_here else asking_turn(session, seen.turn)
            if turn is not None:
                keep(session, turn, gap.with_agency(self._catalogue), self._asker(seen))

    def _handed_over(self, session: Session, seen: AnsweredTurn) -> None:
        since = seen.turn.created_at - _RIGHT_AFTER
        turn = asking_turn(session, seen.turn, since)
        if turn is not None and turn.answer.get("owner") == Owner.BOT:
            about = turn.answer.get("about") or {}
            gap = Gap(Reason.HANDOFF, about.get("service_id"), None, about.get("agency_id"))
            keep(session, turn, gap, self._asker(seen))

    def _asker(self, seen: AnsweredTurn) -> str:
        """By the group of the address, or the chat; else by the conversation."""
        return self._digests.keyed(Purpose.ASKER, seen.caller.group or seen.turn.conversation_id)


def keep(session: Session, turn: Turn, gap: Gap, asked_by: str) -> bool:
    """Add a row for `turn`, unless it has one; whether it was added."""
    if session.get(OpenQuestion, turn.id) is not None:
        return False
    session.add(
        OpenQuestion(
            turn_id=turn.id,
            conversation_id=turn.conversation_id,
            reason=gap.reason,
            aspect=gap.aspect,
            service_id=gap.service_id,
            agency_id=gap.agency_id,
            asked_by=asked_by,
            created_at=turn.created_at,
        )
    )
    session.flush()
    return True


def asking_turn(session: Session, before: Turn, since: datetime | None = None) -> Turn | None:
    """The newest turn of the same conversation before another that asks something in words."""
    return newest_asking(session, before.conversation_id, before.created_at, since)


def newest_asking(
    session: Session, conversation_id: str, until: datetime, since: datetime | None = None
) -> Turn | None:
    """The newest turn before a moment that asks something in words; None if it is before `since`.

    Greetings, thanks, a yes or no, and single words ask nothing by themselves.
    """
    query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.created_at < until)
    if since is not None:
        query = query.where(Turn.created_at >= since)
    newest = session.scalars(query.order_by(Turn.created_at.desc()).limit(_LOOKED_AT))
    return next((turn for turn in newest if asks(turn)), None)


def asks(turn: Turn) -> bool:
    """Whether a turn asks something in words."""
    act = (turn.answer.get("act") or {}).get("name")
    return act not in _TELLS_NOTHING and len(turn.text.split()) >= _FEWEST_WORDS
