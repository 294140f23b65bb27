"""Asking which service is meant, or saying that none was found."""

from typing import Any

from rasa_sdk.events import EventType

from actions import phrases
from actions.base import Turn, remember
from actions.buttons import COMPLAIN, HUMAN
from actions.facts import wanted_facts
from actions.topic import Topic, is_follow_up
from assistant.replies.cards import service_card
from assistant.replies.shapes import ServicesReply
from knowledge.search.engine import Hit


def say_open_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Show the candidates, or say that nothing was found; count it as a failed turn if so."""
    if topic.candidates:
        question = turn.next_of("both", phrases.BOTH) if topic.are_all_meant else None
        return show_candidates(turn, topic.candidates, question)
    failed = int(turn.slot("failed_turns") or 0)
    turn.say_text(turn.next_of("not_found", phrases.NOT_FOUND))
    asked: dict[str, Any] = {} if is_follow_up(turn) else {"question": turn.matter.text}
    if failed:
        turn.ask(turn.next_of("what_next", phrases.WHAT_NEXT), HUMAN, COMPLAIN)
        return remember(failed_turns=failed + 1, offer="human", **asked)
    turn.say_text(turn.next_of("say_more", phrases.SAY_MORE))
    return remember(failed_turns=failed + 1, **asked)


def show_candidates(
    turn: Turn, hits: tuple[Hit, ...], question: str | None = None
) -> list[EventType]:
    """Ask which of a few services is meant, with up to three cards if they were searched for."""
    if len(hits) <= 3 and hits[0].score:
        turn.say(ServicesReply(services=[service_card(hit.entry) for hit in hits]))
    options = [(hit.entry.service.title, f"service:{hit.entry.service.id}") for hit in hits]
    turn.ask(question or which_one(turn, hits), *options, ("هیچ‌کدام", "none"))
    named = set(turn.matter.mentions.agency_ids)
    agencies = named or {hit.entry.agency.id for hit in hits}
    asked: dict[str, Any] = {} if is_follow_up(turn) else {"question": turn.matter.text}
    facts = wanted_facts(turn, Topic())
    return remember(
        candidates=[hit.entry.service.id for hit in hits],
        service_id=None,
        other_services=None,
        line=None,
        open_facts=[fact.value for fact in facts] or turn.slot("open_facts"),
        failed_turns=0,
        offer=None,
        agency_id=agencies.pop() if len(agencies) == 1 else None,
        **asked,
    )


def which_one(turn: Turn, hits: tuple[Hit, ...]) -> str:
    """The one short question that tells the candidates apart."""
    if turn.matter.found.abstained and hits == turn.matter.found.hits[: len(hits)]:
        return turn.next_of("perhaps", phrases.PERHAPS)
    if len(hits) == 2:
        titles = [hit.entry.service.title for hit in hits]
        return turn.next_of("which_of_two", [text.format(*titles) for text in phrases.WHICH_OF_TWO])
    return turn.next_of("which_one", phrases.WHICH_ONE)
