"""Bank cards (Luhn) and sheba account numbers (mod 97)."""

import re
from collections.abc import Iterator

from .context import counts_something, is_called_a_code, stands_right_behind
from .edges import stands_alone
from .view import Found, View, Window

_SHEBA_HEAD = re.compile(r"(?<![A-Za-z])[Ii][Rr][ \u200c._-]{0,3}$")
# With what the cards of Iranian banks begin.
_BANKS = frozenset(
    [
        "5022",
        "5029",
        "5041",
        "5047",
        "5054",
        "5057",
        "5058",
        "5859",
        "5892",
        "5894",
        "6037",
        "6062",
        "6063",
        "6104",
        "6219",
        "6221",
        "6273",
        "6274",
        "6276",
        "6277",
        "6278",
        "6279",
        "6280",
        "6281",
        "6362",
        "6367",
        "6369",
        "6391",
        "6392",
        "6393",
        "6395",
        "6396",
        "9919",
    ]
)


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
    for window in view.windows(24, 24):
        start, end, digits = window[:3]
        if len(set(digits)) == 1 or not sheba_fits(digits) or not window.is_one:
            continue
        if window.hard and min(window.sizes) < 2:
            continue
        first = iban_start(view.text, start)
        if stands_alone(view.text, first, end):
            yield first, end


def iban_start(text: str, start: int) -> int:
    """Where the IR before the digits begins, or where they do."""
    head = _SHEBA_HEAD.search(text[max(0, start - 6) : start])
    return start - len(head.group()) if head else start


def cards(view: View) -> Iterator[Found]:
    """16 digits that pass Luhn, in one piece or in groups of at least two."""
    text = view.text
    for window in view.windows(16, 16):
        start, end, digits = window[:3]
        if digits[0] == "0" or len(set(digits)) == 1 or not luhn(digits):
            continue
        if not _card_groups(window) or not stands_alone(text, start, end):
            continue
        if counts_something(text, end):
            continue
        if stands_right_behind(text, start, "card") or not is_called_a_code(text, start, end):
            yield start, end


def _card_groups(window: Window) -> bool:
    sizes = window.sizes
    if window.is_strange:
        return window.is_one and window.digits[:4] in _BANKS
    if window.hard:
        return set(sizes) == {4}
    return len(sizes) == 1 or set(sizes) == {1} or (min(sizes) >= 2 and len(sizes) <= 8)
