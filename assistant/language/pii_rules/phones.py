"""Mobile numbers and landlines; e-mail addresses by `mail`."""

import re
from collections.abc import Iterator

from .context import (
    counts_something,
    is_called_a_code,
    is_other_code,
    label_after,
    label_before,
    label_before_all,
    labels_before,
)
from .edges import stands_alone
from .mail import emails
from .numbers import national_id_fits
from .view import Found, View, Window

__all__ = ["emails", "landlines", "mobiles"]

_AREA = (
    "11 13 17 21 23 24 25 26 28 31 34 35 38 41 44 45 51 54 56 58 61 66 71 74 76 77 81 83 84 86 87"
)
_AREAS = frozenset(_AREA.split())
_MOBILE = re.compile(r"(?:0098|98|0)?9[0-9]{9}")
_LANDLINE = re.compile(r"(0098|98|0)([1-8][0-9])([2-9][0-9]{7})")
_G = r"[ \u200c]?[-./]?[ \u200c]?"
_LOCAL = rf"[2-9][0-9](?:{_G}[0-9]){{6}}(?![0-9])"
_AREA_FIRST = re.compile(
    rf"(?:(?:\+|00)98{_G})?[(\[] ?(?:0|\+98 ?|0098 ?)?([1-8][0-9]) ?[)\]]{_G}{_LOCAL}"
)
_AREA_LAST = re.compile(
    rf"(?<![0-9]){_LOCAL} ?(?:[-/_] ?0([1-8][0-9])(?![0-9])|[(\[] ?0([1-8][0-9]) ?[)\]])"
)
_BRACKETED_MOBILE = re.compile(
    rf"(?:\((?:\+|00)98\){_G}9[0-9]{{2}}|(?:(?:\+|00)98{_G})?\(0?9[0-9]{{2}}\))(?:{_G}[0-9]){{7}}(?![0-9])"
)
_PLUS = re.compile(r"\+[ \u200c]?\Z")


def with_plus(text: str, start: int, digits: str) -> int:
    """Where the + of +98 stands, or the digits begin."""
    plus = _PLUS.search(text[max(0, start - 2) : start]) if digits.startswith("98") else None
    return start - len(plus.group()) if plus else start


def mobiles(view: View) -> Iterator[Found]:
    """09…, +989…, 00989…; 9… alone only where the words speak of a phone."""
    text = view.text
    for match in _BRACKETED_MOBILE.finditer(text):
        yield match.span()
    for window in view.windows(10, 14):
        start, end, digits = window[:3]
        if not _MOBILE.fullmatch(digits) or not _phone_groups(window):
            continue
        first = with_plus(text, start, digits)
        if not stands_alone(text, first, end):
            continue
        if first == start and is_called_a_code(text, first, end):
            continue
        spoken = window.odd and window.whole and digits[0] == "9"
        if len(digits) > 10 or spoken or _called_a_phone(text, start, end, digits):
            yield first, end


def _phone_groups(window: Window) -> bool:
    """No dots between single digits, and no counter («… ۲)») taken for the last digit."""
    sizes = window.sizes
    if window.is_strange:
        return window.is_one
    if window.hard:
        one_by_one = window.whole and set(sizes) == {1}
        return one_by_one or (min(sizes) >= 2 and sizes[0] <= 6)
    return sizes[-1] > 2 or max(sizes) < 9


def _called_a_phone(text: str, start: int, end: int, digits: str) -> bool:
    before = label_before_all(text, start)
    if before in ("national", "postal", "code", "account", "amount"):
        return False
    after = label_after(text, end)
    if {before, after, *labels_before(text, start)} & {"mobile", "phone"}:
        return True
    return "number" in (before, after) and not national_id_fits(digits)


def landlines(view: View) -> Iterator[Found]:
    """Area code and eight digits; eight digits alone only beside the word for a telephone."""
    text = view.text
    for pattern in (_AREA_FIRST, _AREA_LAST):
        for match in pattern.finditer(text):
            if (match[1] or match[match.lastindex or 1]) in _AREAS and not is_called_a_code(
                text, *match.span()
            ):
                yield match.span()
    for window in view.windows(11, 14):
        area = _LANDLINE.fullmatch(window.digits)
        if not area or area[2] not in _AREAS or not _phone_groups(window):
            continue
        first, end = with_plus(text, window.start, window.digits), window.end
        if not stands_alone(text, first, end, may_range=True) or counts_something(text, end):
            continue
        if not is_called_a_code(text, first, end):
            yield first, end
    yield from _local(view)


def _local(view: View) -> Iterator[Found]:
    text = view.text
    for window in view.windows(8, 8):
        start, end, digits, sizes, hard = window[:5]
        if window.is_strange and not (window.whole and window.is_one):
            continue
        if digits[0] in "01" or (
            not window.is_strange
            and (min(sizes) < 2 or (hard and sizes[0] == 2 and len(sizes) < 4))
        ):
            continue
        if not stands_alone(text, start, end, may_range=True) or is_other_code(text, start, end):
            continue
        named = label_before_all(text, start) == "phone"
        if named or (not label_before(text, start) and label_after(text, end) == "phone"):
            yield start, end
