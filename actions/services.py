"""Finding a service, and telling its documents, fee, duration and contact."""

from rasa_sdk.events import EventType

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.topic import Topic, topic_of
from assistant.replies.cards import service_card
from assistant.replies.shapes import ServiceReply, ServicesReply
from knowledge.catalogue import Entry
from knowledge.search.engine import Hit

HUMAN = ("صحبت با کارشناس", "human")
COMPLAIN = ("ثبت شکایت ۱۲۸", "complain")


class FindService(DastyarAction):
    """Shows one card when sure, at most three when not, and says so when none fits."""

    action_name = "action_find_service"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Search, show, remember."""
        topic = topic_of(turn)
        if topic.entry is None:
            return say_open_topic(turn, topic)
        turn.say(ServiceReply(service=service_card(topic.entry)))
        return talking_about(topic.entry)


class _TellFact(DastyarAction):
    """Tells one fact of a service; with a new topic, the card comes along."""

    def fact(self, entry: Entry) -> str:
        """The sentence to say."""
        raise NotImplementedError

    async def answer(self, turn: Turn) -> list[EventType]:
        """Find the topic, tell the fact."""
        topic = topic_of(turn)
        if topic.entry is None:
            return say_open_topic(turn, topic)
        turn.say_text(self.fact(topic.entry))
        if topic.is_new:
            turn.say(ServiceReply(service=service_card(topic.entry)))
        return talking_about(topic.entry)


class TellDocuments(_TellFact):
    """What to bring."""

    action_name = "action_tell_documents"

    def fact(self, entry: Entry) -> str:
        """The sentence to say."""
        return phrases.documents(entry)


class TellFee(_TellFact):
    """What it costs."""

    action_name = "action_tell_fee"

    def fact(self, entry: Entry) -> str:
        """The sentence to say."""
        return phrases.fee(entry)


class TellDuration(_TellFact):
    """How long it takes."""

    action_name = "action_tell_duration"

    def fact(self, entry: Entry) -> str:
        """The sentence to say."""
        return phrases.duration(entry)


class TellLinkOrPhone(_TellFact):
    """Where it is done and whom to call."""

    action_name = "action_tell_link_or_phone"

    def fact(self, entry: Entry) -> str:
        """The sentence to say."""
        return phrases.contact(entry)


def say_open_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Show the candidates, or say that nothing was found; count it as a failed turn if so."""
    if topic.candidates:
        return show_candidates(turn, topic.candidates)
    failed = int(turn.slot("failed_turns") or 0)
    turn.say_text(phrases.nth(phrases.NOT_FOUND, failed))
    if failed:
        turn.ask(phrases.nth(phrases.WHAT_NEXT, failed - 1), HUMAN, COMPLAIN)
    else:
        turn.say_text("بنویسید چه کاری می‌خواهید انجام دهید و اگر می‌دانید، نام اداره را هم بگویید.")
    return remember(failed_turns=failed + 1)


def show_candidates(turn: Turn, hits: tuple[Hit, ...]) -> list[EventType]:
    """Show up to three cards and ask which one is meant."""
    turn.say(ServicesReply(services=[service_card(hit.entry) for hit in hits]))
    options = [(hit.entry.service.title, f"service:{hit.entry.service.id}") for hit in hits]
    turn.ask(phrases.WHICH_ONE, *options, ("هیچ‌کدام", "none"))
    shown = [hit.entry.service.id for hit in hits]
    return remember(candidates=shown, service_id=None, failed_turns=0, offer=None)


def talking_about(entry: Entry) -> list[EventType]:
    """What to remember once a service is shown."""
    return remember(
        service_id=entry.service.id,
        agency_id=entry.agency.id,
        candidates=None,
        failed_turns=0,
        offer=None,
    )
