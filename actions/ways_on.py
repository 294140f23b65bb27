"""What is offered when a turn led nowhere: other words first, then a human or 128."""

from rasa_sdk.events import EventType

from actions import phrases
from actions.base import Turn, remember
from actions.buttons import COMPLAIN, HUMAN, WAYS


def offer_human(turn: Turn) -> list[EventType]:
    """Offer the two ways that always lead on."""
    failed = int(turn.slot("failed_turns") or 0)
    turn.ask(turn.next_of("offer", phrases.OFFERS), HUMAN, COMPLAIN)
    return remember(offer="human", failed_turns=failed + 1, candidates=None)


def not_understood(turn: Turn) -> list[EventType]:
    """Ask which of all ways is meant; then for other words; then offer a human or 128."""
    failed = int(turn.slot("failed_turns") or 0)
    if not failed:
        turn.ask(turn.next_of("unclear", phrases.UNCLEAR), *WAYS)
        return remember(failed_turns=1)
    if failed == 1:
        turn.say_text(turn.next_of("rephrase", phrases.REPHRASE))
    turn.ask(turn.next_of("give_up", phrases.GIVE_UP), HUMAN, COMPLAIN)
    return remember(failed_turns=failed + 1, offer="human")
