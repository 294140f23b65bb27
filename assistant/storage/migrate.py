"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from assistant.storage.database import Database

_INDEX_OF_WORDS = "case_words"
_FOLDER = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> None:
    """Run the migrations that are missing; a database that is up to date is left alone."""
    await database.run(lambda session: _upgrade(session.connection()))


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


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
