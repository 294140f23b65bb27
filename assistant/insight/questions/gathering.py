"""Where the rows of the board come from: turns, bad ratings, and opinions that were filed as cases.

A turn that left something open gets its row in the turn's own transaction. `gather` adds the rows
that no single turn shows. It skips what already has a row, so it can run again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import Kind as CaseKind
from assistant.conversation.models import Rating, Turn
from assistant.conversation.ownership import OwnerMove
from assistant.conversation.turn_records import AnsweredTurn
from assistant.insight.questions.reasons import Gap, Reason, gap_of
from assistant.insight.questions.themes import OpenQuestion, Opinion
from assistant.replies.schemas import Owner
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
        if gap is None and seen.move is OwnerMove.ENQUEUE:
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

    Greetings, thanks, a yes or no, and single words alone ask nothing.
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


BAD = 2
"""Marks from 1 to this, of 5, are bad ones."""
LOOKED_BACK = timedelta(days=30)
"""How far back is looked: longer than any worker is away, shorter than conversations are kept."""
_OPINIONS = (CaseKind.SUGGESTION, CaseKind.CRITICISM, CaseKind.PRAISE)


def gather(session: Session, digests: Digests, now: datetime) -> int:
    """Add rows for what is not on the board yet; how many."""
    since = now - LOOKED_BACK
    return _rated_badly(session, digests, since) + _opinions(session, digests, since)


def _rated_badly(session: Session, digests: Digests, since: datetime) -> int:
    """What was asked last before each bad mark; it came from where that conversation's rows did."""
    query = select(Rating).where(
        Rating.score <= BAD,
        Rating.created_at >= since,
        Rating.conversation_id.is_not(None),
        Rating.counts.is_(True),
    )
    turns = [_rated_turn(session, rating) for rating in session.scalars(query)]
    return sum(_keep_rated(session, digests, turn) for turn in turns if turn is not None)


def _rated_turn(session: Session, rating: Rating) -> Turn | None:
    """The turn that the mark is for, or what was asked before it."""
    rated = session.get(Turn, rating.turn_id) if rating.turn_id else None
    if rated is not None and asks(rated):
        return rated
    until = rated.created_at if rated is not None else rating.created_at
    return newest_asking(session, rating.conversation_id or "", until)


def _keep_rated(session: Session, digests: Digests, turn: Turn) -> bool:
    about = turn.answer.get("about") or {}
    gap = Gap(Reason.RATED, about.get("service_id"), None, about.get("agency_id"))
    return keep(session, turn, gap, _asker(session, digests, turn.conversation_id))


def _opinions(session: Session, digests: Digests, since: datetime) -> int:
    has_row = select(Opinion.case_id).where(Opinion.case_id == Case.id)
    query = select(Case).where(
        Case.kind.in_(_OPINIONS),
        Case.created_at >= since,
        Case.erased_at.is_(None),
        # A repeat of a case filed from there shortly before adds no person and no words.
        Case.is_repeat.is_(False),
        ~has_row.exists(),
    )
    rows = [_opinion(session, digests, case) for case in session.scalars(query)]
    session.add_all(rows)
    session.flush()
    return len(rows)


def _opinion(session: Session, digests: Digests, case: Case) -> Opinion:
    talk = case.conversation_id
    source = f"case {case.id}"
    return Opinion(
        case_id=case.id,
        kind=case.kind,
        agency_id=case.agency_id,
        service_id=case.service_id,
        asked_by=_asker(session, digests, talk) if talk else digests.keyed(Purpose.ASKER, source),
        created_at=case.created_at,
    )


def _asker(session: Session, digests: Digests, conversation_id: str) -> str:
    """From where the conversation's other rows came; by the conversation alone if it has none."""
    query = select(OpenQuestion.asked_by).where(OpenQuestion.conversation_id == conversation_id)
    known = session.scalar(query.limit(1))
    return known or digests.keyed(Purpose.ASKER, conversation_id)


def forget_vectors(session: Session, conversation_id: str | None, case_id: int | None) -> None:
    """Have vectors made again, since words were taken out of a conversation or a case."""
    if conversation_id is not None:
        asked: Sequence[OpenQuestion] = session.scalars(
            select(OpenQuestion).where(OpenQuestion.conversation_id == conversation_id)
        ).all()
        for row in asked:
            row.vector = row.encoder = None
    told = session.get(Opinion, case_id) if case_id is not None else None
    if told is not None:
        told.vector = told.encoder = None
