"""What a pressed button changes in the case that is being written."""

from typing import Any

from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.editing import CUT, Edited, without
from assistant.dialogue.complaint.fields import ALONE, emptied
from assistant.dialogue.complaint.questions import (
    CHANGE_TEXT,
    FORMAL,
    HIDE_NAMES,
    KEEP_TEXT,
    NEARBY,
    OWN,
    SHOW_NAMES,
    TOPIC,
)
from assistant.dialogue.draft import Draft

_OF_ITSELF = {FORMAL[1], OWN[1], NEARBY, HIDE_NAMES[1], SHOW_NAMES[1]}
"""Choices that change the draft, and ask for nothing."""


def by_button(draft: Draft, choice: str) -> Edited:
    """The draft after a button that was pressed."""
    name, _, value = choice.partition(":")
    if choice.startswith(CUT):
        return without(draft, choice)
    if choice in {KEEP_TEXT[1], rewriting.ACCEPT[1]}:
        is_taken = choice == rewriting.ACCEPT[1] and draft.proposed
        return rewriting.accepted(draft) if is_taken else Edited(rewriting.kept(draft))
    if choice == CHANGE_TEXT[1]:
        return Edited(rewriting.anew(draft))
    draft = rewriting.kept(draft)
    if choice.startswith(TOPIC):
        return Edited(draft.model_copy(update={"indicator": choice.removeprefix(TOPIC) or None}))
    if name == "edit" and choice not in _OF_ITSELF:
        return Edited(emptied(draft, value.removeprefix("case_")))
    is_offered = draft.offer is not None and draft.offer.id == value
    changes: dict[str, dict[str, Any]] = {
        "agency": {"agency": value},
        "skip_place": {"no_place": True},
        HIDE_NAMES[1]: {"is_quiet": True},
        SHOW_NAMES[1]: {"is_quiet": False},
        NEARBY: dict(zip(("province", "city"), draft.nearby, strict=True)),
        "edit": {"is_formal": value == "formal"},
        "follow": {"follow": value if is_offered else None},
        "alone": {"follow": ALONE},
    }
    key = choice if choice in changes else name
    return Edited(draft.model_copy(update=changes.get(key, {})))
