"""Telling what a message asks of its topic."""

from rasa_sdk.events import EventType

from actions import phrases
from actions.base import Turn, remember
from actions.candidates import say_open_topic
from actions.facts import tell, wanted_facts
from actions.talked_about import talking_about
from actions.topic import Topic
from assistant.language.digits import persian_digits
from assistant.replies.cards import service_card
from assistant.replies.shapes import LineReply, ServiceReply
from knowledge.schema import Line


def say_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Say what the message asks of its topic, or ask which topic it is."""
    if topic.line:
        return _say_line(turn, topic.line)
    if topic.entry is None:
        return say_open_topic(turn, topic)
    wanted = wanted_facts(turn, topic)
    for fact in wanted:
        tell(turn, fact, topic.entry)
    if topic.is_new or not wanted:
        turn.say(ServiceReply(service=service_card(topic.entry)))
    return talking_about(turn, topic, wanted)


def _say_line(turn: Turn, line: Line) -> list[EventType]:
    """A further question about the line that was named: all that is known is its number."""
    number = persian_digits(line.number)
    turn.say_text(turn.next_of("line", [text.format(number=number) for text in phrases.LINE_AGAIN]))
    turn.say(LineReply(number=line.number, title=line.title, reason=line.use_for))
    return remember(failed_turns=0)
