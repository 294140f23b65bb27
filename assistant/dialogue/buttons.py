"""What a pressed button decides, without any reading."""

from assistant.dialogue.decide import Decision, Move
from assistant.dialogue.state import State, life_event, service

_PLAIN = {
    "human": Move.HUMAN,
    "track": Move.TRACK,
    "confirm": Move.CONFIRM,
    "cancel": Move.CANCEL,
    "complain": Move.OPEN,
    "withdraw": Move.WITHDRAW,
    "keep": Move.KEEP,
    "send": Move.SEND,
}


def pressed(choice: str, state: State) -> Decision:
    """The decision behind `choice`; raises ValueError for one that means nothing."""
    name, _, value = choice.partition(":")
    match name:
        case "service":
            return Decision(Move.SHOW, (service(value),), state.aspects)
        case "journey":
            id_, _, first = value.partition(":")
            return Decision(Move.LIST, (life_event(id_),), step=int(first or 0))
        case "none":
            return Decision(Move.NONE_OF_THEM, state.options)
        case "agency" | "edit" | "follow" | "alone" | "skip_place":
            return Decision(Move.TAKE, name=choice)
        case "ask" | "safe":
            return Decision(Move.SOCIAL, name="affirm" if name == "ask" else name)
        case _ if name in _PLAIN:
            return Decision(_PLAIN[name])
    raise ValueError(choice)
