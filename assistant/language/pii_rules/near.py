"""Numbers that are typed wrong, but are called what they were meant to be.

A digit too few or too many, a lost zero, a check that does not fit: only the word beside such a
number tells it from a tracking code, so without the word nothing is found here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .context import counts_something, label_after, label_before, stands_right_behind
from .edges import stands_alone
from .money import iban_start
from .phones import with_plus
from .view import Found, View, Window


@dataclass(frozen=True)
class _Kind:
    """What a mistyped number of a kind is called, how many digits it has, how they begin."""

    name: str
    labels: tuple[str, ...]
    low: int
    high: int
    begins: "re.Pattern[str]"
    is_far: bool = False
    """Whether words may stand between the label and it."""


_ANY = re.compile("")
_NO_DATE = re.compile(r"(?!1[34][0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])\Z)")
_KINDS = (
    _Kind("sheba", ("sheba",), 20, 26, _ANY, True),
    _Kind("card", ("card",), 15, 17, re.compile("[1-9]"), True),
    _Kind("mobile", ("mobile", "phone", "number"), 10, 13, re.compile("09|989|00989"), True),
    _Kind("mobile", ("mobile", "phone"), 9, 11, re.compile("0?9"), True),
    _Kind("landline", ("phone",), 10, 12, re.compile("0[1-8]"), True),
    _Kind("national_id", ("national",), 8, 11, _NO_DATE, True),
    _Kind("postal_code", ("postal",), 9, 11, re.compile("[1-9]"), True),
)
_MOST_GROUPS = 12
_MOSTLY = 0.7
_COUNTED = ("0123456", "1234567")


def near_misses(view: View) -> "Iterator[tuple[str, Found]]":
    """Kind and place of every number that is called what it nearly is."""
    windows = [window for window in view.likely_numbers() if _is_typed_as_one(window)]
    for kind in _KINDS if windows else ():
        for window in windows:
            if kind.low <= len(window.digits) <= kind.high and kind.begins.match(window.digits):
                start = with_plus(view.text, iban_start(view.text, window.start), window.digits)
                if _is_called(view.text, start, window.end, kind):
                    yield kind.name, (start, window.end)


def _is_typed_as_one(window: Window) -> bool:
    return len(window.sizes) <= _MOST_GROUPS and window.is_one and not _is_made_up(window.digits)


def _is_made_up(digits: str) -> bool:
    """«1111222233334444», «0123456788»: an example, of nobody."""
    steps = [int(b) - int(a) for a, b in pairwise(digits)]
    return steps.count(0) >= len(steps) * _MOSTLY or digits.startswith(_COUNTED)


def _is_called(text: str, start: int, end: int, kind: _Kind) -> bool:
    if not stands_alone(text, start, end) or counts_something(text, end):
        return False
    if any(stands_right_behind(text, start, label) for label in kind.labels):
        return True
    if kind.name == "sheba" and text[start] in "Ii":
        return True
    before = label_before(text, start)
    if kind.is_far and before in kind.labels and before != "number":
        return True
    return before in ("", "number") and label_after(text, end) in set(kind.labels) - {"number"}
