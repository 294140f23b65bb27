"""The cases of a citizen: filed, or opened by code and pin, while signed in. Within a `Session`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Identity
from assistant.citizens.models import CitizenCase
from assistant.storage.inserting import insert_new


def link(session: Session, subject_hash: str, case: Case, now: datetime) -> None:
    """Put `case` among those of the citizen.

    An anonymous case is nobody's, and one that was erased leads nowhere.
    """
    if case.identity == Identity.ANONYMOUS or case.erased_at is not None:
        return
    session.flush()
    values = {"subject_hash": subject_hash, "case_id": case.id, "created_at": now}
    insert_new(session, CitizenCase, values)


def unlink(session: Session, subject_hash: str, case_id: int | None = None) -> None:
    """Take a case from those of the citizen, or all of them."""
    theirs = delete(CitizenCase).where(CitizenCase.subject_hash == subject_hash)
    session.execute(theirs if case_id is None else theirs.where(CitizenCase.case_id == case_id))


def let_go(session: Session, case: Case, event: CaseEvent) -> None:
    """Whoever had another pin of the case, signed in or not, is let in by the new one alone."""
    if event.type == Move.PIN_CHANGED:
        session.execute(delete(CitizenCase).where(CitizenCase.case_id == case.id))


def linked(session: Session, subject_hash: str, tracking_code: str) -> Case | None:
    """The case of this code if it is one of the citizen's; None for unknown and another's alike."""
    query = _theirs(subject_hash).where(Case.tracking_code == normalise(tracking_code))
    return session.scalar(query)


def page_of(
    session: Session, subject_hash: str, limit: int | None, before_id: int | None = None
) -> Sequence[Case]:
    """At most `limit` cases of the citizen, the newest first; those older than `before_id`."""
    query = _theirs(subject_hash)
    if before_id is not None:
        query = query.where(Case.id < before_id)
    return session.scalars(query.order_by(Case.id.desc()).limit(limit)).all()


def _theirs(subject_hash: str) -> Select[Case]:
    is_theirs = exists().where(
        CitizenCase.case_id == Case.id, CitizenCase.subject_hash == subject_hash
    )
    # An anonymous case is linked with nobody; should a row say otherwise, it opens nothing.
    return select(Case).where(
        is_theirs, Case.identity != Identity.ANONYMOUS, Case.erased_at.is_(None)
    )
