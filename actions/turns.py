"""How Rasa's actions reach the assistant's dialogue: every action says the turn's one answer."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.draft import Draft
from assistant.dialogue.state import read_state
from assistant.dialogue.turn import OpenTurn, OpenTurns, TurnOutcome

MEMORY = "dialogue"
"""The slot that holds the state where no gateway keeps it: in `rasa shell`."""
FORM = "case_form"
CHANNEL = "gateway"
"""Rasa's name of the channel by which the gateway sends turns."""
FORM_SLOTS = (
    "case_description",
    "case_agency",
    "case_place",
    "case_follow",
    "case_confirmation",
)


class TurnNotOpenError(LookupError):
    """The gateway has no such turn open: it is another gateway's, or it is over."""


class Turns:
    """The outcomes of the turns that are open now, each worked out once."""

    def __init__(self, opened: OpenTurns, dialogue: Dialogue) -> None:
        self._open, self._dialogue = opened, dialogue

    async def outcome(self, tracker: Tracker) -> TurnOutcome:
        """What the turn of `tracker` comes to."""
        turn = await self._turn(tracker)
        return await self._open.answered(turn, self._dialogue.respond)

    async def say(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Say the answer, the first time that an action of the turn asks for it."""
        outcome = await self.outcome(tracker)
        if not outcome.is_said:
            outcome.is_said = True
            for reply in outcome.replies:
                dispatcher.utter_message(json_message=reply.model_dump(exclude_none=True))
        return self._remembered(tracker, outcome)

    def _remembered(self, tracker: Tracker, outcome: TurnOutcome) -> list[EventType]:
        slots: dict[str, Any] = form_slots(outcome.state.draft)
        if self._open.get(_turn_id(tracker)) is None:
            slots[MEMORY] = outcome.state.model_dump(mode="json")
        return [SlotSet(name, value) for name, value in slots.items()]

    async def _turn(self, tracker: Tracker) -> OpenTurn:
        """The gateway's own record of the turn; in Rasa's shell, one made of Rasa's.

        Raises `UnknownTurnError` for a turn that the gateway's channel has told Rasa of and that
        is not open here: a guess would file a case that belongs to nobody's talk.
        """
        id_ = _turn_id(tracker)
        if opened := self._open.get(id_):
            return opened
        if id_ or tracker.get_latest_input_channel() == CHANNEL:
            raise TurnNotOpenError(id_)
        state, text = read_state(tracker.get_slot(MEMORY)), tracker.latest_message.get("text") or ""
        heard = await asyncio.to_thread(self._dialogue.hear, text, state)
        own_id = tracker.latest_message.get("message_id") or f"{tracker.sender_id}:{text}"
        return OpenTurn(own_id, "", text, state, heard)


def form_slots(draft: Draft | None) -> dict[str, str | None]:
    """The slots of Rasa's form, as the draft fills them."""
    if draft is None:
        return dict.fromkeys(FORM_SLOTS)
    place = f"{draft.province}|{draft.city}" if draft.has_place else None
    return {
        "case_description": draft.description or None,
        "case_agency": draft.agency,
        "case_place": place,
        "case_follow": draft.follow or (None if draft.offer else "-"),
        "case_confirmation": None,
    }


def _turn_id(tracker: Tracker) -> str:
    metadata: dict[str, Any] = tracker.latest_message.get("metadata") or {}
    return str(metadata.get("turn_id", ""))
