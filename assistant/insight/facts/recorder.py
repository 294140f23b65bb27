"""Writes facts in the transaction of the move: `Door` calls it last, for every move.

A case that moves several times in one transaction is written once, at the end of it. The same
`tenures_of` reads the same events as a replay does, so what is live and what is replayed are one.
"""

from collections.abc import Collection

import structlog
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.insight.facts.histories import Histories
from assistant.insight.facts.jobs import have_counted, have_written
from assistant.insight.facts.writing import write_facts
from assistant.storage.database import do_late

_MOVED = "cases that moved"
log = structlog.get_logger()


class Recorder:
    """An observer of `Door`. A fault in it stops no move: it is logged, and a job tries again."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    def __call__(self, session: Session, case: Case, event: CaseEvent) -> None:
        """Have the facts of `case` written before this transaction is committed."""
        if _MOVED not in session.info:
            session.info[_MOVED] = []
            do_late(session, self._write)
        session.info[_MOVED].append(case)

    def _write(self, session: Session) -> None:
        moved: list[Case] = session.info.pop(_MOVED)
        session.flush()
        # What a savepoint has taken back is no longer in the session.
        ids = sorted({_id(case) for case in moved if case in session})
        if ids:
            self._write_apart(session, ids)

    def _write_apart(self, session: Session, ids: Collection[int]) -> None:
        try:
            # Below the session, which would look through all that it has; nothing of it changes.
            with session.connection().begin_nested():
                have_counted(session, write_facts(session, self._histories, ids))
        except Exception as error:
            log.error("facts_fault", cases=list(ids), exc_info=error)
            have_written(session, ids)


def _id(case: Case) -> int:
    """Without reading the row anew, which may have been expired."""
    (found,) = inspect(case).identity or (case.id,)
    return int(found)
