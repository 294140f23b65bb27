"""Mobile numbers, landlines and e-mail addresses."""

import re
from collections.abc import Iterator

from .context import is_other_code, label_after, label_before, labels_before
from .numbers import national_id_fits
from .view import Found, View, stands_alone

_AREA = (
    "11 13 17 21 23 24 25 26 28 31 34 35 38 41 44 45 51 54 56 58 61 66 71 74 76 77 81 83 84 86 87"
)
_AREAS = frozenset(_AREA.split())
_MOBILE = re.compile(r"(?:0098|98|0)?9[0-9]{9}")
_LANDLINE = re.compile(r"(0098|98|0)([1-8][0-9])([2-9][0-9]{7})")
_BRACKETED_AREA = re.compile(
    r"\((?:0|\+98 ?)([1-8][0-9])\)[ -]?[2-9][0-9](?:[ -]?[0-9]){6}(?![0-9])"
)
_BRACKETED_MOBILE = re.compile(r"\((?:\+|00)(98)\)[ -]?9[0-9](?:[ -]?[0-9]){8}(?![0-9])")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?@ ?"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-]*@)"
)


def emails(view: View) -> Iterator[Found]:
    """E-mail addresses, also with a space beside the @."""
    if "@" in view.text:
        for match in _EMAIL.finditer(view.text):
            yield match.span()


def _with_plus(text: str, start: int, digits: str) -> int:
    """Take in the + of +98 and an opening bracket of an area code."""
    if digits.startswith("98") and text[:start].endswith("+"):
        return start - 1
    return start


def mobiles(view: View) -> Iterator[Found]:
    """09…, +989…, 00989…; 9… alone only where the words speak of a phone."""
    text = view.text
    yield from _bracketed(text, _BRACKETED_MOBILE, frozenset(["98"]))
    for start, end, digits, _sizes in view.windows(10, 14):
        if not _MOBILE.fullmatch(digits):
            continue
        first = _with_plus(text, start, digits)
        if not stands_alone(text, first, end):
            continue
        if label_before(text, first) == "code" and first == start:
            continue
        if len(digits) > 10 or _called_a_phone(text, start, end, digits):
            yield first, end


def _called_a_phone(text: str, start: int, end: int, digits: str) -> bool:
    before = label_before(text, start)
    if before in ("national", "postal", "code", "amount"):
        return False
    labels = labels_before(text, start)
    if labels & {"mobile", "phone"} or label_after(text, end) in ("mobile", "phone"):
        return True
    after = label_after(text, end)
    return "number" in (before, after) and not national_id_fits(digits)


def landlines(view: View) -> Iterator[Found]:
    """Area code and eight digits; eight digits alone only behind the word for a telephone."""
    text = view.text
    for start, end, digits, _sizes in view.windows(11, 14):
        match = _LANDLINE.fullmatch(digits)
        first = _with_plus(text, start, digits)
        if not match or match[2] not in _AREAS or not stands_alone(text, first, end):
            continue
        if not is_other_code(text, first, end):
            yield first, end
    yield from _bracketed(text, _BRACKETED_AREA, _AREAS)
    yield from _local(view)


def _bracketed(text: str, pattern: "re.Pattern[str]", areas: frozenset[str]) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if match[1] in areas:
            yield match.span()


def _local(view: View) -> Iterator[Found]:
    for start, end, digits, sizes in view.windows(8, 8):
        if digits[0] in "01" or min(sizes) < 2 or not stands_alone(view.text, start, end):
            continue
        if label_before(view.text, start) == "phone" and not is_other_code(view.text, start, end):
            yield start, end
