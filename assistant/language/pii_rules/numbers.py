"""National ids (check digit) and postal codes (by their label or their usual shape)."""

import re
from collections.abc import Iterator

from .context import is_other_code, label_after, label_before
from .view import Found, View, stands_alone

_POSTAL_SHAPE = re.compile(r"[13-9]{4}[1346-9][013-9][0-9]{4}")


def national_id_fits(digits: str) -> bool:
    """The check digit of a ten-digit national id; ten equal digits are not one."""
    if len(set(digits)) == 1:
        return False
    rest = sum(int(char) * (10 - place) for place, char in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def _usual_groups(sizes: tuple[int, ...]) -> bool:
    if len(sizes) == 1 or set(sizes) == {1}:
        return True
    return len(sizes) <= 5 and min(sizes[:-1]) >= 2


def national_ids(view: View) -> Iterator[Found]:
    """Ten digits with the right check digit that nothing declares to be another code."""
    for start, end, digits, sizes in view.windows(10, 10):
        if not national_id_fits(digits) or not _usual_groups(sizes):
            continue
        if not stands_alone(view.text, start, end):
            continue
        label = label_before(view.text, start)
        part_of_card = label == "card" and len(sizes) > 1
        other = part_of_card or is_other_code(view.text, start, end)
        if label == "national" or not other:
            yield start, end


def postal_codes(view: View) -> Iterator[Found]:
    """Ten digits called a postal code, or written 5-5 in the shape of one."""
    for start, end, digits, sizes in view.windows(10, 10):
        if not stands_alone(view.text, start, end) or len(set(digits)) == 1:
            continue
        if not _usual_groups(sizes):
            continue
        label = label_before(view.text, start)
        named = label == "postal" or (not label and label_after(view.text, end) == "postal")
        shaped = sizes == (5, 5) and _POSTAL_SHAPE.fullmatch(digits) and label in ("", "number")
        if named or shaped:
            yield start, end
