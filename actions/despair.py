"""Somebody who may take their own life is told where help is, whatever the message is taken for."""

import re

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.base import DastyarAction, Turn, remember
from actions.context import ActionContext
from actions.naming_lines import remembered_as
from actions.urgent import say_lines

LINES = ("115", "123", "1480")
"""Ambulance, social emergency, and somebody to talk to."""
_HELP = (
    "حرفتان را جدی می‌گیرم. همین حالا با یکی از این شماره‌ها حرف بزنید، یا بنویسید «اپراتور» تا "
    "همکارم با شما صحبت کند."
)
_TOLD = re.compile(
    r"خودکشی"
    r"|(?<![\w‌])خود(?:م|ش|مان|شان)?(?: را)? "
    r"(?:(?:می‌?|ب)کش(?:م|د|یم)|(?:خلاص|راحت) (?:می‌)?کن(?:م|د)|حلق‌?آویز)(?![\w‌])"
    r"|نمی‌خواهم (?:دیگر )?(?:زنده|زندگی کنم)|به زندگی‌?(?:م|ام) پایان"
)
_GO_ON = "action_ask_"
"""Actions that are run all the same: the way to a human, and the questions of the case form."""
_ANSWERED_BY_FORM = frozenset(["complain", "suggest", "praise"])


def tells_of_despair(text: str) -> bool:
    """Whether a repaired text tells that somebody may take their own life."""
    return bool(_TOLD.search(text))


class CareFirst:
    """Runs an action behind help, or help instead of it, when a message tells of despair."""

    def __init__(self, action: DastyarAction, context: ActionContext) -> None:
        self._action, self._context = action, context

    def name(self) -> str:
        """Rasa's name of the action."""
        return self._action.name()

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Called by rasa-sdk."""
        turn = Turn(tracker, dispatcher, self._context)
        goes_on = self.name().startswith(_GO_ON)
        if self._comes_first(turn):
            turn.say_text(_HELP)
            say_lines(turn, LINES)
            if not goes_on:
                return remember(failed_turns=0, offer=None, line=remembered_as(LINES))
        return await self._action.run(dispatcher, tracker, domain)

    def _comes_first(self, turn: Turn) -> bool:
        if turn.is_button or not tells_of_despair(turn.reading.text):
            return False
        # The action that interrupts the form has said it before the form asks again.
        return "_case_" not in self.name() or turn.act in _ANSWERED_BY_FORM
