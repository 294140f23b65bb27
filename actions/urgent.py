"""Dangers: whom to call at once."""

from collections.abc import Iterable

from actions.base import Turn
from assistant.language.digits import ascii_digits
from assistant.replies.shapes import LineReply
from knowledge.schema import Line

EVERYBODYS = ("110", "115", "125")
"""Police, ambulance and fire brigade: told together when it is not clear which."""
OF_ONE_DANGER = {"194": ("194", "125"), "112": ("112",)}
"""The lines that come first where gas leaks, and in mountains, floods and on roads."""
SURE_LINE = 0.8
"""Below it all three numbers are told: one too many costs less than the one that was needed."""


def say_emergency(turn: Turn) -> list[str]:
    """Say the line of the danger when it is clear, else all three, after the one it may be.

    Returns the numbers that were said.
    """
    numbers = _numbers(turn)
    say_lines(turn, numbers)
    return numbers


def _numbers(turn: Turn) -> list[str]:
    number, confidence = turn.sublabel("emergency") or ("", 0.0)
    if first := _of_its_own(turn, number):
        return list(first if confidence >= SURE_LINE else dict.fromkeys([*first, *EVERYBODYS]))
    is_clear = confidence >= SURE_LINE and number in EVERYBODYS
    return [number] if is_clear else list(EVERYBODYS)


def say_lines(turn: Turn, numbers: Iterable[str]) -> None:
    """Say each of the lines, in their order."""
    for number in numbers:
        turn.say(line_reply(turn.context.catalogue.lines[number]))


def line_reply(line: Line) -> LineReply:
    """A line as it is shown to citizens."""
    return LineReply(number=line.number, title=line.title, reason=line.use_for)


def _of_its_own(turn: Turn, number: str) -> tuple[str, ...]:
    """The lines of a danger that has its own, by the label or by a search that is sure."""
    found = turn.matter.found
    names = found.hits[0].entry.service.alternative_names if found.sure else ()
    told = (number, *map(ascii_digits, names))
    return next((OF_ONE_DANGER[one] for one in told if one in OF_ONE_DANGER), ())
