"""One piece of database work, for a command."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from assistant.settings import get_settings
from assistant.storage.database import Database

T = TypeVar("T")


def run_once(work: Callable[[Session], T]) -> T:
    """Do `work` in one transaction on the database of the settings, opened for it alone."""

    async def run() -> T:
        database = Database(get_settings().database)
        try:
            return await database.run(work)
        finally:
            await database.close()

    return asyncio.run(run())
