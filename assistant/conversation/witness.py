"""Who looks at each answered turn, in the transaction that keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from assistant.conversation.models import Turn
from assistant.conversation.owners import Move
from assistant.dialogue.state import State
from assistant.guessing.tries import Caller
from assistant.replies.shapes import Reply


@dataclass(frozen=True)
class AnsweredTurn:
    """A turn with the state before and after it; `is_button` when a choice was pressed.

    `move` is the change of owner that goes with it, None when the owner stays.
    """

    turn: Turn
    before: State
    after: State
    replies: Sequence[Reply]
    move: Move | None
    caller: Caller
    is_button: bool


TurnWitness = Callable[[Session, AnsweredTurn], None]
"""Called last; what it raises undoes the turn."""
