"""Brings everything that is sealed under the key that seals now, so that older ones can go.

Sealed columns are found by their name in the database itself: each ends with `sealed`. So none is
forgotten when a table is added.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, MetaData, Table, inspect, select, update
from sqlalchemy.orm import Session

from assistant.storage.database import Database
from assistant.storage.sealed_files import LostFileError, SealedFiles
from assistant.storage.sealing import Sealer, resealed

_ENDING, _BATCH = "sealed", 500
_WITH_FILES = ("case_attachments", "waiting_files", "prepared_files")


@dataclass
class Resealed:
    """How many values of each table, and files, came under the newest key.

    `unreadable` names what no key opens, `lost` counts files that are not there.
    """

    counts: dict[str, int] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    lost: int = 0

    def note(self, place: str, id_: object, is_anew: bool | None) -> None:
        """One value of a table, or one file."""
        if is_anew is None:
            self.unreadable.append(f"{place} {id_}")
        elif is_anew:
            self.counts[place] = self.counts.get(place, 0) + 1


def reseal_all(database: Database, sealer: Sealer, files: SealedFiles) -> Resealed:
    """Reseal all rows and files in short transactions; it blocks, and may be begun again."""
    told = Resealed()
    # Files first: a row names the key of its file.
    _reseal_files(database, sealer, files, told)
    with database.transaction() as session:
        columns = list(sealed_columns(session))
    for column in columns:
        _reseal_column(database, sealer, column, told)
    return told


def sealed_columns(session: Session) -> Iterator[Column[str]]:
    """Every column of the database that holds sealed texts."""
    connection = session.connection()
    for name in sorted(inspect(connection).get_table_names()):
        table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
        yield from (column for column in table.columns if column.name.endswith(_ENDING))


def _reseal_files(database: Database, sealer: Sealer, files: SealedFiles, told: Resealed) -> None:
    for name in _file_names(database, sealer.key_id):
        try:
            files.reseal(name)
        except LostFileError:
            told.lost += 1
        except InvalidToken:
            told.note("files", name, None)
        else:
            told.note("files", name, True)


def _file_names(database: Database, key_id: str) -> list[str]:
    names = set[str]()
    with database.transaction() as session:
        for table in (_table(session, name) for name in _WITH_FILES):
            names |= set(session.scalars(select(table.c.name).where(table.c.key_id != key_id)))
    return sorted(names)


def _table(session: Session, name: str) -> Table:
    return Table(name, MetaData(), autoload_with=session.connection(), resolve_fks=False)


def _reseal_column(database: Database, sealer: Sealer, column: Column[str], told: Resealed) -> None:
    table = column.table
    (key,) = table.primary_key.columns
    after, is_left = None, True
    while is_left:
        with database.transaction() as session:
            query = select(key, column).where(column.is_not(None)).order_by(key).limit(_BATCH)
            rows = session.execute(query.where(key > after) if after is not None else query).all()
            for row in map(tuple, rows):
                told.note(table.name, row[0], _reseal_row(session, sealer, column, row))
            after, is_left = rows[-1][0] if rows else None, len(rows) == _BATCH


def _reseal_row(
    session: Session, sealer: Sealer, column: Column[str], row: tuple[object, str]
) -> bool | None:
    """Whether the value came under the newest key; None when no key opens it."""
    id_, sealed = row
    table = column.table
    (key,) = table.primary_key.columns
    if sealer.is_current(sealed):
        return False
    anew = resealed(sealer, sealed, f"{table.name} {id_}")
    if anew is None:
        return None
    values = {column.name: anew} | ({"key_id": sealer.key_id} if "key_id" in table.columns else {})
    session.execute(update(table).where(key == id_).values(values))
    return True
