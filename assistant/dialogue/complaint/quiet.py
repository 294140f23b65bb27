"""Whether the agency may read the names and addresses in a case, by what its citizen said.

Whoever reports a hole tells the street, and whoever thanks a clerk tells the name: both are for the
agency to read. Whoever tells of a bribe, or is afraid, is told by the very same. «اسمم نره» is no
fear: the own name is hidden in any case, and the hole must be found.
"""

from assistant.dialogue import words
from assistant.dialogue.policy.openings import tells_of_bribe
from assistant.dialogue.state import Draft
from assistant.dialogue.understand import Understanding

_WISHES = 0.5
"""So likely a message wishes to stay unnamed, without a word of it that is known."""


def quieted(draft: Draft, heard: Understanding | None) -> Draft:
    """`draft`, with names and addresses hidden where a message gives reason for it.

    That the own name shall not be told is remembered, to be said in the summary.
    """
    if heard is None:
        return draft
    is_quiet = words.has("fears", heard.text) or tells_of_bribe(heard)
    changes = {"is_quiet": True} if is_quiet else {}
    changes |= {"is_unnamed": True} if wishes_no_name(heard) else {}
    return draft.model_copy(update=changes) if changes else draft


def wishes_no_name(heard: Understanding) -> bool:
    """Whether a message wishes that its writer's name is not told."""
    is_said = words.has("name_wishes", heard.reading.masked)
    return heard.is_unnamed or is_said or heard.of("amend/secret") >= _WISHES
