"""What to say when the act is unclear: two stages, and then a human or 128."""

from rasa_sdk.events import EventType, FollowupAction

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN, WAYS
from actions.candidates import say_open_topic
from actions.facts import facts_in
from actions.introduction import self_told
from actions.naming_lines import asks_number_again
from actions.telling import say_topic
from actions.tellings import says_thanks
from actions.topic import Topic, is_follow_up, topic_of
from actions.tracking import GivesWayToTracking
from actions.ways_on import not_understood
from actions.wishes import opens_complaint


class NotUnderstood(GivesWayToTracking):
    """Shows what fits anyway; else offers the ways there are, then other words, then a human.

    Rasa's own two stages take back an unclear turn with all that was remembered in it, so that a
    citizen who was shown a card could not ask on.
    """

    action_name = "action_not_understood"

    def reply(self, turn: Turn) -> list[EventType]:
        """Show or ask."""
        if (said := self_told(turn)) is not None:
            return said
        if opens_complaint(turn.matter.unnamed) and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        topic = topic_of(turn)
        if _asks_on(turn, topic):
            remembered = say_topic(turn, topic)
            if topic.is_new:
                turn.ask(turn.next_of("if_not", phrases.IF_NOT), *WAYS[1:])
            return remembered
        if topic.candidates:
            return say_open_topic(turn, topic)
        if says_thanks(turn.reading.text):
            turn.say_text(turn.next_of("thank", phrases.SMALL_TALK["thank"]))
            return []
        return not_understood(turn)


def _asks_on(turn: Turn, topic: Topic) -> bool:
    """Whether a message leads to a service or line, or asks on about the one talked about."""
    is_question = turn.reading.text.endswith("؟")
    if topic.lines:
        return is_question or asks_number_again(turn)
    asks = facts_in(turn.reading.text) or (is_question and is_follow_up(turn))
    return topic.entry is not None and bool(topic.is_new or asks)


class GiveUp(DastyarAction):
    """What Rasa does when no rule has an answer: a human or 128."""

    action_name = "action_default_fallback"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Offer both."""
        turn.ask(turn.next_of("give_up", phrases.GIVE_UP), HUMAN, COMPLAIN)
        # Without listening, Rasa predicts the same action again until its limit of ten.
        return [*remember(offer="human", failed_turns=0), FollowupAction("action_listen")]
