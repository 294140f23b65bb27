"""What the assistant may do about a message, and one such move with what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.dialogue.things import Thing

SPLIT, JOIN, SWAP = "edit:split", "edit:join", "edit:swap"
"""Choices that make two cases of one, one of two, and the one that waits the first."""
WITH_WORDS, WITH_DUE, ANEW = "words", "due", "anew"
"""Names a look at a case together with what stands in it, and a text in place of the old one."""


class Move(StrEnum):
    """What the assistant does."""

    DANGER = "danger"
    HUMAN = "human"
    STAY = "stay"
    SHOW = "show"
    PERHAPS = "perhaps"
    TELL = "tell"
    DETAILS = "details"
    CHOICES = "choices"
    NONE_OF_THEM = "none_of_them"
    NOT_THIS = "not_this"
    LINE = "line"
    AGENCY = "agency"
    OFFICE = "office"
    MISS = "miss"
    SOCIAL = "social"
    PROCESS = "process"
    TRACK = "track"
    OPEN = "open"
    OPEN_TOLD = "open_told"
    TAKE = "take"
    EDIT = "edit"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    ASK_AGAIN = "ask_again"
    WITHDRAW_ASK = "withdraw_ask"
    WITHDRAW = "withdraw"
    KEEP = "keep"
    AMEND = "amend"
    SEND = "send"
    SECRET = "secret"
    SET_ASIDE = "set_aside"
    CHANGE_PIN = "change_pin"
    LIST = "list"
    STEP = "step"


@dataclass(frozen=True)
class Decision:
    """One move, what it is about, and what is asked of that.

    `name` is a kind of small talk or of case; `rejects` is what the message does not mean;
    `in_doubt` adds the quiet button for a complaint, `quiet_danger` the quiet line with the
    emergency numbers, `lives` the buttons for the lists of life events, and `beside` one for
    what else may be meant; `step` is where a list begins (None: the whole), or which step is told
    (None: the next); `then` is done in the same answer.
    """

    move: Move
    things: tuple[Thing, ...] = ()
    aspects: tuple[str, ...] = ()
    name: str = ""
    rejects: tuple[Thing, ...] = ()
    in_doubt: bool = False
    quiet_danger: bool = False
    lives: tuple[Thing, ...] = ()
    beside: Thing | None = None
    step: int | None = None
    then: "Decision | None" = None
