"""The form that turns a complaint, suggestion or praise into a case."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.types import DomainDict

from actions.base import Turn
from actions.case_offer import offered
from actions.case_reading import FormReading
from actions.case_slots import ALONE, CANCELLED, CONFIRMED, NOT_A_CASE, TYPED_FOR_FORM
from actions.context import ActionContext
from actions.own_ways import say_own_way
from actions.partly import CORRUPTION_LINE, PARTLY_THEIRS, is_partly_corruption
from actions.urgent import line_reply

MOST_CHARACTERS = 2000
"""Of a description with all its pieces; a case takes no more."""


class ValidateCaseForm(FormValidationAction):
    """Takes from a message whatever it gives, in any order, and asks only for the rest."""

    def __init__(self, context: ActionContext) -> None:
        self._context = context

    def name(self) -> str:
        """Rasa's name of the action."""
        return "validate_case_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[str]:
        """Nothing more is asked once the citizen has cancelled."""
        if tracker.slots.get("case_confirmation") in {CANCELLED, NOT_A_CASE}:
            return []
        return domain_slots

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Nothing by itself: the message is read once, for all slots together, below."""
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """What the message gives, also for slots that the form does not ask for."""
        turn = Turn(tracker, dispatcher, self._context)
        values = _extract(turn, FormReading(turn))
        if "case_description" in values and is_partly_corruption(turn):
            turn.say(line_reply(self._context.catalogue.lines[CORRUPTION_LINE]))
            turn.say_text(PARTLY_THEIRS)
        if "case_description" in values and (way := say_own_way(turn)):
            values |= {"service_id": way.service.id}
        values |= await offered(turn, values)
        return [SlotSet(name, value) for name, value in values.items()]


def _extract(turn: Turn, reading: FormReading) -> dict[str, Any]:
    if reading.is_cancelled:
        return {"case_confirmation": CANCELLED}
    if reading.is_for_topic:
        return {"case_confirmation": NOT_A_CASE}
    if reading.edited:
        return _edited(reading.edited)
    if reading.is_interruption:
        return {}
    kept = _values(turn, reading)
    if "case_confirmation" in kept and kept.keys() - {"case_confirmation", "case_wording"}:
        # Who changes something with the same words has not seen it yet.
        del kept["case_confirmation"]
    if kept.get("case_follow") not in {None, ALONE}:
        # To follow is to agree: the offer has said that the own words are filed too.
        kept["case_confirmation"] = CONFIRMED
    if kept or reading.is_about_name or not turn.slot("requested_slot"):
        return kept | _about(turn, kept) | {"failed_turns": 0}
    # Something is always remembered, since Rasa takes an answer without slots for no answer.
    return {"failed_turns": int(turn.slot("failed_turns") or 0) + 1}


def _edited(slot: str) -> dict[str, Any]:
    """What a wish to give a slot anew empties; a text that is typed anew is meant for the form."""
    wording = {"case_wording": TYPED_FOR_FORM} if slot == "case_description" else {}
    return {slot: None, "failed_turns": 0} | wording


def _values(turn: Turn, reading: FormReading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "case_kind": reading.kind(),
        "case_agency": reading.agency(),
        "case_place": reading.place(),
        "case_confirmation": reading.confirmation(),
        "case_wording": reading.wording(),
        "case_follow": reading.follow(),
    }
    return {
        name: value
        for name, value in found.items()
        if value and (_is_open(turn, name) or _replaces(turn, reading, name, value))
    } | _description(turn, reading)


def _replaces(turn: Turn, reading: FormReading, name: str, value: str) -> bool:
    """Whether a value takes the place of another: by a correction, or beside the summary."""
    at_summary = turn.slot("requested_slot") == "case_confirmation"
    is_meant = reading.is_correction or (at_summary and reading.is_short)
    if name == "case_wording":
        return True
    if name == "case_follow":
        return False
    return is_meant and value != turn.slot(name) and name != "case_confirmation"


def _about(turn: Turn, found: dict[str, Any]) -> dict[str, Any]:
    """What the conversation is about, from what the form has learnt, now or before a question."""
    about: dict[str, Any] = {}
    if agency := found.get("case_agency") or turn.slot("case_agency"):
        about["agency_id"] = agency
    if "|" in found.get("case_place", ""):
        province, city = found["case_place"].split("|")
        about |= {"province": province or None, "city": city or None}
    return about


def _description(turn: Turn, reading: FormReading) -> dict[str, Any]:
    """The description, or a further piece of it."""
    text = reading.description()
    if text is None:
        return {}
    is_anew = _is_open(turn, "case_description")
    earlier = "" if is_anew else turn.slot("case_description")
    turns = [] if is_anew else list(turn.slot("case_description_turns") or ())
    whole = f"{earlier}\n{text}".strip()
    if len(whole) > MOST_CHARACTERS:
        return {}
    opened = turn.open_turn
    return {
        "case_description": whole,
        "case_description_turns": [*turns, opened.id] if opened else turns,
    } | ({"indicator": reading.indicator()} if is_anew else {})


def _is_open(turn: Turn, slot: str) -> bool:
    """A slot is filled while empty, and again when it is the one asked for."""
    return turn.slot(slot) is None or turn.slot("requested_slot") == slot
