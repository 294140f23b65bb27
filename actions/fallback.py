"""What to say when the act is unclear: two stages, and then a human or 128."""

from rasa_sdk.events import EventType, FollowupAction

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN
from actions.candidates import say_open_topic
from actions.people import WAYS
from actions.telling import say_topic
from actions.topic import topic_of


class AskAffirmation(DastyarAction):
    """First stage: if a service clearly fits, show it; else offer what can be done here."""

    action_name = "action_default_ask_affirmation"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show or ask."""
        if shown := _fitting_service(turn):
            turn.ask(turn.next_of("if_not", phrases.IF_NOT), *WAYS[1:])
            return shown
        topic = topic_of(turn)
        if topic.candidates:
            return say_open_topic(turn, topic)
        turn.ask(turn.next_of("unclear", phrases.UNCLEAR), *WAYS)
        return []


class AskRephrase(DastyarAction):
    """Second stage: other words, with an example."""

    action_name = "action_default_ask_rephrase"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show what fits, or ask for other words."""
        if shown := _fitting_service(turn):
            return shown
        turn.say_text(turn.next_of("rephrase", phrases.REPHRASE))
        return []


class GiveUp(DastyarAction):
    """The end of the fallback: a human or 128, never the same question again."""

    action_name = "action_default_fallback"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show what fits, or offer both."""
        # Without listening, Rasa predicts the same action again until its limit of ten.
        listen = FollowupAction("action_listen")
        if shown := _fitting_service(turn):
            return [*shown, listen]
        turn.ask(
            turn.next_of("give_up", phrases.GIVE_UP),
            HUMAN,
            COMPLAIN,
        )
        return [*remember(offer="human", failed_turns=0), listen]


def _fitting_service(turn: Turn) -> list[EventType]:
    """Show the service that clearly fits, whatever the act was; nothing when there is none."""
    topic = topic_of(turn)
    return say_topic(turn, topic) if topic.entry and topic.is_new else []
