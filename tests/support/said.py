"""The words that a citizen has read, from the events that channels deliver."""

from typing import Any

from sqlalchemy import select

from assistant.conversation.models import Event
from assistant.storage.database import Database
from support.citizen import Citizen


async def replies_of(citizen: Citizen, database: Database) -> list[tuple[str, dict[str, Any]]]:
    """Speaker and reply of everything said in the conversation, in order."""
    query = select(Event).where(Event.conversation_id == citizen.id, Event.type == "reply")
    events = await database.run(lambda session: list(session.scalars(query.order_by(Event.id))))
    return [(event.data["role"], event.data["reply"]) for event in events]
