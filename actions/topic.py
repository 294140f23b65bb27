"""Which service a message is about: the one it names, or the one talked about before."""

import re
from dataclasses import dataclass

from actions.base import Turn
from actions.choosing import bare, picked, siblings, words_of
from actions.comparing import compared
from actions.correction import corrected, correction_in
from actions.vocabulary import name_words, title_words
from knowledge.catalogue import Entry
from knowledge.schema import Line
from knowledge.search.engine import Found, Hit

_RETURN = re.compile(r"(?<![\w‌])(?:همان|برگرد\w*|قبلی|اولی|دوباره)(?![\w‌])")
_OBJECTS = re.compile(r"اعتراض (?:دارم|داریم|کنم|بکنم|بزنم|بدهم|می‌خواهم)|می‌خواهم اعتراض")
_SHORT = 8
_SURELY = 0.8
_FAINT = 0.03
"""Probability of act and best service below which not even a question gets candidates."""


@dataclass(frozen=True)
class Topic:
    """What is meant: a service, a line, or candidates while that is open; none when unknown.

    `is_new` when the message itself led there; `continues` when it did so only together with what
    was said before; `others` are the services that came next in the search.
    """

    entry: Entry | None = None
    candidates: tuple[Hit, ...] = ()
    line: Line | None = None
    is_new: bool = False
    continues: bool = False
    others: tuple[Entry, ...] = ()


def topic_of(turn: Turn) -> Topic:
    """The topic of the message of `turn`."""
    known = turn.context.catalogue.by_id
    if chosen := known.get(turn.entity("service_id") or ""):
        return Topic(chosen, is_new=True, continues=True)
    remembered = known.get(turn.slot("service_id") or "")
    if meant := picked(turn, [hit.entry for hit in shown_before(turn)]):
        return Topic(meant, is_new=True, continues=True)
    if is_follow_up(turn):
        return _talked_about(turn, remembered)
    if both := compared(turn):
        return Topic(candidates=both, continues=True)
    return _corrected(turn, remembered) or _named(turn, remembered)


def asks_to_object(turn: Turn) -> bool:
    """Whether a message wants to object in the way there is for it («اعتراض به دهک دارم»)."""
    text, found = turn.matter.text, turn.matter.found
    is_brief = len(text.split()) <= _SHORT and bool(_OBJECTS.search(text))
    return is_brief and "اعتراض" in found.hits[0].entry.service.title


def is_follow_up(turn: Turn) -> bool:
    """Whether the message names no topic of its own («مدارکش چیه؟»)."""
    return not words_of(turn)


def _talked_about(turn: Turn, remembered: Entry | None) -> Topic:
    if line := turn.context.catalogue.lines.get(turn.slot("line") or ""):
        return Topic(line=line)
    # «مدارکش چیه؟» right after several cards: which of them is meant is still open.
    return Topic(remembered) if remembered else Topic(candidates=shown_before(turn))


def shown_before(turn: Turn) -> tuple[Hit, ...]:
    """The services that the citizen was asked to choose from."""
    known = turn.context.catalogue.by_id
    return tuple(Hit(known[id_], 0.0) for id_ in turn.slot("candidates") or () if id_ in known)


def _corrected(turn: Turn, remembered: Entry | None) -> Topic | None:
    correction = correction_in(turn.matter.text)
    if correction is None or not turn.slot("question"):
        return None
    hits = corrected(turn, correction, remembered)
    if len(hits) == 1:
        return Topic(hits[0].entry, is_new=True, continues=True)
    return Topic(candidates=hits, continues=True)


def _named(turn: Turn, remembered: Entry | None) -> Topic:
    """What the words name: alone if that is clear, else together with what was said before."""
    found = turn.matter.found
    if earlier := _returned_to(turn, found):
        return Topic(earlier, is_new=earlier is not remembered, continues=True)
    options = bare(turn)
    if found.sure and not options:
        others = tuple(hit.entry for hit in found.hits[1:4])
        return Topic(found.hits[0].entry, is_new=True, others=others)
    in_context = _in_context(turn, remembered)
    return in_context or (Topic(candidates=options) if options else _unsure(turn, remembered))


def _unsure(turn: Turn, remembered: Entry | None) -> Topic:
    found = turn.matter.found
    if found.abstained:
        # Who surely asks for something is better served by three guesses than by none.
        likely = turn.confidence * found.probability if turn.act == "ask_service" else 0.0
        guesses = likely >= _FAINT and remembered is None
        return Topic(remembered, candidates=found.hits[:3] if guesses else ())
    if remembered and any(hit.entry is remembered for hit in found.shown):
        return Topic(remembered)
    return Topic(candidates=found.shown)


def _returned_to(turn: Turn, found: Found) -> Entry | None:
    """An earlier service that the message names again."""
    own = set(words_of(turn))
    returns = bool(_RETURN.search(turn.matter.text))
    if found.sure and not returns:
        return None
    best, most = None, 0
    for id_ in turn.slot("earlier_services") or ():
        entry = turn.context.catalogue.by_id.get(id_)
        overlap = len(own & title_words(entry)) if entry else 0
        if overlap > most and (returns or overlap == len(own)):
            best, most = entry, overlap
    return best


def _in_context(turn: Turn, remembered: Entry | None) -> Topic | None:
    """What the message means together with the question before it, or None."""
    question, text = turn.slot("question"), turn.matter.text
    elsewhere = turn.act == "out_of_scope" and turn.confidence >= _SURELY
    if not question or elsewhere or len(text.split()) > _SHORT:
        return None
    if len(same := siblings(turn, remembered)) == 1:
        return Topic(same[0].entry, is_new=True, continues=True)
    found = turn.context.reader.read(f"{question}، {text}").found
    entry = found.hits[0].entry
    if found.abstained or not set(words_of(turn)) & name_words(entry):
        return None
    if found.sure:
        return Topic(entry, is_new=entry is not remembered, continues=True)
    unknown = turn.matter.found.abstained and remembered is None
    return Topic(candidates=found.shown, continues=True) if unknown else None
