"""Rows that one transaction at a time may change, on SQLite and PostgreSQL alike."""

from typing import Any, TypeVar

from sqlalchemy import Select, false, inspect, update
from sqlalchemy.orm import Session

Row = TypeVar("Row")


def locked(session: Session, query: Select[Row], *, skip_locked: bool = False) -> list[Row]:
    """The rows of `query`, fresh, and ours alone until the transaction ends.

    `skip_locked` leaves out, on PostgreSQL, those that another transaction has; on SQLite there is
    one writer at a time, so nothing is ever left out.
    """
    if session.get_bind().dialect.name == "sqlite":
        _take_write_lock(session, query)
    fresh = query.with_for_update(skip_locked=skip_locked)
    return list(session.scalars(fresh.execution_options(populate_existing=True)))


def _take_write_lock(session: Session, query: Select[Any]) -> None:
    """Any statement that could write takes SQLite's one write lock; this one changes nothing."""
    table = inspect(query.column_descriptions[0]["entity"]).local_table
    (key, *_) = table.primary_key.columns
    nothing = update(table).where(false()).values({key: key})
    session.execute(nothing, execution_options={"synchronize_session": False})
