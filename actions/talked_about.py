"""What is remembered of a service that was shown."""

from rasa_sdk.events import EventType

from actions.base import Turn, remember
from actions.facts import Fact
from actions.topic import Topic, is_follow_up
from knowledge.catalogue import Entry

_EARLIER = 5


def talking_about(turn: Turn, topic: Topic, told: list[Fact] | None = None) -> list[EventType]:
    """What to remember once a service is shown."""
    entry = topic.entry
    if entry is None:
        return []
    return remember(
        service_id=entry.service.id,
        agency_id=entry.agency.id,
        candidates=None,
        line=None,
        question=_question(turn, topic, entry),
        open_facts=[fact.value for fact in told or ()] or None,
        earlier_services=_earlier(turn, entry),
        other_services=[other.service.id for other in topic.others] or None,
        failed_turns=0,
        offer=None,
    )


def _question(turn: Turn, topic: Topic, entry: Entry) -> str | None:
    if topic.continues or turn.is_button:
        return entry.service.title
    return turn.slot("question") if is_follow_up(turn) else turn.matter.text


def _earlier(turn: Turn, entry: Entry) -> list[str]:
    earlier = [id_ for id_ in turn.slot("earlier_services") or () if id_ != entry.service.id]
    return [entry.service.id, *earlier][:_EARLIER]
