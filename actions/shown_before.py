"""The services that were shown or talked about before, and which of them a message means."""

import re

from actions.base import Turn
from actions.choosing import named_one, numbered_one, words_of
from actions.vocabulary import title_words
from knowledge.catalogue import Entry
from knowledge.search.engine import Found, Hit

_RETURN = re.compile(r"(?<![\w‌])(?:همان|برگرد\w*|قبلی|اولی|دوباره)(?![\w‌])")
_PREVIOUS = re.compile(r"(?<![\w‌])(?:قبلی(?:‌?(?:ه|اش))?|قبل از این)(?![\w‌])")


def shown_before(turn: Turn) -> tuple[Hit, ...]:
    """The services that the citizen was asked to choose from."""
    known = turn.context.catalogue.by_id
    return tuple(Hit(known[id_], 0.0) for id_ in turn.slot("candidates") or () if id_ in known)


def listed(turn: Turn) -> tuple[Entry, ...]:
    """The list that a number counts in: the open one, or the one that was chosen from."""
    known = turn.context.catalogue.by_id
    ids = turn.slot("candidates") or turn.slot("other_services") or ()
    return tuple(known[id_] for id_ in ids if id_ in known)


def picked_by_name(turn: Turn) -> bool:
    """Whether the message chooses one of the services shown by its number or name."""
    return bool(named_one(turn, [hit.entry for hit in shown_before(turn)]) or renumbered(turn))


def renumbered(turn: Turn) -> Entry | None:
    """Another one of the list that was chosen from («نه، شماره یک»)."""
    if turn.slot("candidates"):
        return None
    return numbered_one(turn, listed(turn)) or _other_one(turn)


def _other_one(turn: Turn) -> Entry | None:
    """Another one of the list, by name («حالا گواهینامه چه می‌خواهد؟»)."""
    present = turn.context.catalogue.by_id.get(turn.slot("service_id") or "")
    others = [entry for entry in listed(turn) if entry is not present]
    own = set(words_of(turn))
    is_elsewhere = _RETURN.search(turn.matter.text) or not others
    if present is None or is_elsewhere or own & title_words(present):
        return None
    return named_one(turn, others)


def previous(turn: Turn, remembered: Entry | None) -> Entry | None:
    """The service talked about before the present one, if it is meant («سایت قبلی چه بود؟»)."""
    if not _PREVIOUS.search(turn.matter.text):
        return None
    known = turn.context.catalogue.by_id
    earlier = (known.get(id_) for id_ in turn.slot("earlier_services") or ())
    return next((entry for entry in earlier if entry and entry is not remembered), None)


def returned_to(turn: Turn, found: Found) -> Entry | None:
    """An earlier service that the message names again."""
    own = set(words_of(turn))
    returns = bool(_RETURN.search(turn.matter.text))
    if found.sure and not returns:
        return None
    best, most = None, 0
    # Who returns means the present service last.
    present, *before = turn.slot("earlier_services") or (None,)
    for id_ in [*before, present] if returns else [present, *before]:
        entry = turn.context.catalogue.by_id.get(id_ or "")
        overlap = len(own & title_words(entry)) if entry else 0
        if overlap > most and (returns or overlap == len(own)):
            best, most = entry, overlap
    return best
