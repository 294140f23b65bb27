"""Removes files that no row needs any longer, and brings others under the key that seals now."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.keeping import referenced
from assistant.cases.attachments.models import Attachment
from assistant.cases.attachments.prepared import forget_prepared
from assistant.cases.attachments.waiting import forget_waiting
from assistant.storage.batches import delete_all
from assistant.storage.database import Database
from assistant.storage.sealed_files import LostFileError, SealedFiles

log = structlog.get_logger()

GRACE = timedelta(hours=1)
"""So long a file may wait for its row."""
_BATCH = 500


async def sweep(database: Database, files: SealedFiles, now: datetime) -> int:
    """Remove the files that no row has needed for an hour; how many these were.

    What waits for a case or an answer in vain is not needed any longer.
    """
    await delete_all(database, lambda session: forget_waiting(session, now))
    await delete_all(database, lambda session: forget_prepared(session, now))
    before, removed = now - GRACE, 0
    old = await asyncio.to_thread(lambda: list(files.old(before)))
    for begin in range(0, len(old), _BATCH):
        some = old[begin : begin + _BATCH]
        needed = await database.run(partial(referenced, names=some))
        for name in set(some) - needed:
            removed += await asyncio.to_thread(files.discard, name, before)
    await asyncio.to_thread(files.tidy, before)
    return removed


def reseal_files(
    session: Session, files: SealedFiles, key_id: str, after_id: str = "", limit: int = 20
) -> str | None:
    """Bring the next `limit` files of older keys under the one that seals now, which is `key_id`.

    Returns the id to go on after, None at the end. A file that is lost, or that no key opens, is
    logged and passed over.
    """
    query = select(Attachment).where(Attachment.key_id != key_id, Attachment.id > after_id)
    rows = session.scalars(query.order_by(Attachment.id).limit(limit)).all()
    for row in rows:
        try:
            row.sha256_sealed = files.reseal(row.name)
        except (LostFileError, InvalidToken) as error:
            log.error("attachment_lost", attachment=row.id, why=type(error).__name__)
        else:
            row.key_id = key_id
    return rows[-1].id if len(rows) == limit else None
