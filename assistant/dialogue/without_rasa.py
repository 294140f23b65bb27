"""Answers a turn when Rasa is down or late, with the same actions and the same form.

Acts are then taken from buttons and from a few plain words only: a question is searched, a
complaint opens the form, an emergency is told its numbers. Nothing else is claimed.
"""

import json
import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from assistant.dialogue.rasa_client import Memory, RasaAnswer
from assistant.replies.shapes import reply_adapter

FORM = "case_form"
SLOTS_OF_FORM = (
    "case_description",
    "case_agency",
    "case_place",
    "case_follow",
    "case_confirmation",
)
_ACTIONS = {
    "ask_service": "action_find_service",
    "talk_to_human": "action_ask_human",
    "track_case": "action_track_case",
    "emergency": "action_route_line",
    "deny": "action_deny",
    "affirm": "action_affirm",
}
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "emergency",
        re.compile(
            r"آتش‌? ?(?:گرفت|سوز)|سکته|بی‌?هوش|خون‌?ریزی|چاقو|دزد|تصادف|گاز گرفتگی"
            r"|(?:بوی?|نشتی?) گاز"
        ),
    ),
    ("talk_to_human", re.compile(r"اپراتور|کارشناس|با (?:یک )?(?:آدم|انسان)")),
    ("track_case", re.compile(r"رهگیری|پیگیری (?:پرونده|شکایت)")),
    ("complain", re.compile(r"شکایت|شاکی|گله دارم|128")),
)
_YES = re.compile(r"^(?:بله|آره|باشد|ثبت کن|ثبت شود|اوهوم|درست است|تایید|تأیید)[\s.!]*$")
_NO = re.compile(r"^(?:نه|خیر|نمی‌خواهم|لازم نیست|نوچ)[\s.!]*$")
_COMMAND = re.compile(r"^/(\w+)(\{.*\})?$")


class LocalDialogue:
    """One turn at a time, from memory to memory."""

    def __init__(self, executor: ActionExecutor) -> None:
        self._executor = executor

    async def turn(self, text: str, repaired: str, turn_id: str, memory: Memory) -> RasaAnswer:
        """Answer `text` (a button's command or a masked sentence)."""
        message = _message(text, repaired, turn_id, in_form=memory.active_loop == FORM)
        act = message["intent"]["name"]
        run = _Run(self._executor, message, dict(memory.slots))
        in_form = memory.active_loop == FORM and act not in {"talk_to_human", "emergency"}
        if in_form or act in {"complain", "suggest", "praise"}:
            still_open = await run.form()
        else:
            await run.action(_ACTIONS.get(act, "action_find_service"))
            still_open = memory.active_loop == FORM
            if run.opens_form:
                still_open = await run.form()
        slots = {name: value for name, value in run.slots.items() if value is not None}
        replies = [reply_adapter.validate_python(message) for message in run.said]
        return RasaAnswer(replies, act, 0.0, Memory(slots, FORM if still_open else None))


class _Run:
    def __init__(
        self, executor: ActionExecutor, message: dict[str, Any], slots: dict[str, Any]
    ) -> None:
        self._executor, self._message = executor, message
        self.slots = slots
        self.said: list[dict[str, Any]] = []
        self.opens_form = False

    async def action(self, name: str) -> None:
        """Run one custom action and take over what it says and remembers."""
        dispatcher = CollectingDispatcher()
        tracker = Tracker(
            "local", dict(self.slots), self._message, [], False, None, {}, "action_listen"
        )
        domain = {"forms": {FORM: {"required_slots": list(SLOTS_OF_FORM)}}}
        events = await self._executor.actions[name](dispatcher, tracker, domain)
        self.said += [message["custom"] for message in dispatcher.messages]
        for event in events or []:
            if event.get("event") == "slot":
                self.slots[event["name"]] = event["value"]
        self.opens_form = any(
            event.get("event") == "followup" and event.get("name") == FORM for event in events or []
        )

    async def form(self) -> bool:
        """One step of the form; whether it stays open."""
        await self.action("validate_case_form")
        missing = next((s for s in SLOTS_OF_FORM if self.slots.get(s) is None), None)
        if missing and self.slots.get("case_confirmation") is None:
            await self.action(f"action_ask_{missing}")
            self.slots["requested_slot"] = missing
            return True
        await self.action("action_finish_case")
        self.slots["requested_slot"] = None
        return False


def _message(text: str, repaired: str, turn_id: str, *, in_form: bool) -> dict[str, Any]:
    act, entities = _act_of(text, repaired, in_form=in_form)
    return {
        "text": text,
        "intent": {"name": act, "confidence": 0.0},
        "entities": entities,
        "metadata": {"turn_id": turn_id},
    }


def _act_of(text: str, repaired: str, *, in_form: bool) -> tuple[str, list[dict[str, Any]]]:
    if command := _COMMAND.match(text):
        values = json.loads(command[2] or "{}")
        return command[1], [{"entity": name, "value": value} for name, value in values.items()]
    if _YES.match(repaired):
        return "affirm", []
    if _NO.match(repaired):
        return "deny", []
    found = next((act for act, pattern in _WORDS if pattern.search(repaired)), None)
    return found or ("complain" if in_form else "ask_service"), []
