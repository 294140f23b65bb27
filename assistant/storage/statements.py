"""Statements that SQLite and PostgreSQL need written differently, or written with care.

They lock rows for one transaction, add a row unless it is there, delete rows in batches (one
statement over a month's rows would block others for seconds), and read text out of a JSON column.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    Table,
    Text,
    delete,
    false,
    inspect,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from assistant.storage.database import Base, Database

Row = TypeVar("Row")


def locked(session: Session, query: Select[Row], *, skip_locked: bool = False) -> list[Row]:
    """The rows of `query`, freshly read, and locked until the transaction ends.

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


def insert_new(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Add a row of `model`; False, and nothing is changed, when the same key is there."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    # The added row comes back; PostgreSQL's driver does not always give the number of rows.
    added = insert.values(dict(values)).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(added).first() is not None


MOST = 1000
"""Rows that one transaction deletes: some ten milliseconds on either database."""


def delete_some(
    session: Session, table: type[Base], *which: ColumnElement[bool], most: int | None = None
) -> int:
    """Delete at most so many rows (`MOST`) that these conditions name; returns how many.

    Rows that another transaction has are left to it, or to the next time.
    """
    keys = inspect(table).primary_key
    chosen = select(*keys).where(*which).limit(most or MOST).with_for_update(skip_locked=True)
    gone = delete(table).where(tuple_(*keys).in_(chosen))
    quick = gone.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(quick)).rowcount


async def delete_all(database: Database, some: Callable[[Session], int]) -> int:
    """Call `some`, each time in a new transaction, while it deletes as many as it may."""
    gone = 0
    while (count := await database.run(some)) >= MOST:
        gone += count
    return gone + count


class JsonText(ColumnElement[str]):
    """The text under `name` in the JSON of `column`; NULL if there is none."""

    inherit_cache = False

    def __init__(self, column: str, name: str) -> None:
        self.column, self.name, self.type = column, name, Text()


# Written as each database returns it, so that migrations can be compared with the models.
@compiles(JsonText, "sqlite")
def _in_sqlite(element: JsonText, _compiler: Any, **_options: Any) -> str:
    return f"json_extract({element.column}, '$.{element.name}')"


@compiles(JsonText, "postgresql")
def _in_postgresql(element: JsonText, _compiler: Any, **_options: Any) -> str:
    return f"({element.column} ->> '{element.name}'::text)"
