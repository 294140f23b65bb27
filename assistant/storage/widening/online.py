"""Changes the type of whole numbers of PostgreSQL while others read and write the table.

`ALTER COLUMN TYPE` rewrites a table and lets nobody read it meanwhile. Here a second column is kept
equal by a trigger, filled in parts, and indexed while work goes on; at the end both change places
in a moment. Each step may be interrupted, and the same call goes on from there.
"""

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from assistant.storage.widening import catalog

log = structlog.get_logger()

FEW_PAGES = 256
"""A table of 2 MB is rewritten in a moment; with a second column, it takes longer."""
_PAGES_AT_ONCE = 64
_BESIDE = "__beside"
_TRIGGER = "keep_beside"
_LOCK_WAIT = "400ms"
"""Less than PostgreSQL's `deadlock_timeout` of a second: so this program gives way, never a
citizen. Whoever comes meanwhile waits behind it, and so for no longer than this."""
_TRIES, _PAUSE_S = 200, 0.5
_ONE_AT_A_TIME = 0x64617374
_LARGEST = {"integer": 2**31 - 1, "bigint": 2**63 - 1}


class NumberTooLargeError(RuntimeError):
    """An existing number is too large for the type."""


def change(engine: Engine, columns: Mapping[str, Sequence[str]], type_: str) -> None:
    """Give these columns the type `integer` or `bigint`; it blocks for as long as that takes.

    A column that does not exist, or has the type already, is left alone. Raises
    `NumberTooLargeError` before anything is changed.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SELECT pg_advisory_lock({_ONE_AT_A_TIME})"))
        try:
            left = {name: _left(connection, name, columns[name], type_) for name in columns}
            check_room(connection, columns, type_)
            for table, names in left.items():
                if names:
                    _change_table(connection, table, names, type_)
                _clear(connection, table, [one for one in columns[table] if one not in names])
            for table, name in catalog.unproved(connection):
                connection.execute(text(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}"))
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({_ONE_AT_A_TIME})"))


def change_at_once(
    connection: Connection, columns: Mapping[str, Sequence[str]], type_: str
) -> None:
    """The same within one transaction, with tables that nobody uses until it ends."""
    for table, names in columns.items():
        if left := _left(connection, table, names, type_):
            _rewrite(connection, table, left, type_)


def _left(connection: Connection, table: str, names: Sequence[str], type_: str) -> Sequence[str]:
    return [name for name in names if catalog.type_of(connection, table, name) not in {None, type_}]


def _change_table(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    if not _is_beside(connection, table, names[0]) and _is_small(connection, table):
        _rewrite_alone(connection, table, names, type_)
        return
    log.info("ids_change", table=table, columns=list(names), type=type_)
    _begin(connection, table, names, type_)
    _fill(connection, table, names)
    _require(connection, table, names)
    _build_indexes(connection, table, names)
    connection.execute(text(f"ANALYZE {table}"))
    _swap(connection, table, names, type_)


def _is_small(connection: Connection, table: str) -> bool:
    return catalog.pages_of(connection, table) <= FEW_PAGES


def check_room(connection: Connection, columns: Mapping[str, Sequence[str]], type_: str) -> None:
    """Raises `NumberTooLargeError` if a number in these columns is too large for the type."""
    for table, names in columns.items():
        _check_table(connection, table, _left(connection, table, names, type_), type_)


def _check_table(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    for name in names:
        query = text(f"SELECT max({name}) FROM {table}")  # noqa: S608
        largest = connection.execute(query).scalar() or 0
        if largest > _LARGEST[type_]:
            raise NumberTooLargeError(f"{table}.{name} is at {largest}: too large for {type_}")


def _rewrite_alone(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    references = catalog.references_of(connection, table, names)
    with _locked(connection, _together(table, references)), _without(connection, references):
        _rewrite(connection, table, names, type_)


def _rewrite(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    changes = ", ".join(f"ALTER COLUMN {name} TYPE {type_}" for name in names)
    connection.execute(text(f"ALTER TABLE {table} {changes}"))
    for name in names:
        if sequence := catalog.sequence_of(connection, table, name):
            connection.execute(text(f"ALTER SEQUENCE {sequence} AS {type_}"))


def _clear(connection: Connection, table: str, names: Sequence[str]) -> None:
    """Remove the second columns that an interrupted change to the other type left."""
    left = [f"{one}{_BESIDE}" for one in names if _is_beside(connection, table, one)]
    if not left:
        return
    with _locked(connection, [table]):
        connection.execute(text(f"DROP TRIGGER {_TRIGGER} ON {table}"))
        connection.execute(text(f"DROP FUNCTION {_TRIGGER}_{table}()"))
        dropped = ", ".join(f"DROP COLUMN {name}" for name in left)
        connection.execute(text(f"ALTER TABLE {table} {dropped}"))


def _is_beside(connection: Connection, table: str, name: str) -> bool:
    return catalog.type_of(connection, table, f"{name}{_BESIDE}") is not None


def _begin(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    """Add the second columns: empty for existing rows, and equal for all that come."""
    equal = " ".join(f"NEW.{name}{_BESIDE} := NEW.{name};" for name in names)
    added = ", ".join(f"ADD COLUMN IF NOT EXISTS {name}{_BESIDE} {type_}" for name in names)
    with _locked(connection, [table]):
        for statement in (
            f"ALTER TABLE {table} {added}",
            f"CREATE OR REPLACE FUNCTION {_TRIGGER}_{table}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {equal} RETURN NEW; END $$",
            f"CREATE OR REPLACE TRIGGER {_TRIGGER} BEFORE INSERT OR UPDATE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {_TRIGGER}_{table}()",
        ):
            connection.execute(text(statement))


def _fill(connection: Connection, table: str, names: Sequence[str]) -> None:
    """Fill the second columns, some pages a transaction; rows that somebody holds come later.

    No key changes, so that rows which refer to these can be written meanwhile.
    """
    is_missing = " OR ".join(f"{name}{_BESIDE} IS DISTINCT FROM {name}" for name in names)
    equal = ", ".join(f"{name}{_BESIDE} = {name}" for name in names)
    between = "ctid >= CAST(:first AS tid) AND ctid < CAST(:last AS tid)"
    # Names of our own list, and no values.
    held = f"SELECT ctid FROM {table} WHERE {between} AND ({is_missing})"  # noqa: S608
    part = text(
        f"UPDATE {table} SET {equal}"  # noqa: S608
        f" WHERE ctid = ANY(ARRAY({held} FOR NO KEY UPDATE SKIP LOCKED))"
    )
    any_missing = text(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {is_missing})")  # noqa: S608
    for turn in itertools.count():
        if not connection.execute(any_missing).scalar():
            return
        if turn:
            # Somebody holds the rows that are left.
            time.sleep(_PAUSE_S)
        pages = catalog.pages_of(connection, table)
        for first in range(0, pages, _PAGES_AT_ONCE):
            bounds = {"first": f"({first},0)", "last": f"({first + _PAGES_AT_ONCE},0)"}
            connection.execute(part, bounds)


def _require(connection: Connection, table: str, names: Sequence[str]) -> None:
    """Prove that no value is missing, so that the change of places need not check."""
    for name in names:
        if not catalog.is_required(connection, table, name):
            continue
        rule = f"{table}_{name}{_BESIDE}"
        with _locked(connection, [table]):
            connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {rule}"))
            connection.execute(
                text(
                    f"ALTER TABLE {table} ADD CONSTRAINT {rule}"
                    f" CHECK ({name}{_BESIDE} IS NOT NULL) NOT VALID"
                )
            )
        connection.execute(text(f"ALTER TABLE {table} VALIDATE CONSTRAINT {rule}"))


def _build_indexes(connection: Connection, table: str, names: Sequence[str]) -> None:
    for index in catalog.indexes_of(connection, table, names):
        if index.name.endswith(_BESIDE):
            continue
        beside, unique = f"{index.name}{_BESIDE}", "UNIQUE " if index.is_unique else ""
        # An index from an interrupted run may be there, and cannot be used.
        connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS {beside}"))
        definition = catalog.renamed(index.definition, names, _BESIDE)
        statement = f"CREATE {unique}INDEX CONCURRENTLY {beside} ON {table} {definition}"
        connection.execute(text(statement))


def _swap(connection: Connection, table: str, names: Sequence[str], type_: str) -> None:
    """Put the new columns in the place of the old ones, with all that depends on them."""
    references = catalog.references_of(connection, table, names)
    indexes = [
        one
        for one in catalog.indexes_of(connection, table, names)
        if not one.name.endswith(_BESIDE)
    ]
    with _locked(connection, _together(table, references)), _without(connection, references):
        for statement in (
            f"DROP TRIGGER {_TRIGGER} ON {table}",
            f"DROP FUNCTION {_TRIGGER}_{table}()",
            *(one for name in names for one in _column(connection, table, name, type_)),
            *(one for index in indexes for one in _index(table, index)),
        ):
            connection.execute(text(statement))


def _column(connection: Connection, table: str, name: str, type_: str) -> Iterator[str]:
    beside = f"{name}{_BESIDE}"
    if default := catalog.default_of(connection, table, name):
        yield f"ALTER TABLE {table} ALTER COLUMN {beside} SET DEFAULT {default}"
    if sequence := catalog.sequence_of(connection, table, name):
        yield f"ALTER SEQUENCE {sequence} OWNED BY {table}.{beside}"
        yield f"ALTER SEQUENCE {sequence} AS {type_}"
    is_required = catalog.is_required(connection, table, name)
    if is_required:
        yield f"ALTER TABLE {table} ALTER COLUMN {beside} SET NOT NULL"
        yield f"ALTER TABLE {table} DROP CONSTRAINT {table}_{beside}"
    # Its indexes and keys go with it.
    yield f"ALTER TABLE {table} DROP COLUMN {name}"
    yield f"ALTER TABLE {table} RENAME COLUMN {beside} TO {name}"


def _index(table: str, index: catalog.Index) -> Iterator[str]:
    yield f"DROP INDEX IF EXISTS {index.name}"
    yield f"ALTER INDEX {index.name}{_BESIDE} RENAME TO {index.name}"
    if index.constraint:
        yield (
            f"ALTER TABLE {table} ADD CONSTRAINT {index.name}"
            f" {index.constraint} USING INDEX {index.name}"
        )


def _together(table: str, references: Sequence[catalog.Reference]) -> list[str]:
    """The tables that must be locked, always in the same order."""
    return sorted({table, *(name for one in references for name in (one.table, one.target))})


@contextmanager
def _without(connection: Connection, references: Sequence[catalog.Reference]) -> Iterator[None]:
    """Drop foreign keys for the block, then restore them for new rows; `change` proves the rest."""
    for one in references:
        connection.execute(text(f"ALTER TABLE {one.table} DROP CONSTRAINT {one.name}"))
    yield
    for one in references:
        definition = f"{one.definition.removesuffix(' NOT VALID')} NOT VALID"
        connection.execute(text(f"ALTER TABLE {one.table} ADD CONSTRAINT {one.name} {definition}"))


@contextmanager
def _locked(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """A transaction with these tables locked; it waits in short pieces, and lets others between."""
    for number in range(1, _TRIES + 1):
        connection.execute(text("BEGIN"))
        try:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_WAIT}'"))
            locking = f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"
            connection.execute(text(locking))
            break
        except OperationalError:
            connection.execute(text("ROLLBACK"))
            if number == _TRIES:
                raise
            time.sleep(_PAUSE_S)
    try:
        yield
    except BaseException:
        connection.execute(text("ROLLBACK"))
        raise
    connection.execute(text("COMMIT"))
