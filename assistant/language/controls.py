"""Characters that show nothing and steer machines, or turn the order of what is read around."""

import unicodedata

from pydantic import BeforeValidator

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks, embeddings, overrides and isolates of the bidirectional algorithm: «\u202e» lets a reader
see another text than the one that is kept."""


def without_controls(text: str) -> str:
    """`text` without control characters and marks of direction; line breaks and tabs stay."""
    return "".join(c for c in text if c in "\n\t" or not _steers(c))


def _steers(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) == "Cc"


def _readable(value: object) -> object:
    return without_controls(value) if isinstance(value, str) else value


Readable = BeforeValidator(_readable)
"""Text that comes in, without them: nobody reads them, and PostgreSQL refuses to keep some."""
