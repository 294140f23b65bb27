"""Whether a number ends where its digits end, or is a part of something longer."""

import re

from .labels import LABEL

_FAR = 40
_JOINTS = ".,:/-_@#=&\u066b\u066c\\"
_BETWEEN_NUMBERS = "/-,._"
_LONG = re.compile(r"[0-9]{7,}")
_WORD_BEFORE = re.compile(r"(?<![A-Za-z0-9./?&=@#%_-])[A-Za-z]+\Z")
_TOKEN_BEFORE = re.compile(r"\S+\Z")
_TOKEN_AFTER = re.compile(r"\S+")
_ENDING = re.compile(r"(?:e|ye|o|ro|am|m|ham|hast|ast|va|man)(?![A-Za-z0-9._@/-])", re.I)
_WORD_AFTER = re.compile(
    r"(?!(?:pdf|jpe?g|png|zip|html?|php|aspx?|ir|com|docx?|xlsx?)\b)[A-Za-z]{2,}(?![A-Za-z0-9._@/:-])",
    re.I,
)
_RANGE = re.compile(r"-[0-9]{1,2}(?![0-9/.-])")


def stands_alone(text: str, start: int, end: int, may_range: bool = False) -> bool:
    """Whether a number is not a part of a longer one, of a code with letters or of an address.

    Two long numbers with a joint between them («0912…/0935…») both stand alone, and so does a
    number glued to its Latin label («tel:0912…»). `may_range`: «88776655-9» is a telephone.
    """
    if may_range and _RANGE.match(text, end):
        return not _glued_before(text[max(0, start - _FAR) : start])
    return not (
        _glued_before(text[max(0, start - _FAR) : start]) or _glued_after(text[end : end + _FAR])
    )


def _glued_before(left: str) -> bool:
    if not left:
        return False
    if _ascii_word(left[-1]):
        return not _is_label(left)
    if left[-1] not in _JOINTS or len(left) < 2 or not _ascii_word(left[-2]):
        return False
    joint, rest = left[-1], left[:-1]
    if rest[-1].isdigit():
        return not (joint in _BETWEEN_NUMBERS and _LONG.match(rest[::-1]))
    if joint in ":=" and _WORD_BEFORE.search(rest):
        return False
    token = _TOKEN_BEFORE.search(rest)
    return not _is_label(rest) and not (joint in "/,-" and token and "@" in token.group())


def _is_label(left: str) -> bool:
    word = _WORD_BEFORE.search(left)
    return word is not None and len(word.group()) > 2 and LABEL.match(word.group()) is not None


def _glued_after(right: str) -> bool:
    if not right:
        return False
    if _ascii_word(right[0]):
        return _ENDING.match(right) is None
    if right[0] not in _JOINTS or len(right) < 2 or not _ascii_word(right[1]):
        return False
    joint, rest = right[0], right[1:]
    if joint in _BETWEEN_NUMBERS and _LONG.match(rest):
        return False
    if joint in ".,:" and _WORD_AFTER.match(rest):
        return False
    token = _TOKEN_AFTER.match(rest)
    return not (joint in "/,-" and token and "@" in token.group())


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
