"""Asking for a human, and yes and no outside the form."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn, remember
from actions.phrases import nth
from actions.services import COMPLAIN, HUMAN
from assistant.replies.shapes import HandoffReply

_OFFERS = (
    "می‌توانم شما را به کارشناس وصل کنم یا شکایتتان را ثبت کنم.",
    "اگر هیچ‌کدام از این‌ها نبود، کارشناس بهتر راهنمایی می‌کند.",
)


class AskHuman(DastyarAction):
    """Hands the conversation to the operators' queue; the gateway changes its owner."""

    action_name = "action_ask_human"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say that a human is coming."""
        turn.say(HandoffReply(state="waiting"))
        return remember(failed_turns=0, offer=None)


class Affirm(DastyarAction):
    """A yes: to what was offered last, if anything was."""

    action_name = "action_affirm"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Do what was offered, or ask what to do."""
        if turn.slot("offer") == "human":
            turn.say(HandoffReply(state="waiting"))
            return remember(offer=None)
        failed = int(turn.slot("failed_turns") or 0)
        if failed:
            turn.ask(nth(_OFFERS, failed - 1), HUMAN, COMPLAIN)
            return remember(offer="human", failed_turns=failed + 1)
        turn.say_text("بفرمایید. کارتان را بنویسید تا راهش را بگویم.")
        return remember(failed_turns=failed + 1)


class Deny(DastyarAction):
    """A no: the last answer did not fit, or nothing more is wanted."""

    action_name = "action_deny"

    async def answer(self, turn: Turn) -> list[EventType]:
        """The first time ask for other words, then offer a human."""
        failed = int(turn.slot("failed_turns") or 0)
        if failed:
            turn.ask(nth(_OFFERS, failed - 1), HUMAN, COMPLAIN)
            return remember(offer="human", failed_turns=failed + 1)
        turn.say_text("باشد. اگر منظورتان چیز دیگری بود، با جملهٔ دیگری بنویسید.")
        return remember(offer=None, failed_turns=failed + 1)
