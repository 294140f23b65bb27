"""Suggestions for an operator's answer: likely services, and the facts that the citizen asks for.

None is sent automatically. Facts come from the catalogue alone; a fact without a source is
suggested as unknown, in the words that the assistant uses.
"""

import asyncio

from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import state_of
from assistant.desk import conversation_summary
from assistant.desk.conversations import Viewer, visible
from assistant.desk.schemas import SuggestedAnswer, SuggestionsOut
from assistant.dialogue.message_reader import asked_aspects
from assistant.dialogue.sentences import sentence
from assistant.dialogue.things import ThingKind
from assistant.replies.cards import service_card
from assistant.runtime import Runtime
from assistant.understanding.reading import Reading
from knowledge.catalogue import Entry

MOST_SERVICES = 3
_LATEST = 3
"""So many of the newest messages are read; older ones were about something else."""


async def suggestions(running: Runtime, viewer: Viewer, conversation_id: str) -> SuggestionsOut:
    """For the newest message that says something; raises `NotVisibleError`."""

    def read(session: Session) -> tuple[list[str], str | None]:
        row = visible(session, viewer, conversation_id)
        return _newest_words(session, row.id), _service_in_memory(row)

    words, remembered = await running.database.run(read)
    readings = [await running.turns.read(text) for text in words]
    entries = _services(readings, running.catalogue.by_id.get(remembered or ""))
    asked = asked_aspects(readings[0]) if readings else ()
    tell = running.teller.told
    answers = [
        SuggestedAnswer(
            title=f"{sentence(f'aspects.{aspect}')}: {entry.service.title}",
            text=await asyncio.to_thread(tell, entry, aspect, readings[0].text),
        )
        for entry in entries[:1]
        for aspect in asked
    ]
    return SuggestionsOut(services=[service_card(entry) for entry in entries], answers=answers)


def _newest_words(session: Session, conversation_id: str) -> list[str]:
    """The newest messages that say something of the matter, newest first; masked."""
    said = conversation_summary.latest(session, [conversation_id]).get(conversation_id, [])
    return [one.text for one in said if one.tells][:_LATEST]


def _service_in_memory(row: Conversation) -> str | None:
    focus = state_of(row).focus
    return focus.id if focus and focus.kind is ThingKind.SERVICE else None


def _services(readings: list[Reading], remembered: Entry | None) -> list[Entry]:
    """The services of the newest message; else of the talk; else of an earlier message."""
    for number, reading in enumerate(readings):
        if not reading.found.abstained:
            return [hit.entry for hit in reading.found.hits[:MOST_SERVICES]]
        if number == 0 and remembered:
            return [remembered]
    return []
