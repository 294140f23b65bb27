"""Whether the agency may read the names and addresses in a case, by what its citizen said.

Whoever reports a hole tells the street, and whoever thanks a clerk tells the name: both are for the
agency to read. Whoever tells of a bribe, or is afraid, is told by the very same. «اسمم نره» is no
fear: the own name is hidden in any case, and the hole must be found.
"""

from assistant.dialogue import words
from assistant.dialogue.policy.openings import tells_of_bribe
from assistant.dialogue.state import Draft
from assistant.dialogue.understand import Understanding


def quieted(draft: Draft, heard: Understanding | None) -> Draft:
    """`draft`, with names and addresses hidden where a message gives reason for it."""
    is_quiet = heard is not None and (words.has("fears", heard.text) or tells_of_bribe(heard))
    return draft.model_copy(update={"is_quiet": True}) if is_quiet else draft
