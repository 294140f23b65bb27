"""Brings to the board what no turn tells by itself: bad ratings, and opinions filed as cases.

What has its row already is passed over, so it can be done again. Within a `Session`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import Kind as CaseKind
from assistant.conversation.models import Rating, Turn
from assistant.insight.questions.models import OpenQuestion, Opinion
from assistant.insight.questions.reasons import Gap, Reason
from assistant.insight.questions.witness import asks, keep, newest_asking
from assistant.storage.digests import Digests, Purpose

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
        # The same was told from there shortly before: it adds nobody, and nothing.
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
    """Have vectors made anew, since words were taken out of a conversation or a case."""
    if conversation_id is not None:
        asked: Sequence[OpenQuestion] = session.scalars(
            select(OpenQuestion).where(OpenQuestion.conversation_id == conversation_id)
        ).all()
        for row in asked:
            row.vector = row.encoder = None
    told = session.get(Opinion, case_id) if case_id is not None else None
    if told is not None:
        told.vector = told.encoder = None
