"""The lines that were named, for who asks for their number again."""

import re
from collections.abc import Iterable

from actions.base import Turn
from actions.urgent import EVERYBODYS, OF_ONE_DANGER
from knowledge.catalogue import Entry
from knowledge.schema import Line

_URGENT = frozenset([*EVERYBODYS, *OF_ONE_DANGER])
_AGAIN = r"(?:دوباره|باز(?: هم)?|بار دیگر|از نو)(?![\w‌])"
_NUMBER = r"(?<![\w‌])شماره(?![\w‌]|‌?(?:ملی|پرونده))\S*"
_NUMBER_AGAIN = re.compile(
    rf"{_NUMBER}(?: \S+){{0,3}} {_AGAIN}|{_AGAIN}(?: \S+){{0,3}} {_NUMBER}"
    rf"|{_NUMBER} (?:چند|چه|چی) (?:بود|شد)(?![\w‌])"
)
_NUMBER_OR_PLACE = re.compile(r"(?<![\w‌])(?:شماره|تلفن|زنگ|تماس|کجا|آدرس|نشانی)")
_MOST_WORDS = 9


def remembered_as(numbers: Iterable[str]) -> str:
    """What the slot `line` holds of the lines that were named."""
    return ",".join(numbers)


def named_lines(turn: Turn, beside: Entry | None) -> tuple[Line, ...]:
    """The lines named last; those of an emergency only by their number, `beside` a service."""
    known = turn.context.catalogue.lines
    numbers = (turn.slot("line") or "").split(",")
    is_urgent = numbers[0] in _URGENT
    if is_urgent and beside and not asks_number_or_place(turn):
        return ()
    return tuple(known[number] for number in numbers if number in known)


def asks_number_or_place(turn: Turn) -> bool:
    """Whether a message asks for a number, or where to go."""
    return bool(_NUMBER_OR_PLACE.search(turn.matter.text))


def asks_number_again(turn: Turn) -> bool:
    """Whether a message wants to read the number again that was named («شماره را دوباره بگو»)."""
    text = turn.matter.text
    return len(text.split()) <= _MOST_WORDS and bool(_NUMBER_AGAIN.search(text))
