"""Adds a row unless it is there already, in one statement, on both databases."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.storage.database import Base


def insert_new(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Add a row of `model`; False, and nothing is changed, when one of the same key is there."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(model) if is_sqlite else postgresql.insert(model)
    result = session.execute(insert.values(dict(values)).on_conflict_do_nothing())
    return cast("CursorResult[Any]", result).rowcount == 1
