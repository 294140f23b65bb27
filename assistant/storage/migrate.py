"""Brings a database to the newest schema."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from assistant.storage.widening.columns import BEFORE, COLUMNS, NARROW, SINCE, WIDE
from assistant.storage.widening.online import change, check_room

_INDEX_OF_WORDS = "case_words"
NEWEST = "head"


class NoSchemaError(ValueError):
    """There is no schema of this name."""


_FOLDER = Path(__file__).parent / "migrations"


async def migrate(database: Database, sealer: Sealer | None = None, to: str = NEWEST) -> None:
    """Run the missing migrations; a database that is up to date is left alone.

    `sealer` has the keys that the data is under, and may be left out for an empty database. `to`
    names an older revision to go back to: the additions of newer ones are lost. On PostgreSQL
    others may use the database while ids change their width. Raises `NoSchemaError`.
    """
    if to != NEWEST and to not in _known():
        raise NoSchemaError(f"there is no schema {to}; the newest is {newest()}")
    before = await database.run(revision_of)
    steps = _steps(before, to)
    if _Width(NARROW) in steps and database.engine.dialect.name == "postgresql":
        # Before any step, so that nothing is lost if the migration stops halfway.
        await database.run(lambda session: check_room(session.connection(), COLUMNS, NARROW))
    for step in steps:
        if isinstance(step, str):
            await database.run(partial(_go, sealer=sealer, to=step))
        elif database.engine.dialect.name == "postgresql":
            await asyncio.to_thread(change, database.engine, COLUMNS, step.type_)
    if before not in {None, await database.run(revision_of)}:
        # Old contents of rows would stay in unused pages.
        await asyncio.to_thread(database.pack)


async def new_revision(database: Database, message: str) -> None:
    """Write a migration file from the difference between models and database."""
    await database.run(
        lambda session: command.revision(_config(session.connection()), message, autogenerate=True)
    )


def is_modelled(name: str | None, kind: str, _: object) -> bool:
    """Whether the models describe this; they leave out the index of words.

    Each database has its own kind of index. SQLite keeps it in separate tables, whose names begin
    with that of the index.
    """
    return kind != "table" or not (name or "").startswith(_INDEX_OF_WORDS)


@dataclass(frozen=True)
class _Width:
    """A step that changes the width of ids while others use the database."""

    type_: str


def _steps(now: str | None, to: str) -> list[str | _Width]:
    """The revisions to go to in order, and between them the steps that need no standstill."""
    if now is None:
        return [to]
    if now >= SINCE and (to == NEWEST or to >= SINCE):
        # The way back may have stopped halfway.
        return [_Width(WIDE), to]
    if now < SINCE:
        return [to] if to < SINCE else [BEFORE, _Width(WIDE), to]
    return [SINCE, _Width(NARROW), to]


def newest() -> str:
    """The schema that this program needs."""
    return max(_known())


def _known() -> set[str]:
    return {one.revision for one in ScriptDirectory(str(_FOLDER)).walk_revisions()}


def revision_of(session: Session) -> str | None:
    """The schema that the database has; None where it has no tables."""
    return MigrationContext.configure(session.connection()).get_current_revision()


def _go(session: Session, *, sealer: Sealer | None, to: str) -> None:
    now, config = revision_of(session), _config(session.connection(), sealer)
    is_back = now is not None and to != NEWEST and to < now
    (command.downgrade if is_back else command.upgrade)(config, to)


def _config(connection: Connection, sealer: Sealer | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"], config.attributes["sealer"] = connection, sealer
    return config
