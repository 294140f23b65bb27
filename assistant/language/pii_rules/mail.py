"""E-mail addresses, also as they are typed by hand: with spaces, «(at)», without an ending."""

import re
from collections.abc import Iterator

from .view import Found, View

_NAME = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}"
_PROVIDER = r"(?:g-?mail|yahoo|ymail|hotmail|outlook|live|icloud|chmail|proton(?:mail)?|mihanmail)"
_TOP = r"(?:com|con|ir|net|org|info|co|edu|gov|ac|me|io|de)"
_DOT = r"(?: ?[.,] ?| ?[(\[]dot[)\]] ?| dot )"
_STRICT = re.compile(
    rf"{_NAME} ?@ ?"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-]*@)"
)
_LOOSE = re.compile(
    rf"{_NAME}(?: {{0,2}}@ {{0,2}}| ?[(\[{{] ?(?:at|@) ?[)\]}}] ?)"
    rf"[A-Za-z0-9-]{{1,63}}{_DOT}{_TOP}(?:\.ir)?(?![A-Za-z0-9])"
    rf"|{_NAME} (?:at|@) {_PROVIDER}{_DOT}{_TOP}(?![A-Za-z0-9])",
    re.I,
)
_NO_TOP = re.compile(rf"{_NAME} ?@ ?{_PROVIDER}(?:com)?(?![A-Za-z0-9-])", re.I)


def emails(view: View) -> Iterator[Found]:
    """E-mail addresses, the well-formed first."""
    if view.may_have_mail:
        for pattern in (_STRICT, _LOOSE, _NO_TOP):
            for match in pattern.finditer(view.text):
                yield match.span()
