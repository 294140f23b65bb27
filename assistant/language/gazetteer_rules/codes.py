"""Tracking codes by their shape; whoever looks one up checks it."""

import re
from collections.abc import Iterator

from .folding import fold

_LETTER = "[2-9A-HJKMNP-TV-Za-hjkmnp-tv-z]"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9\-@./_])(?:{_LETTER}{{8}}|{_LETTER}{{4}}[ -]{_LETTER}{{4}}"
    rf"|{_LETTER}(?:-{_LETTER}){{7}}|{_LETTER}{{2}}(?:[ -]{_LETTER}{{2}}){{3}})"
    r"(?![A-Za-z0-9\-@_])"
)
_CUE = re.compile(
    r"(?:کد|رهگیری|پیگیری|پرونده|شکایت|شماره|\bcode?\b|\bkod\b|rahgiri|peygiri)", re.I
)
_CUE_REACH = 40
_BESIDE = re.compile(r"[\s،,;:.|/\-–]*(?:(?:\d{6}|\[رمز\])[\s،,;:.|/\-–]*)?")
"""All that may stand beside a code which is told without a word: its pin, hidden or not."""


def tracking_codes(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the code itself (upper case, without spaces and hyphens)."""
    folded = fold(text)
    for match in _CODE.finditer(folded):
        code = re.sub(r"[ -]", "", match.group())
        if _is_meant(code, match, folded):
            yield match.start(), match.end(), code.upper()


def _is_meant(code: str, match: "re.Match[str]", folded: str) -> bool:
    """A word of Finglish or a plain number counts only when something says that it is a code."""
    mixed = any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
    rest = folded[: match.start()] + " " + folded[match.end() :]
    before = folded[max(0, match.start() - _CUE_REACH) : match.start()]
    if mixed and match.group() == code:
        return True
    return bool(_BESIDE.fullmatch(rest)) or bool(_CUE.search(before))
