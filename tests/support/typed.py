"""The words of a part of a description as its message had them."""

from assistant.dialogue.draft import Part
from assistant.language.marks import put_back
from assistant.language.pii import mask


def as_typed(raw: str, part: Part) -> str:
    """The words of `part`, with what `raw`, the message as typed, has where something is hidden."""
    return put_back(part.text, dict(mask(raw).values))
