"""Car plates and passports."""

import re
from collections.abc import Iterator

from .context import label_before, labels_before
from .view import Found, View, stands_alone

_SP = r"[ \u200c\u200e\u200f]{0,2}[-/|_]?[ \u200c\u200e\u200f]{0,2}"
_LETTER = r"(?:الف|ژ|[بپتثجدزسشصطعفقکگلمنوهی]|[DS](?![A-Za-z]))"
_CORE = rf"[0-9]{{2}}{_SP}(?P<letter>{_LETTER}){_SP}[0-9]{{3}}"
_IRAN = r"(?:ایران|Iran|IR|iran)"
_CAR = re.compile(rf"(?<![0-9]){_CORE}{_SP}(?P<iran>{_IRAN})?{_SP}[0-9]{{2}}(?![0-9])")
_CAR_IRAN_FIRST = re.compile(
    rf"(?<![0-9])(?:(?P<iran>{_IRAN}){_SP}[0-9]{{2}}|[0-9]{{2}}{_SP}(?P<iran2>{_IRAN})){_SP}"
    rf"(?:{_CORE}|[0-9]{{3}}{_SP}{_LETTER}{_SP}[0-9]{{2}})(?![0-9])"
)
_SHORT = re.compile(rf"(?<![0-9]){_CORE}(?![0-9])")
_MOTOR = re.compile(r"(?<![0-9])[0-9]{3}[ -]?[0-9]{5}(?![0-9])")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9@._/-])[A-Za-z][ -]?[0-9]{8}(?![A-Za-z0-9@_-])")
_BARE_PASSPORT = re.compile(r"(?<![A-Za-z0-9@._/+-])[A-Za-z]{0,2}[0-9]{7,9}(?![A-Za-z0-9@_-])")


def plates(view: View) -> Iterator[Found]:
    """Car plates («12 ب 345 ایران 67» in any order), and motorcycles behind the word «پلاک»."""
    text = view.text
    for pattern in (_CAR_IRAN_FIRST, _CAR):
        for match in pattern.finditer(text):
            if _is_plate(text, match):
                yield match.span()
    for match in _SHORT.finditer(text):
        if label_before(text, match.start()) == "plate":
            yield match.span()
    for match in _MOTOR.finditer(text):
        if label_before(text, match.start()) == "plate" and "پلاک" in text[: match.start()]:
            yield match.span()


def _is_plate(text: str, match: "re.Match[str]") -> bool:
    groups = match.groupdict()
    if groups.get("iran") or groups.get("iran2"):
        return True
    if "plate" in labels_before(text, match.start()):
        return True
    letter = groups.get("letter") or ""
    spaced = f" {letter} " in match.group()
    return letter not in ("و", "ه") or not spaced


def passports(view: View) -> Iterator[Found]:
    """A letter and eight digits; a bare number only directly behind «گذرنامه»."""
    text = view.text
    for match in _PASSPORT.finditer(text):
        label = label_before(text, match.start())
        tight = match.group()[0].isupper() and match.group()[1].isdigit()
        if label == "passport" or (tight and label not in ("code", "plate", "amount")):
            yield match.span()
    for match in _BARE_PASSPORT.finditer(text):
        near = text[max(0, match.start() - 22) : match.start()]
        numbered = re.search(r"(?:شماره|ش)[\w\s\u200c]*(?:گذرنامه|پاسپورت)[^0-9]*$", near)
        if numbered and stands_alone(text, match.start(), match.end()):
            yield match.span()
