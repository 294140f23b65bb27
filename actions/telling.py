"""Telling what a message asks of its topic."""

from rasa_sdk.events import EventType

from actions import phrases
from actions.base import Turn, remember
from actions.candidates import say_open_topic
from actions.facts import tell, wanted_facts
from actions.naming_lines import asks_number_or_place
from actions.talked_about import talking_about
from actions.topic import Topic
from assistant.language.digits import persian_digits
from assistant.replies.cards import service_card
from assistant.replies.shapes import LineReply, ServiceReply
from knowledge.schema import Line


def say_topic(turn: Turn, topic: Topic) -> list[EventType]:
    """Say what the message asks of its topic, or ask which topic it is."""
    if topic.lines:
        return _say_lines(turn, topic.lines)
    if topic.entry is None:
        return say_open_topic(turn, topic)
    wanted = wanted_facts(turn, topic)
    for fact in wanted:
        tell(turn, fact, topic.entry)
    if topic.is_new or not wanted:
        turn.say(ServiceReply(service=service_card(topic.entry)))
    return talking_about(turn, topic, wanted)


def _say_lines(turn: Turn, lines: tuple[Line, ...]) -> list[EventType]:
    """A further question about lines that were named: all that is known are their numbers."""
    numbers = persian_digits("، ".join(line.number for line in lines))
    again = phrases.LINE_AGAIN if asks_number_or_place(turn) else phrases.LINE_ASKED
    texts = again if len(lines) == 1 else phrases.LINES_AGAIN
    turn.say_text(turn.next_of("line", [text.format(number=numbers) for text in texts]))
    for line in lines:
        turn.say(LineReply(number=line.number, title=line.title, reason=line.use_for))
    return remember(failed_turns=0)
