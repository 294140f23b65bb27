"""What to say when the act is unclear: two stages, and then a human or 128."""

from rasa_sdk.events import EventType, FollowupAction

from actions.base import DastyarAction, Turn, remember
from actions.services import COMPLAIN, HUMAN, say_open_topic, talking_about
from actions.topic import topic_of
from assistant.replies.cards import service_card
from assistant.replies.shapes import ServiceReply


class AskAffirmation(DastyarAction):
    """First stage: if a service clearly fits, show it; else offer what can be done here."""

    action_name = "action_default_ask_affirmation"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show or ask."""
        topic = topic_of(turn)
        if topic.entry and topic.is_new:
            turn.say(ServiceReply(service=service_card(topic.entry)))
            turn.ask("همین بود؟", ("بله", f"service:{topic.entry.service.id}"), *_ACTS)
            return remember(service_id=topic.entry.service.id, agency_id=topic.entry.agency.id)
        if topic.candidates:
            return say_open_topic(turn, topic)
        turn.ask("درست متوجه نشدم. کدام به کارتان می‌آید؟", ("خدمتی می‌خواهم", "ask"), *_ACTS)
        return []


class AskRephrase(DastyarAction):
    """Second stage: other words, with an example."""

    action_name = "action_default_ask_rephrase"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show what fits, or ask for other words."""
        if shown := _fitting_service(turn):
            return shown
        turn.say_text("با جملهٔ دیگری بنویسید؛ مثلاً «می‌خواهم کارت ملی‌ام را عوض کنم».")
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
            "نمی‌خواهم بیشتر معطلتان کنم. یکی از این دو را بزنید تا کارتان جلو برود.",
            HUMAN,
            COMPLAIN,
        )
        return [*remember(offer="human", failed_turns=0), listen]


def _fitting_service(turn: Turn) -> list[EventType]:
    """Show the service that clearly fits, whatever the act was; nothing when there is none."""
    topic = topic_of(turn)
    if not topic.entry or not topic.is_new:
        return []
    turn.say(ServiceReply(service=service_card(topic.entry)))
    return talking_about(topic.entry)


_ACTS = (COMPLAIN, ("پیگیری پرونده", "track"), HUMAN)
