"""What the custom actions work with, and the turns that are being answered right now."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from assistant.cases.service import CaseDesk
from assistant.cases.similar.offers import SimilarCases
from assistant.understanding.reading import Reader, Reading
from knowledge.catalogue import Catalogue

RawText = Callable[[str, str], Awaitable[str | None]]
"""Conversation id and turn id in; the text as it was typed out, or None."""


@dataclass(frozen=True)
class OpenTurn:
    """A turn on its way through Rasa. `raw` is the text as typed and never leaves the gateway."""

    id: str
    conversation_id: str
    raw: str
    reading: Reading


@dataclass
class ActionContext:
    """The assistant's knowledge and its case desk, shared by all actions."""

    catalogue: Catalogue
    reader: Reader
    desk: CaseDesk
    open_turns: dict[str, OpenTurn] = field(default_factory=dict)
    raw_text: RawText | None = None
    similar: SimilarCases | None = None
