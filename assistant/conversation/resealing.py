"""Brings texts as typed under the key that seals now. Plain functions of a `Session`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Turn
from assistant.storage.sealing import Sealer, resealed


def reseal_turns(
    session: Session, sealer: Sealer, after_id: str = "", limit: int = 500
) -> str | None:
    """Reseal the next `limit` turns of older keys.

    Returns the id to go on after, None at the end.
    """
    query = select(Turn).where(
        Turn.key_id.is_not(None), Turn.key_id != sealer.key_id, Turn.id > after_id
    )
    rows = session.scalars(query.order_by(Turn.id).limit(limit)).all()
    for row in rows:
        if anew := resealed(sealer, row.sealed or "", f"turns {row.id}"):
            row.sealed, row.key_id = anew, sealer.key_id
    return rows[-1].id if len(rows) == limit else None
