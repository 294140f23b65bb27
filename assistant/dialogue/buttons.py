"""What a pressed button decides, without any reading."""

from assistant.dialogue.decide import Decision, Move
from assistant.dialogue.state import State, service

_PLAIN = {
    "human": Move.HUMAN,
    "track": Move.TRACK,
    "confirm": Move.CONFIRM,
    "cancel": Move.CANCEL,
    "complain": Move.OPEN,
    "withdraw": Move.WITHDRAW,
    "keep": Move.KEEP,
}


def pressed(choice: str, state: State) -> Decision:
    """The decision behind `choice`; raises ValueError for one that means nothing."""
    name, _, value = choice.partition(":")
    match name:
        case "service":
            return Decision(Move.SHOW, (service(value),), state.aspects)
        case "none":
            return Decision(Move.NONE_OF_THEM, state.options)
        case "agency" | "edit" | "follow" | "alone" | "skip_place":
            return Decision(Move.TAKE, name=choice)
        case "ask":
            return Decision(Move.SOCIAL, name="affirm")
        case "safe":
            return Decision(Move.SOCIAL, name="safe")
        case _ if name in _PLAIN:
            return Decision(_PLAIN[name])
    raise ValueError(choice)
