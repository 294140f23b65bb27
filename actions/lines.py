"""Sending a citizen to the line that is right: emergencies, and matters that are not 128's."""

import re

from rasa_sdk.events import EventType, FollowupAction

from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN
from actions.partly import PARTLY_OURS, is_partly_ours
from actions.phrases import NOT_UNDERSTOOD as UNCLEAR
from actions.phrases import WHAT_NEXT
from actions.telling import say_topic
from actions.topic import topic_of
from actions.urgent import line_reply, say_emergency
from actions.wishes import opens_complaint
from assistant.replies.shapes import LineReply

COURT = "court"
COURT_REPLY = LineReply(
    number=COURT,
    title="دستگاه قضایی",
    reason="رسیدگی به رأی دادگاه و روند پرونده با خود دستگاه قضایی است و از راه ۱۲۸ انجام نمی‌شود.",
)
LEAST_CONFIDENCE = 0.4
LEAST_TOGETHER = 0.35
"""Of act and line together, for a line to be named."""
SURE_ACT = 0.6
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
        if turn.act == "emergency":
            say_emergency(turn)
            return remember(failed_turns=0, offer=None)
        if is_partly_ours(turn) and (reply := self._known(turn)):
            turn.say(reply)
            turn.say_text(PARTLY_OURS)
            return [*remember(line=reply.number, candidates=None), FollowupAction("case_form")]
        if opens_complaint(turn.matter.unnamed) and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        if (turn.confidence < SURE_ACT or _asks_way(turn)) and not turn.slot("requested_slot"):
            topic = topic_of(turn)
            if topic.is_new or topic.candidates:
                return say_topic(turn, topic)
        return self._line(turn)

    def _line(self, turn: Turn) -> list[EventType]:
        reply, (number, confidence) = self._known(turn), turn.sublabel(turn.act) or ("", 0.0)
        if reply is None or turn.confidence * confidence < LEAST_TOGETHER:
            return self._unsure(turn)
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


def _asks_way(turn: Turn) -> bool:
    """Whether the way to a service is asked that the search is sure of."""
    return bool(_WAY.search(turn.matter.text)) and turn.matter.found.sure
