"""Finding a service, and telling its documents, fee, duration and contact."""

from typing import Any

from rasa_sdk.events import EventType, FollowupAction

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.facts import FACT_OF_ACT, Fact, facts_in, tell
from actions.topic import Topic, is_follow_up, topic_of
from actions.wishes import ANONYMITY, opens_complaint, wants_anonymity
from assistant.language.digits import persian_digits
from assistant.replies.cards import service_card
from assistant.replies.shapes import LineReply, ServiceReply, ServicesReply
from knowledge.catalogue import Entry
from knowledge.schema import Line
from knowledge.search.engine import Hit

HUMAN = ("صحبت با کارشناس", "human")
COMPLAIN = ("ثبت شکایت ۱۲۸", "complain")
_EARLIER = 5
_LIKELY = 0.5
_BESIDE_A_CARD = {Fact.DOCUMENTS, Fact.FEE, Fact.DURATION}


class FindService(DastyarAction):
    """Answers a question about a service: the card, or the facts that were asked for."""

    action_name = "action_find_service"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Find the topic, say what is asked of it, remember it."""
        if opens_complaint(turn.matter.unnamed) and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        topic = topic_of(turn)
        if wants_anonymity(turn.reading.text) and not topic.is_new:
            turn.ask(ANONYMITY, COMPLAIN)
            return remember(failed_turns=0)
        return say_topic(turn, topic)


class TellDocuments(FindService):
    """What to bring."""

    action_name = "action_tell_documents"


class TellFee(FindService):
    """What it costs."""

    action_name = "action_tell_fee"


class TellDuration(FindService):
    """How long it takes."""

    action_name = "action_tell_duration"


class TellLinkOrPhone(FindService):
    """Where it is done and whom to call."""

    action_name = "action_tell_link_or_phone"


def say_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Say what the message asks of its topic, or ask which topic it is."""
    if topic.line:
        return _say_line(turn, topic.line)
    if topic.entry is None:
        return say_open_topic(turn, topic)
    wanted = _wanted(turn, topic)
    for fact in wanted:
        tell(turn, fact, topic.entry)
    if topic.is_new or not wanted:
        turn.say(ServiceReply(service=service_card(topic.entry)))
    return talking_about(turn, topic, wanted)


def _wanted(turn: Turn, topic: Topic) -> list[Fact]:
    """The facts to tell: of the message, by its words and its act; else those still open."""
    facts = facts_in(turn.reading.text)
    asked = FACT_OF_ACT.get(turn.act) if turn.confidence >= _LIKELY or facts else None
    if asked is None and topic.is_new and not topic.continues:
        facts = [fact for fact in facts if fact in _BESIDE_A_CARD]
    if asked and asked not in facts and not (facts and is_follow_up(turn)):
        facts = [asked, *facts]
    if not facts and topic.continues:
        facts = [Fact(value) for value in turn.slot("open_facts") or ()]
    return facts


def _say_line(turn: Turn, line: Line) -> list[EventType]:
    """A further question about the line that was named: all that is known is its number."""
    number = persian_digits(line.number)
    turn.say_text(turn.next_of("line", [text.format(number=number) for text in phrases.LINE_AGAIN]))
    turn.say(LineReply(number=line.number, title=line.title, reason=line.use_for))
    return remember(failed_turns=0)


def say_open_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Show the candidates, or say that nothing was found; count it as a failed turn if so."""
    if topic.candidates:
        return show_candidates(turn, topic.candidates)
    failed = int(turn.slot("failed_turns") or 0)
    turn.say_text(turn.next_of("not_found", phrases.NOT_FOUND))
    asked: dict[str, Any] = {} if is_follow_up(turn) else {"question": turn.matter.text}
    if failed:
        turn.ask(turn.next_of("what_next", phrases.WHAT_NEXT), HUMAN, COMPLAIN)
        return remember(failed_turns=failed + 1, offer="human", **asked)
    turn.say_text(turn.next_of("say_more", phrases.SAY_MORE))
    return remember(failed_turns=failed + 1, **asked)


def show_candidates(turn: Turn, hits: tuple[Hit, ...]) -> list[EventType]:
    """Ask which of a few services is meant, with up to three cards if they were searched for."""
    if len(hits) <= 3 and hits[0].score:
        turn.say(ServicesReply(services=[service_card(hit.entry) for hit in hits]))
    options = [(hit.entry.service.title, f"service:{hit.entry.service.id}") for hit in hits]
    turn.ask(which_one(turn, hits), *options, ("هیچ‌کدام", "none"))
    named = set(turn.matter.mentions.agency_ids)
    agencies = named or {hit.entry.agency.id for hit in hits}
    asked: dict[str, Any] = {} if is_follow_up(turn) else {"question": turn.matter.text}
    facts = _wanted(turn, Topic())
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
    if len(hits) == 2:
        titles = [hit.entry.service.title for hit in hits]
        return turn.next_of("which_of_two", [text.format(*titles) for text in phrases.WHICH_OF_TWO])
    return turn.next_of("which_one", phrases.WHICH_ONE)


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
