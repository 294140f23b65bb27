"""What to say when the act is unclear: two stages, and then a human or 128."""

from rasa_sdk.events import EventType, FollowupAction

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN, WAYS
from actions.candidates import say_open_topic
from actions.facts import facts_in
from actions.introduction import asks_of_itself, introduce
from actions.naming_lines import asks_number_again
from actions.telling import say_topic
from actions.topic import topic_of
from actions.tracking import GivesWayToTracking
from actions.ways_on import not_understood


class NotUnderstood(GivesWayToTracking):
    """Shows what fits anyway; else offers the ways there are, then other words, then a human.

    Rasa's own two stages take back an unclear turn with all that was remembered in it, so that a
    citizen who was shown a card could not ask on.
    """

    action_name = "action_not_understood"

    def reply(self, turn: Turn) -> list[EventType]:
        """Show or ask."""
        if asks_of_itself(turn.matter.text):
            return introduce(turn)
        topic = topic_of(turn)
        if topic.lines and asks_number_again(turn):
            return say_topic(turn, topic)
        if topic.entry and (topic.is_new or facts_in(turn.reading.text)):
            remembered = say_topic(turn, topic)
            if topic.is_new:
                turn.ask(turn.next_of("if_not", phrases.IF_NOT), *WAYS[1:])
            return remembered
        if topic.candidates:
            return say_open_topic(turn, topic)
        return not_understood(turn)


class GiveUp(DastyarAction):
    """What Rasa does when no rule has an answer: a human or 128."""

    action_name = "action_default_fallback"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Offer both."""
        turn.ask(turn.next_of("give_up", phrases.GIVE_UP), HUMAN, COMPLAIN)
        # Without listening, Rasa predicts the same action again until its limit of ten.
        return [*remember(offer="human", failed_turns=0), FollowupAction("action_listen")]
