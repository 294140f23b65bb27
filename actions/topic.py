"""Which service a message is about: the one it names, or the one talked about before."""

from dataclasses import dataclass

from actions.base import Turn
from actions.choosing import bare, picked, siblings, words_of
from actions.comparing import compared
from actions.correction import corrected, correction_in, is_for_another_person
from actions.earlier_matter import asked_lines, common_word_beside, described, of_agency, of_court
from actions.further_steps import further_step
from actions.naming_lines import asks_number_again, named_lines
from actions.shown_before import listed, previous, renumbered, returned_to, shown_before
from actions.two_matters import both_matters
from actions.vocabulary import is_its_own, name_words
from knowledge.catalogue import Entry
from knowledge.schema import Line
from knowledge.search.engine import Hit

_SHORT, _NARROWING = 10, 12
"""Words of a message that may need the one before: any, and while a list stands open."""
_SURELY = 0.8
_FAINT = 0.03
"""Probability of act and best service below which not even a question gets candidates."""


@dataclass(frozen=True)
class Topic:
    """What is meant: a service, lines, or candidates while that is open; none when unknown.

    `is_new` when the message itself led there; `continues` when it did so only together with what
    was said before; `others` are the services that came next in the search, or the list that was
    chosen from; the candidates `are_all_meant` when the message asks for each of them.
    """

    entry: Entry | None = None
    candidates: tuple[Hit, ...] = ()
    lines: tuple[Line, ...] = ()
    is_new: bool = False
    continues: bool = False
    others: tuple[Entry, ...] = ()
    are_all_meant: bool = False


def topic_of(turn: Turn) -> Topic:
    """The topic of the message of `turn`."""
    if topic := _chosen(turn):
        return topic
    if asks_number_again(turn) and (lines := named_lines(turn, beside=None)):
        return Topic(lines=lines)
    known = turn.context.catalogue.by_id
    remembered = known.get(turn.slot("service_id") or "") or described(turn)
    if is_follow_up(turn):
        return _talked_about(turn, remembered)
    return _of_two(turn) or _corrected(turn, remembered) or _named(turn, remembered)


def _chosen(turn: Turn) -> Topic | None:
    """What a button names, or the one of the services shown that is meant."""
    if chosen := turn.context.catalogue.by_id.get(turn.entity("service_id") or ""):
        return Topic(chosen, is_new=True, continues=True)
    if meant := picked(turn, [hit.entry for hit in shown_before(turn)]) or renumbered(turn):
        return Topic(meant, is_new=True, continues=True, others=listed(turn))
    if narrowed := of_agency(turn):
        only = narrowed[0].entry if len(narrowed) == 1 else None
        return Topic(only, () if only else narrowed, is_new=bool(only), continues=True)
    return None


def _of_two(turn: Turn) -> Topic | None:
    if both := compared(turn):
        return Topic(candidates=both, continues=True)
    if both := both_matters(turn):
        return Topic(candidates=both, continues=True, are_all_meant=True)
    return None


def is_follow_up(turn: Turn) -> bool:
    """Whether the message names no topic of its own («مدارکش چیه؟»)."""
    return not words_of(turn)


def _talked_about(turn: Turn, remembered: Entry | None) -> Topic:
    if lines := named_lines(turn, beside=remembered):
        return Topic(lines=lines)
    if before := previous(turn, remembered):
        return Topic(before, is_new=True, continues=True)
    if filing := of_court(turn):
        return Topic(filing, is_new=True, continues=True)
    # «مدارکش چیه؟» right after several cards: which of them is meant is still open.
    return Topic(remembered) if remembered else Topic(candidates=shown_before(turn))


def _corrected(turn: Turn, remembered: Entry | None) -> Topic | None:
    correction = correction_in(turn.matter.text)
    if correction is None or not turn.slot("question"):
        return None
    if remembered and is_for_another_person(correction):
        return Topic(remembered, is_new=True, continues=True)
    hits = corrected(turn, correction, remembered)
    if len(hits) == 1:
        return Topic(hits[0].entry, is_new=True, continues=True)
    return Topic(candidates=hits, continues=True)


def _named(turn: Turn, remembered: Entry | None) -> Topic:
    """What the words name: alone if that is clear, else together with what was said before."""
    found = turn.matter.found
    if earlier := returned_to(turn, found):
        return Topic(earlier, is_new=earlier is not remembered, continues=True)
    if remembered and not found.sure and is_its_own(turn.matter.text, words_of(turn)):
        return Topic(remembered)
    options = bare(turn)
    if remembered and (meant := common_word_beside(turn, remembered)):
        return Topic(meant, is_new=True, continues=True)
    if found.sure and not options:
        others = tuple(hit.entry for hit in found.hits[1:4])
        return Topic(found.hits[0].entry, is_new=True, others=others)
    in_context = _in_context(turn, remembered)
    return in_context or (Topic(candidates=options) if options else _unsure(turn, remembered))


def _unsure(turn: Turn, remembered: Entry | None) -> Topic:
    found = turn.matter.found
    if found.abstained and (lines := asked_lines(turn, remembered)):
        return Topic(lines=lines)
    if found.abstained:
        # Who surely asks for something is better served by three guesses than by none.
        likely = turn.confidence * found.probability if turn.act == "ask_service" else 0.0
        guesses = likely >= _FAINT and remembered is None
        return Topic(remembered, candidates=found.hits[:3] if guesses else ())
    if remembered and any(hit.entry is remembered for hit in found.shown):
        return Topic(remembered)
    return Topic(candidates=found.shown)


def _in_context(turn: Turn, remembered: Entry | None) -> Topic | None:
    """What the message means together with the question before it, or None."""
    question, text = turn.slot("question"), turn.matter.text
    elsewhere = turn.act == "out_of_scope" and turn.confidence >= _SURELY
    most = _NARROWING if turn.slot("candidates") else _SHORT
    if not question or elsewhere or len(text.split()) > most:
        return None
    if len(same := siblings(turn, remembered)) == 1:
        return Topic(same[0].entry, is_new=True, continues=True)
    if further := further_step(turn, remembered):
        return Topic(further, is_new=True, continues=True)
    found = turn.context.reader.read(f"{question}، {text}").found
    entry = found.hits[0].entry
    if found.abstained or not set(words_of(turn)) & name_words(entry):
        return None
    if found.sure:
        return Topic(entry, is_new=entry is not remembered, continues=True)
    unknown = turn.matter.found.abstained and remembered is None
    return Topic(candidates=found.shown, continues=True) if unknown else None
