"""Work on one case of many, kept apart: a fault in it undoes nothing of the others."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from assistant.cases.models import Case

T = TypeVar("T")
log = structlog.get_logger()


def apart(session: Session, case_id: int, work: Callable[[Case], T]) -> T | None:
    """What `work` makes of the case, read anew; None, and nothing of it is kept, when it fails.

    A fault is logged as `case_fault`. The transaction must have written or locked something before:
    SQLite's driver takes a savepoint that comes first for the transaction itself.
    """
    try:
        with session.begin_nested():
            return work(session.get_one(Case, case_id, populate_existing=True))
    except Exception as error:
        log.error("case_fault", case=case_id, exc_info=error)
        return None
