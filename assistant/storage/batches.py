"""Deletion in batches: one statement over a month's rows would hold others up for seconds."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, inspect, select, tuple_
from sqlalchemy.orm import Session

from assistant.storage.database import Base, Database

MOST = 1000
"""Rows that one transaction deletes: some ten milliseconds on either database."""


def delete_some(
    session: Session, table: type[Base], *which: ColumnElement[bool], most: int | None = None
) -> int:
    """Delete at most so many rows (`MOST`) that these conditions name; how many it were.

    Rows that another transaction has are left to it, or to the next time.
    """
    keys = inspect(table).primary_key
    chosen = select(*keys).where(*which).limit(most or MOST).with_for_update(skip_locked=True)
    gone = delete(table).where(tuple_(*keys).in_(chosen))
    quick = gone.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(quick)).rowcount


async def delete_all(database: Database, some: Callable[[Session], int]) -> int:
    """Call `some`, each time in a transaction of its own, while it deletes as many as it may."""
    gone = 0
    while (count := await database.run(some)) >= MOST:
        gone += count
    return gone + count
