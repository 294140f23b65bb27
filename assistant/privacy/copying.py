"""A copy of all stored data of a case or a conversation, for its citizen. Within a `Session`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cryptography.fernet import InvalidToken
from pydantic import BaseModel
from sqlalchemy import RowMapping, select
from sqlalchemy import Table as Rows
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.personal import Field
from assistant.language.dates import rfc3339
from assistant.privacy.register import PersonalTable, Whose, register
from assistant.storage.database import Base
from assistant.storage.sealing import Sealer

UNREADABLE = "[این متن دیگر باز نمی‌شود]"
WITHHELD_FA = (
    "یادداشت‌های درونی کارشناسان و دستگاه، که از کار آنان می‌گوید",
    "نام و شناسهٔ کارشناسان",
    "نشان‌ها و کلیدهایی که فقط سامانه را نگه می‌دارد و چیزی از شما نمی‌گوید",
)
"""Left out of a copy."""


class CopiedTable(BaseModel):
    """All rows of one table, the oldest first as far as it counts them."""

    table: str
    title_fa: str
    rows: list[dict[str, Any]]


class Copy(BaseModel):
    """All that is kept; texts that are sealed at rest are open in it."""

    tables: list[CopiedTable]
    withheld_fa: tuple[str, ...] = WITHHELD_FA


def copy_of(session: Session, sealer: Sealer, whose: Whose, id_: int | str) -> Copy:
    """Everything of one case or conversation, as the register lists it."""
    tables = [
        _table(session, sealer, Base.metadata.tables[name], table, id_)
        for name, table in register().of(whose).items()
    ]
    return Copy(tables=[table for table in tables if table.rows])


def copy_of_citizen(
    session: Session, sealer: Sealer, subject_hash: str, cases: Sequence[Case]
) -> Copy:
    """Everything of a citizen who is signed in: of the session, and of each of their cases."""
    tables = copy_of(session, sealer, Whose.CITIZEN, subject_hash).tables
    for case in cases:
        for one in copy_of(session, sealer, Whose.CASE, case.id).tables:
            title = f"{one.title_fa} ({case.tracking_code})"
            tables.append(one.model_copy(update={"title_fa": title}))
    return Copy(tables=tables)


def _table(
    session: Session, sealer: Sealer, rows: Rows, table: PersonalTable, id_: int | str
) -> CopiedTable:
    shown = [c for c in rows.c if c.name not in table.personal or table.personal[c.name].is_copied]
    query = select(*shown).where(rows.c[table.by] == id_).order_by(*rows.primary_key.columns)
    found = session.execute(query).mappings()
    copied = [_row(sealer, table, row) for row in found if not _is_note(row)]
    return CopiedTable(table=rows.name, title_fa=table.title_fa, rows=copied)


def _is_note(row: RowMapping) -> bool:
    return row.get("field") == Field.NOTE


def _row(sealer: Sealer, table: PersonalTable, row: RowMapping) -> dict[str, Any]:
    return {
        name: _value(sealer, value, is_sealed=_is_sealed(table, name))
        for name, value in row.items()
        if value is not None
    }


def _is_sealed(table: PersonalTable, name: str) -> bool:
    personal = table.personal.get(name)
    return personal is not None and personal.is_sealed


def _value(sealer: Sealer, value: Any, *, is_sealed: bool) -> Any:
    if is_sealed:
        try:
            return sealer.open(value)
        except InvalidToken:
            return UNREADABLE
    return rfc3339(value) if isinstance(value, datetime) else value
