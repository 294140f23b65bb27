"""Bank cards (Luhn) and sheba account numbers (mod 97)."""

import re
from collections.abc import Iterator

from .context import counts_something, is_called_a_code, stands_right_behind
from .edges import stands_alone
from .view import Found, View

_SHEBA_HEAD = re.compile(r"(?<![A-Za-z])[Ii][Rr][ \u200c._-]{0,3}$")


def luhn(digits: str) -> bool:
    """The check of bank cards."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def sheba_fits(digits: str) -> bool:
    """Mod 97 over the 24 digits that follow IR."""
    return int(digits[2:] + "1827" + digits[:2]) % 97 == 1


def shebas(view: View) -> Iterator[Found]:
    """IR and 24 digits; without IR the 24 digits alone, when the check fits."""
    for start, end, digits, sizes, hard in view.windows(24, 24):
        if len(set(digits)) == 1 or not sheba_fits(digits) or (hard and min(sizes) < 2):
            continue
        head = _SHEBA_HEAD.search(view.text[max(0, start - 6) : start])
        first = start - len(head.group()) if head else start
        if stands_alone(view.text, first, end):
            yield first, end


def cards(view: View) -> Iterator[Found]:
    """16 digits that pass Luhn, in one piece or in groups of at least two."""
    for start, end, digits, sizes, hard in view.windows(16, 16):
        if digits[0] == "0" or len(set(digits)) == 1 or not luhn(digits):
            continue
        if hard and set(sizes) != {4}:
            continue
        if len(sizes) > 1 and (min(sizes) < 2 or len(sizes) > 8) and set(sizes) != {1}:
            continue
        if not stands_alone(view.text, start, end) or counts_something(view.text, end):
            continue
        if stands_right_behind(view.text, start, "card") or not is_called_a_code(
            view.text, start, end
        ):
            yield start, end
