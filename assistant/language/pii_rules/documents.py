"""Car plates and passports."""

import re
from collections.abc import Iterator

from .context import counts_something, label_after, label_before, labels_before, stands_right_behind
from .edges import stands_alone
from .normal import ODD
from .view import Found, View

_SP = rf"[ \u200c]{{0,2}}[-/|_،,.:{ODD}]?[ \u200c]{{0,2}}"
_ONE = r"[بپتثجدزژسشصطعفقکگلمنوهی]_?"
_SPELLED = (
    r"الف|جیم|دال|ژ(?: معلولین)?|سین|شین|صاد|طا|عین|قاف|لام|میم|نون|واو|ته?|به|پ|ث"
    r"|معلول(?:ین)?|تشریفات"
)
_LATIN = (
    r"(?:alef|be|pe|te|se|jim|dal|ze|zhe|je|sin|shin|sad|ta|ein|eyn|fe|ghaf|qaf|kaf|gaf|lam|mim"
    r"|noon|nun|vav|he|ye|[A-Za-z])(?![A-Za-z])"
)
_LETTER = rf"(?:(?P<spelled>{_SPELLED})(?![آ-ی])|(?P<one>{_ONE})|(?P<latin>{_LATIN}))"
_IRAN = r"(?:ایران|iran|ir)"
_BODY = rf"[0-9]{{2}}{_SP}{_LETTER}{_SP}[0-9]{{3}}"
_TURNED = re.sub(r"\?P<\w+>", "?:", rf"[0-9]{{3}}{_SP}{_LETTER}{_SP}[0-9]{{2}}")
_ANY_BODY = rf"(?:{_BODY}|{_TURNED})"
_REGION = rf"(?:(?P<iran>{_IRAN}){_SP}[0-9]{{2}}|[0-9]{{2}}{_SP}(?P<iran2>{_IRAN})|[0-9]{{2}})"
_FORMS = tuple(
    re.compile(rf"(?<![0-9]){form}(?![0-9])", re.I)
    for form in (
        rf"{_REGION}{_SP}{_ANY_BODY}",
        rf"{_ANY_BODY}{_SP}{_REGION}",
    )
)
_HINT = re.compile(rf"[0-9]{{2}}{_SP}[آ-یA-Za-z][آ-یA-Za-z_ ]{{0,12}}{_SP}[0-9]{{2}}")
_SHORT = re.compile(rf"(?<![0-9]){_BODY}(?![0-9])", re.I)
_MOTOR = re.compile(r"(?<![0-9])[0-9]{3}[ \u200c]?[-/_]?[ \u200c]?[0-9]{5}(?![0-9])")
_PLATE_WORD = re.compile(r"پلاک|pela[kg]|\bplak|\bplate", re.I)
_BARE_SHAPE = re.compile(rf"[0-9]{{2}}{_SP}(?:{_ONE}|الف){_SP}[0-9]{{3}}{_SP}[0-9]{{2}}")
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9@._/-])[A-Za-z]{1,2}[ \u200c.-]{0,2}[0-9](?:[ -]?[0-9]){6,8}(?![A-Za-z0-9@_-])"
)
_TIGHT = re.compile(r"[A-Z][0-9]{8}")
_BARE_PASSPORT = re.compile(r"(?<![A-Za-z0-9@._/+-])[0-9]{7,9}(?![A-Za-z0-9@_-])")


def plates(view: View) -> Iterator[Found]:
    """Car plates («12 ب 345 ایران 67» in any order), and motorcycles behind the word «پلاک»."""
    text = view.text
    for pattern in _FORMS if _HINT.search(text) else ():
        for match in pattern.finditer(text):
            if _is_plate(text, match):
                yield match.span()
    for match in _SHORT.finditer(text):
        if label_before(text, match.start()) == "plate":
            yield match.span()
    for match in _MOTOR.finditer(text):
        if label_before(text, match.start()) == "plate" and _PLATE_WORD.search(
            text, 0, match.start()
        ):
            yield match.span()


def _is_plate(text: str, match: "re.Match[str]") -> bool:
    if match["iran"] or match["iran2"] or "plate" in labels_before(text, match.start()):
        return True
    bare = _BARE_SHAPE.fullmatch(match.group())
    return bare is not None and not re.search(" [وه] ", match.group())


def passports(view: View) -> Iterator[Found]:
    """A letter and eight digits; in other shapes, or bare, only beside the word for a passport."""
    text = view.text
    for match in _PASSPORT.finditer(text):
        label = label_before(text, match.start())
        tight = _TIGHT.fullmatch(match.group()) and label not in ("code", "plate", "amount")
        if tight or "passport" in (label, not label and label_after(text, match.end())):
            yield match.span()
    for match in _BARE_PASSPORT.finditer(text):
        start, end = match.span()
        right_behind = stands_right_behind(text, start, "passport") and end - start > 7
        if not (right_behind or _numbered(text, start)) or counts_something(text, end):
            continue
        if stands_alone(text, start, end):
            yield start, end


def _numbered(text: str, start: int) -> bool:
    return {"number", "passport"} <= labels_before(text, start)
