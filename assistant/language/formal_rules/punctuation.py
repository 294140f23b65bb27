"""Punctuation of a form: Persian marks, one at a time, and a full stop at the end."""

import re
import unicodedata

_LATIN = re.compile(r"[A-Za-z]")
_MARKS = str.maketrans({"?": "؟", ";": "؛"})
_COMMA = re.compile(r",(?![0-9])")
_REPEATED = re.compile(r"([،؛:!؟.])(?:\s*[،؛:!؟.])+")
_BEFORE = re.compile(r"\s+([،؛:!؟.])(?![0-9])")
_AFTER = re.compile(r"([،؛!؟.])(?=[^\W\d_])|(:)(?=[^\W\d_])")
_EDGES = re.compile(r"^[\s،؛:!؟.\-]+|[\s،؛:!\-]+$")
_STRONGEST = "؟.!؛:،"


def punctuated(line: str) -> str:
    """The line with its marks put right; empty if it is nothing but marks."""
    text = "".join(char for char in line if unicodedata.category(char) not in {"So", "Sk", "Cs"})
    text = " ".join(_persian_marks(word) for word in text.split())
    text = _REPEATED.sub(lambda found: _one_of(found[0]), text)
    text = _EDGES.sub("", _BEFORE.sub(r"\1", text))
    if not text:
        return ""
    text = re.sub(r"!(?=\s|$)", ".", text)
    return text if text[-1] in ".؟»" else f"{text}."


def _persian_marks(word: str) -> str:
    if _LATIN.search(word):
        return word
    marked = _COMMA.sub("،", word.translate(_MARKS))
    return _AFTER.sub(lambda found: f"{found[0]} ", marked)


def _one_of(marks: str) -> str:
    return next(mark for mark in _STRONGEST if mark in marks)
