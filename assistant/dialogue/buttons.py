"""What a pressed button decides, without any reading."""

import re

from assistant.dialogue import details
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.state import State
from assistant.dialogue.things import Open, Thing, life_event, service

_NUMBER = re.compile(r"\d{1,2}")
_NUMBERS_ASKED = (Open.CODE, Open.DESCRIPTION)
_PLAIN = {
    "human": Decision(Move.HUMAN),
    "track": Decision(Move.TRACK),
    "confirm": Decision(Move.CONFIRM),
    "confirm_named": Decision(Move.CONFIRM),
    "cancel": Decision(Move.CANCEL),
    "complain": Decision(Move.OPEN),
    "withdraw": Decision(Move.WITHDRAW),
    "keep": Decision(Move.KEEP),
    "send": Decision(Move.SEND),
    "ask": Decision(Move.SOCIAL, name="affirm"),
    "safe": Decision(Move.SOCIAL, name="safe"),
}


def pressed(choice: str, state: State) -> Decision:
    """The decision behind `choice`; raises ValueError for one that means nothing."""
    name, _, value = choice.partition(":")
    match name:
        case "service" | details.CHOICE:
            return _of_service(name, service(value), state)
        case "journey":
            id_, _, first = value.partition(":")
            return Decision(Move.LIST, (life_event(id_),), step=int(first or 0))
        case "none":
            return Decision(Move.NONE_OF_THEM, state.options)
        case "agency" | "edit" | "follow" | "alone" | "skip_place":
            return Decision(Move.TAKE, name=choice)
        case "about":
            return Decision(Move.PROCESS, name=value)
        case _ if name in _PLAIN:
            return _PLAIN[name]
    raise ValueError(choice)


def typed(text: str, state: State) -> str | None:
    """The choice of the button that a text as typed gives: by its number, or by what it is called.

    Not where a number may be what was asked for, or the place of something in a list.
    """
    bare = text.strip(" .!،,()»«")
    for title, choice in state.buttons:
        if bare == title:
            return choice
    is_listed = bool(state.options) or state.journey is not None
    if not _NUMBER.fullmatch(bare) or is_listed or state.asked_kind in _NUMBERS_ASKED:
        return None
    place = int(bare) - 1
    return state.buttons[place][1] if 0 <= place < len(state.buttons) else None


def _of_service(name: str, thing: Thing, state: State) -> Decision:
    if name == details.CHOICE:
        return Decision(Move.DETAILS, (thing,))
    return Decision(Move.SHOW, (thing,), _asked_of(state, thing))


def _asked_of(state: State, thing: Thing) -> tuple[str, ...]:
    """What was asked before the choice, or by the message that the button stood beside."""
    aside = state.aside
    return aside.aspects if aside and aside.thing == thing else state.aspects
