"""What is said of a case that was filed in this talk, or whose code is given."""

from assistant.dialogue import words
from assistant.dialogue.policy import openings
from assistant.dialogue.policy.asked import ASKS_BAR
from assistant.dialogue.policy.moves import WITH_WORDS, Decision, Move
from assistant.dialogue.policy.openings import FILE_DECLARED
from assistant.dialogue.policy.wording import TOPIC, is_asked
from assistant.dialogue.state import Open, State
from assistant.dialogue.understand import Understanding

AMENDS_BESIDE = 0.2
"""From here on a filed case is amended, where a piece of the message does that and another asks."""
AMENDS_ASKING = 0.5
"""So likely a question is for the agency, though nothing of it is told: «می‌شود اضافه کنید که …؟»"""
WITHDRAWS, UNNAMED = ("withdrawals", "removals"), 0.5
"""So much less likely a withdrawal is without a word for it."""
SHOWN_BAR = 0.5
"""So likely a message adds, withdraws or files, though it has words of a wish to see the case's."""
PIN_LIKE = 0.7
"""So like a known wish for another pin; the one that opens the case is asked for then."""
AMENDS = frozenset(["amend/add", "amend/replace", "amend/withdraw", "amend/secret"])
"""Commands of a piece that are for a case that was filed."""


def after_filing(state: State, heard: Understanding) -> Decision | None:
    """What is said of a case that was filed in this talk."""
    if state.filed_code is None:
        return None
    is_named = words.has("another_case", heard.text) and not words.has("asks_of_wishes", heard.text)
    if heard.is_other or (is_named and heard.of("file") >= FILE_DECLARED):
        return Decision(Move.OPEN, name=openings.kind_of_case(heard))
    is_told = heard.changes and not is_asked(heard)
    adds = is_told or any(piece.command in AMENDS for piece in heard.pieces)
    others = ("amend/add", "amend/withdraw", "edit/add", "cancel", "file")
    if words.has("shows_case", heard.text) and heard.of(*others) < SHOWN_BAR:
        beside = Decision(Move.PROCESS) if heard.asks >= ASKS_BAR else None
        return Decision(Move.TRACK, name=WITH_WORDS, then=beside)
    if heard.of("amend", "edit", "cancel") < (AMENDS_BESIDE if adds else 0.5):
        return None
    parts = {
        Move.WITHDRAW_ASK: heard.of("amend/withdraw", "cancel")
        * (1.0 if any(words.has(n, heard.text) for n in WITHDRAWS) else UNNAMED),
        Move.SECRET: heard.of("amend/secret"),
        Move.AMEND: heard.of("amend/add", "amend/replace", "edit"),
    }
    best = max(parts, key=lambda move: parts[move])
    is_meant = heard.changes or parts[best] >= AMENDS_ASKING
    if best is Move.AMEND and not is_meant and is_asked(heard):
        # «چرا شکایتم رفت شهرداری» is asked of the assistant, and nothing for the agency to read.
        return Decision(Move.TRACK, name=WITH_WORDS)
    asks = any(piece.command == "process" for piece in heard.pieces)
    return Decision(best, then=Decision(Move.PROCESS) if asks else None)


def code(state: State, heard: Understanding) -> Decision | None:
    """A tracking code, what was asked for beside one, or a wish for another pin."""
    if _changes_pin(state, heard):
        return Decision(Move.CHANGE_PIN)
    if state.is_open(Open.CODE) and heard.of(*TOPIC, "file", "human") < 0.5:
        return Decision(Move.TRACK)
    return Decision(Move.TRACK) if heard.reading.mentions.tracking_codes else None


def _changes_pin(state: State, heard: Understanding) -> bool:
    """Whether another pin is wished for, or what was asked for it comes."""
    about = heard.about
    if about is not None and about.topic.does == "pin" and about.likeness >= PIN_LIKE:
        return True
    is_asked = state.asked is not None and state.asked.offer == "pin"
    return is_asked and heard.of(*TOPIC, "file", "human") < 0.5
