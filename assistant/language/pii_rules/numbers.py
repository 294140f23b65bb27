"""National ids (check digit) and postal codes (by their label or their usual shape)."""

import re
from collections.abc import Iterator

from .context import is_other_code, label_after, label_before, label_before_all
from .edges import stands_alone
from .view import Found, View, Window

_POSTAL_SHAPE = re.compile(r"[13-9]{4}[1346-9][013-9][0-9]{4}")
_ID_GROUPS = ((3, 6, 1), (3, 3, 4), (3, 3, 3, 1))
_PERSON = re.compile(r"[\s\u200c]*(?:هستم|hastam)")


def national_id_fits(digits: str) -> bool:
    """The check digit of a ten-digit national id; ten equal digits are not one."""
    if len(set(digits)) == 1:
        return False
    rest = sum(int(char) * (10 - place) for place, char in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def _usual_groups(window: Window) -> bool:
    sizes = window.sizes
    if window.is_strange:
        return window.is_one
    if window.hard:
        return sizes in _ID_GROUPS
    if len(sizes) == 1 or set(sizes) == {1}:
        return True
    return len(sizes) <= 5 and min(sizes[:-1]) >= 2


def national_ids(view: View) -> Iterator[Found]:
    """Ten digits with the right check digit that nothing declares to be another code."""
    text = view.text
    for window in view.windows(10, 10):
        start, end = window.start, window.end
        if not national_id_fits(window.digits) or not _usual_groups(window):
            continue
        if not stands_alone(text, start, end):
            continue
        label = label_before(text, start)
        part_of_card = label == "card" and len(window.sizes) > 1
        other = part_of_card or is_other_code(text, start, end) or _says_little(window)
        if label == "national" or not other or _PERSON.match(text, end):
            yield start, end


def _says_little(window: Window) -> bool:
    """Whether only words beside it would tell that these groups are one number."""
    return window.is_strange and not (window.whole and window.lines == 0)


def postal_codes(view: View) -> Iterator[Found]:
    """Ten digits called a postal code, or written 5-5 in the shape of one."""
    text = view.text
    for window in view.windows(10, 10):
        start, end, digits, sizes, hard = window[:5]
        if not stands_alone(text, start, end) or len(set(digits)) == 1:
            continue
        if not _usual_groups(window) and sizes != (5, 5):
            continue
        label = label_before_all(text, start)
        after = label_after(text, end) if label in ("", "number") else ""
        named = label == "postal" or after == "postal"
        shaped = sizes == (5, 5) and not hard and _POSTAL_SHAPE.fullmatch(digits)
        if named or (shaped and label in ("", "number") and after != "code"):
            yield start, end
