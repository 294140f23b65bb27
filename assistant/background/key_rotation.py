"""Changes the keys of an installation: the commands, and the resealing of all that is stored.

Sealed columns are found by their name in the database itself: each ends with `sealed`. So none is
forgotten when a table is added.
"""

import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import typer
from cryptography.fernet import InvalidToken
from rich.console import Console
from sqlalchemy import Column, MetaData, Table, inspect, select, update
from sqlalchemy.orm import Session

from assistant.cases.signatures import Notary, hand_over
from assistant.desk.audit import Audited, note_audit
from assistant.key_settings import KeyName
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.durable_files import write_secret
from assistant.storage.key_marks import KeyFault, fitting_sealer, is_marked, mark_key
from assistant.storage.sealed_files import LostFileError, SealedFiles, opened_files
from assistant.storage.sealing import Sealer, resealed
from assistant.storage.shared_clock import utc_now

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


console = Console(soft_wrap=True)


def rotate_sealing() -> None:
    """Seal everything under a new key, and drop older keys when nothing needs them any more."""
    settings = _stopped()
    if settings.seal_keys.get_secret_value():
        _fail(
            f"the keys that seal are in DASTYAR_SEAL_KEYS; move them to {settings.seal_keys_file}"
        )
    known = settings.sealing_keys
    if len(known) < 2:  # Two: a rotation was interrupted, and is brought to its end.
        _keep(settings.seal_keys_file, [secrets.token_urlsafe(48).encode(), *known])
    settings = _anew()
    database = Database(settings.database)
    try:
        sealer = fitting_sealer(database, settings)
        told = reseal_all(database, sealer, opened_files(settings.attachments_dir, sealer))
        with database.transaction() as session:
            note_audit(session, Audited.SEALING_KEY_CHANGED, None, data={"key": sealer.key_id})
    except KeyFault as error:
        _fail(str(error))
    finally:
        database.engine.dispose()
    _tell(told, sealer.key_id)
    if told.unreadable:
        _fail(f"{len(told.unreadable)} values open under no key; all keys are kept")
    _keep(settings.seal_keys_file, settings.sealing_keys[:1])
    console.print("older keys: dropped; backups of before need the keys folder of before")


def rotate_ledger_key() -> None:
    """Let a new key sign the ledger's roots; the old one signs that it follows."""
    settings = _stopped()
    if settings.is_given(KeyName.LEDGER):
        path = settings.data_dir / "keys" / KeyName.LEDGER
        _fail(f"the key that signs is in DASTYAR_LEDGER_KEY; move it to {path}")
    path = settings.data_dir / "keys" / KeyName.LEDGER
    aside = path.with_name(f"{KeyName.LEDGER}.next")
    database = Database(settings.database)
    try:
        if not _was_interrupted(database, aside):
            fitting_sealer(database, settings)
            _keep(aside, [secrets.token_urlsafe(48).encode()])
            _hand_over(database, settings, aside.read_bytes())
    except KeyFault as error:
        _fail(str(error))
    finally:
        database.engine.dispose()
    aside.replace(path)
    console.print(f"signs now: {Notary(path.read_bytes()).public_key}", highlight=False)


def _was_interrupted(database: Database, aside: Path) -> bool:
    """Whether a change is in the database already, and only the file has not followed."""
    if not aside.exists():
        return False
    with database.transaction() as session:
        return is_marked(session, KeyName.LEDGER, aside.read_bytes())


def _hand_over(database: Database, settings: Settings, key: bytes) -> None:
    new = Notary(key)
    with database.transaction() as session:
        hand_over(session, Notary(settings.signing_key), new, utc_now())
        mark_key(session, KeyName.LEDGER, key)
        told = {"key": new.public_key[:12]}
        note_audit(session, Audited.LEDGER_KEY_CHANGED, None, data=told)


def _stopped() -> Settings:
    """The settings, if no gateway answers: a running gateway would go on under the old key."""
    settings = get_settings()
    with socket.socket() as line:
        line.settimeout(2)
        host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
        if line.connect_ex((host, settings.port)) == 0:
            _fail("stop Dastyar first: something answers at its address")
    return settings


def _anew() -> Settings:
    get_settings.cache_clear()
    return get_settings()


def _keep(path: Path, keys: list[bytes] | tuple[bytes, ...]) -> None:
    write_secret(path, b"\n".join(keys))


def _tell(told: Resealed, key_id: str) -> None:
    console.print(f"seals now: {key_id}", highlight=False)
    for name, count in sorted(told.counts.items()):
        console.print(f"{name}: {count}", highlight=False)
    if told.lost:
        console.print(f"files that are not there: {told.lost}", highlight=False)


def _fail(reason: str) -> NoReturn:
    console.print(reason, style="red", highlight=False, markup=False)
    raise typer.Exit(1)
