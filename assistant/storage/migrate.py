"""Brings a database to the newest schema."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

_INDEX_OF_WORDS = "case_words"
_FOLDER = Path(__file__).parent / "migrations"


async def migrate(database: Database, sealer: Sealer | None = None) -> None:
    """Run the migrations that are missing; a database that is up to date is left alone.

    `sealer` has the keys that the data is under, and may be left out for an empty database.
    """
    if await database.run(lambda session: _upgrade(session.connection(), sealer)):
        # What rows held before would stay in pages that nobody uses.
        await asyncio.to_thread(database.pack)


async def new_revision(database: Database, message: str) -> None:
    """Write a migration file from the difference between models and database."""
    await database.run(
        lambda session: command.revision(_config(session.connection()), message, autogenerate=True)
    )


def is_modelled(name: str | None, kind: str, _: object) -> bool:
    """Whether models tell of this; not of the index of words, which each database has its own way.

    SQLite keeps it in tables of its own, whose names begin with that of the index.
    """
    return kind != "table" or not (name or "").startswith(_INDEX_OF_WORDS)


def _upgrade(connection: Connection, sealer: Sealer | None) -> bool:
    """Whether a database that was not empty has changed."""
    before = MigrationContext.configure(connection).get_current_revision()
    command.upgrade(_config(connection, sealer), "head")
    after = MigrationContext.configure(connection).get_current_revision()
    return before not in {None, after}


def _config(connection: Connection, sealer: Sealer | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"], config.attributes["sealer"] = connection, sealer
    return config
