"""The fields of a case that is written: what fills them, empties them, or names them.

One is whether the agency may read the names and addresses in the case. Whoever reports a hole
tells the street, and whoever thanks a clerk tells the name: both are for the agency to read.
Whoever tells of a bribe, or is afraid, is told by the very same. «اسمم نره» is no fear: the own
name is hidden in any case, and the hole must be found.
"""

from typing import Any

from assistant.cases.terms import KINDS, Kind
from assistant.dialogue import words
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.editing import MOST_CHARACTERS
from assistant.dialogue.complaint.reading import Given
from assistant.dialogue.complaint.telling import OF_FILING
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.openings import tells_of_bribe
from assistant.dialogue.understood import Understanding

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


ALONE = "alone"
"""What others have told is not followed: a case of its own is filed."""


def indicator(kind: str, heard: Understanding) -> str | None:
    """What a case is about: known from its kind, but for a complaint."""
    if kind != Kind.COMPLAINT:
        return _of_kind(kind)
    # The topics of 128 have none for bribery.
    return None if tells_of_bribe(heard) else heard.indicator


def _of_kind(kind: str) -> str | None:
    about = KINDS[Kind(kind)].indicator
    return about.value if about else None


def with_part(draft: Draft, part: Part) -> Draft:
    """The draft with one more piece; as it is where that finds no room."""
    more = draft.model_copy(update={"parts": (*draft.parts, part)})
    return more if len(more.description) <= MOST_CHARACTERS else draft


def filled(draft: Draft, given: Given, *, only_open: bool) -> Draft:
    """The draft with what a message gives; nothing that is known changes, if `only_open`."""
    changes: dict[str, Any] = {}
    if given.agency and not (only_open and draft.agency):
        changes["agency"] = given.agency
    if given.place and not (only_open and draft.has_place):
        changes |= {"province": given.place[0], "city": given.place[1], "no_place": False}
    if given.no_place and not draft.has_place:
        changes["no_place"] = True
    if given.kind and given.kind != draft.kind:
        # «دیر شدن کار» is the topic of no praise.
        changes |= {"kind": given.kind, "indicator": _of_kind(given.kind)}
    return draft.model_copy(update=changes)


def emptied(draft: Draft, field: str) -> Draft:
    """The draft, waiting for one of its fields again."""
    changes: dict[str, dict[str, Any]] = {
        "place": {"province": "", "city": "", "no_place": False},
        "agency": {"agency": None},
    }
    if field == "description":
        return rewriting.anew(draft)
    return draft.model_copy(update=changes.get(field, {}))


def field_named(text: str) -> str | None:
    """The part that a message wants to give anew: «شهرش اشتباهه»، «دستگاه»."""
    fields = ("place", "agency", "description")
    left = text
    for field in fields:
        left = words.pattern("fields", field).sub(" ", left)
    own = words.own_words(left) - words.own_words(OF_FILING)
    if own and not words.has("changes", text):
        # «سازمان بیمه» names an agency, and no part of the draft.
        return None
    return next((field for field in fields if words.has("fields", text, field)), None)


def followed(draft: Draft, text: str, name: str) -> Draft:
    """What others have told, or one's own case, by yes, no, or words."""
    assert draft.offer is not None
    if name == "deny" or words.has("own_case", text):
        return draft.model_copy(update={"follow": ALONE})
    if name == "affirm" or words.has("same_case", text):
        return draft.model_copy(update={"follow": draft.offer.id})
    return draft
