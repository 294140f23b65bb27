"""Sending a citizen to the line that is right: emergencies, and matters that are not 128's."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn, remember
from actions.phrases import WHAT_NEXT, nth
from actions.services import COMPLAIN, HUMAN
from assistant.replies.shapes import LineReply
from knowledge.schema import Line

COURT = "court"
EMERGENCY_LINES = ("110", "115", "125")
COURT_REPLY = LineReply(
    number=COURT,
    title="دستگاه قضایی",
    reason="رسیدگی به رأی دادگاه و روند پرونده با خود دستگاه قضایی است و از راه ۱۲۸ انجام نمی‌شود.",
)
LEAST_CONFIDENCE = 0.4
_UNSURE = (
    "به نظر این موضوع با خط دیگری جز ۱۲۸ است، ولی مطمئن نیستم کدام.",
    "هنوز نمی‌دانم کدام خط به این کار می‌خورد.",
)


class RouteLine(DastyarAction):
    """Names the line, what it is for, and its number."""

    action_name = "action_route_line"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say the line first; in an emergency all three numbers when it is not clear which."""
        found = turn.sublabel(turn.act)
        if turn.act == "emergency":
            self._emergency(turn, found)
        elif found and found[1] >= LEAST_CONFIDENCE and (reply := self._reply(found[0])):
            turn.say(reply)
        else:
            return self._unsure(turn)
        return remember(failed_turns=0)

    def _unsure(self, turn: Turn) -> list[EventType]:
        failed = int(turn.slot("failed_turns") or 0)
        turn.say_text(nth(_UNSURE, failed))
        turn.ask(nth(WHAT_NEXT, failed), HUMAN, COMPLAIN)
        return remember(failed_turns=failed + 1)

    def _emergency(self, turn: Turn, found: tuple[str, float] | None) -> None:
        known = found and found[0] in EMERGENCY_LINES and found[1] >= 0.5
        for number in [found[0]] if found and known else EMERGENCY_LINES:
            turn.say(_line_reply(self._context.catalogue.lines[number]))

    def _reply(self, number: str) -> LineReply | None:
        if number == COURT:
            return COURT_REPLY
        line = self._context.catalogue.lines.get(number)
        return _line_reply(line) if line else None


def _line_reply(line: Line) -> LineReply:
    return LineReply(number=line.number, title=line.title, reason=line.use_for)
