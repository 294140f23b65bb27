"""Adds a row unless it is there already, in one statement, on both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.storage.database import Base


def insert_new(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Add a row of `model`; False, and nothing is changed, when one of the same key is there."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    # What was added comes back; how many rows it were, PostgreSQL's driver does not always tell.
    added = insert.values(dict(values)).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(added).first() is not None
