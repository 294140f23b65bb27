"""Sending a citizen to the line that is right: emergencies, and matters that are not 128's."""

import re

from rasa_sdk.events import EventType, FollowupAction

from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN
from actions.correction import correction_in
from actions.naming_lines import asks_number_again, remembered_as
from actions.partly import PARTLY_OURS, is_partly_ours
from actions.phrases import NOT_UNDERSTOOD as UNCLEAR
from actions.phrases import WHAT_NEXT
from actions.shown_before import picked_by_name
from actions.telling import say_topic
from actions.topic import topic_of
from actions.urgent import line_reply, say_emergency
from actions.wishes import opens_complaint
from assistant.language.digits import ascii_digits
from assistant.replies.shapes import LineReply
from knowledge.catalogue import Entry

COURT = "court"
COURT_REPLY = LineReply(
    number=COURT,
    title="دستگاه قضایی",
    reason="دعوا با اشخاص، رأی دادگاه و روند پرونده با دستگاه قضایی است، نه با ۱۲۸.",
)
LEAST_CONFIDENCE = 0.4
LEAST_TOGETHER = 0.35
"""Of act and line together, for a line to be named."""
SURE_ACT = 0.6
LIKELY_ACT, SURE_SERVICE = 0.75, 0.9
"""Below the one for the act and from the other for the service, the service is meant."""
SURE_EMERGENCY = 0.8
"""From it an emergency is one, also where words put a question right."""
_WORDS_OF_CHOICE = 2
_WAY = re.compile(r"(?<![\w‌])(?:چطور|چگونه|چه جوری|چجوری|از کجا)")
_UNSURE = (
    "به نظر این موضوع با خط دیگری جز ۱۲۸ است، ولی مطمئن نیستم کدام.",
    "هنوز نمی‌دانم کدام خط به این کار می‌خورد.",
)


class RouteLine(DastyarAction):
    """Names the line, what it is for, and its number."""

    action_name = "action_route_line"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say the line first; in an emergency all three numbers when it is not clear which."""
        if turn.act == "emergency" and not _puts_right(turn):
            return remember(failed_turns=0, offer=None, line=remembered_as(say_emergency(turn)))
        if asks_number_again(turn) and (topic := topic_of(turn)).lines:
            return say_topic(turn, topic)
        if is_partly_ours(turn) and (reply := self._known(turn)):
            turn.say(reply)
            turn.say_text(PARTLY_OURS)
            return [*remember(line=reply.number, candidates=None), FollowupAction("case_form")]
        if opens_complaint(turn.matter.unnamed) and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        if (turn.confidence < SURE_ACT or _names_service(turn)) and not turn.slot("requested_slot"):
            topic = topic_of(turn)
            if topic.is_new or topic.candidates:
                return say_topic(turn, topic)
        return self._line(turn)

    def _line(self, turn: Turn) -> list[EventType]:
        reply, (number, confidence) = self._known(turn), turn.sublabel(turn.act) or ("", 0.0)
        if reply is None or turn.confidence * confidence < LEAST_TOGETHER:
            return self._unsure(turn)
        if number == COURT and turn.matter.found.sure and not turn.slot("requested_slot"):
            # «گواهی سوءپیشینه» is the judiciary's, and a service.
            told = say_topic(turn, topic_of(turn))
            turn.say(reply)
            return told
        turn.say(reply)
        return remember(failed_turns=0, offer=None, line=number, candidates=None)

    def _known(self, turn: Turn) -> LineReply | None:
        """The line of the message, if it is likely enough."""
        number, confidence = turn.sublabel(turn.act) or ("", 0.0)
        return self._reply(number) if confidence >= LEAST_CONFIDENCE else None

    def _unsure(self, turn: Turn) -> list[EventType]:
        failed = int(turn.slot("failed_turns") or 0)
        texts = _UNSURE if turn.confidence >= SURE_ACT else UNCLEAR
        turn.say_text(turn.next_of(texts[0], texts))
        turn.ask(turn.next_of("what_next", WHAT_NEXT), HUMAN, COMPLAIN)
        return remember(failed_turns=failed + 1, offer="human")

    def _reply(self, number: str) -> LineReply | None:
        if number == COURT:
            return COURT_REPLY
        line = self._context.catalogue.lines.get(number)
        return line_reply(line) if line else None


def _names_service(turn: Turn) -> bool:
    """Whether a message is of a service that is found surely, though it was taken for a line's."""
    found = turn.matter.found
    if turn.act == "emergency" or _WAY.search(turn.matter.text):
        return found.sure
    is_likely = turn.confidence < LIKELY_ACT and found.probability >= SURE_SERVICE
    return is_likely and not _is_of_line(turn, found.hits[0].entry)


def _is_of_line(turn: Turn, entry: Entry) -> bool:
    """Whether a service is but the name of what the line is for («اعلام قطعی آب»: 122)."""
    number, _ = turn.sublabel(turn.act) or ("", 0.0)
    names = (entry.service.phone or "", *entry.service.alternative_names)
    return number in map(ascii_digits, names)


def _puts_right(turn: Turn) -> bool:
    """Whether what may be an emergency takes back the question before it («نه، منظورم …»)."""
    is_guess = turn.confidence < SURE_EMERGENCY and not turn.slot("requested_slot")
    puts_right = turn.slot("question") and correction_in(turn.matter.text)
    return bool(is_guess and ((puts_right and turn.matter.found.sure) or _chooses(turn)))


def _chooses(turn: Turn) -> bool:
    """Whether a word or two choose from the services shown («گاز», of two connections)."""
    return len(turn.matter.text.split()) <= _WORDS_OF_CHOICE and picked_by_name(turn)
