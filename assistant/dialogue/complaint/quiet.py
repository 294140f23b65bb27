"""Whether the agency may read the names and addresses in a case, by what its citizen said.

Whoever reports a hole tells the street, and whoever thanks a clerk tells the name: both are for the
agency to read. Whoever tells of a bribe, or does not want to be known, is told by the very same.
"""

from assistant.dialogue import words
from assistant.dialogue.decide import tells_of_bribe
from assistant.dialogue.state import Draft
from assistant.dialogue.understand import Understanding

_WISHED = 0.5
"""From here on a message wishes that its writer stays unknown."""


def quieted(draft: Draft, heard: Understanding | None) -> Draft:
    """`draft`, with names and addresses hidden where a message gives reason for it."""
    is_quiet = heard is not None and (_wishes(heard) or tells_of_bribe(heard))
    return draft.model_copy(update={"is_quiet": True}) if is_quiet else draft


def _wishes(heard: Understanding) -> bool:
    """«اسمم نره», «نفهمند من گفتم»; «اسمم معلوم می‌شود؟» asks."""
    if words.has("fears", heard.text):
        return True
    asks = "؟" in heard.reading.masked or words.has("questions", heard.text)
    said = any(piece.command == "amend/secret" for piece in heard.pieces)
    return not asks and (said or heard.of("amend/secret") >= _WISHED)
