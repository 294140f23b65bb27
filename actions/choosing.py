"""Which of the services shown, or talked about, a short message points to."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from actions.base import Turn
from actions.vocabulary import ordinal, own_words, title_words
from knowledge.catalogue import Entry
from knowledge.search.engine import Hit

_SHORT = 8
_CLEAR_LEAD = 0.1
_FIRST_OF_ALL = re.compile(r"(?:خب |حالا )?(?:اول|اولش|دوم|بعدش|آخر) (?=\S)")
_BARE_WORDS, _BARE_LENGTH, _BARE_OPTIONS = 2, 3, 5


def words_of(turn: Turn) -> list[str]:
    """The words by which the message names a topic of its own."""
    return own_words(turn.matter.placeless)


def picked(turn: Turn, shown: Sequence[Entry]) -> Entry | None:
    """The one of the services shown before that is meant: by number, by words, or by sense."""
    text = turn.matter.text
    if first := numbered_one(turn, shown) or _named_first(turn, shown):
        return first
    own = set(words_of(turn))
    if not shown or not own or len(text.split()) > _SHORT:
        return None
    found, named = turn.matter.found, _by_words(shown, own)
    if found.sure:
        best = found.hits[0].entry
        # «ازدواج» after a list of loans is the marriage loan, though weddings are registered too.
        return best if best in shown else named_one(turn, shown)
    return named or _by_sense(turn, shown)


def numbered_one(turn: Turn, shown: Sequence[Entry]) -> Entry | None:
    """The one of the services shown that a short message points to by its number."""
    number = ordinal(turn.matter.text.strip(" .!؟?"), len(shown))
    if number is None or _named_beside_order(turn, shown):
        return None
    return shown[number]


def _named_beside_order(turn: Turn, shown: Sequence[Entry]) -> bool:
    """«اول گذرنامه» tells what comes first by its name, not by its number."""
    named = _by_words(shown, set(words_of(turn)))
    return named is not None and bool(_FIRST_OF_ALL.match(turn.matter.text))


def named_one(turn: Turn, shown: Sequence[Entry]) -> Entry | None:
    """The one of the services shown that a message tells by number or name, or begins with."""
    if numbered := numbered_one(turn, shown):
        return numbered
    return _named(set(words_of(turn)), shown) or _named_first(turn, shown)


def _named_first(turn: Turn, shown: Sequence[Entry]) -> Entry | None:
    """«کفالت، من تک‌پسرم» after two exemptions."""
    first, comma, _ = turn.matter.placeless.partition("،")
    return _named(set(own_words(first)), shown) if comma else None


def _named(own: set[str], shown: Sequence[Entry]) -> Entry | None:
    named = _by_words(shown, own) if shown and own else None
    return named if named and own - _ORDER <= title_words(named) else None


_ANYBODYS = frozenset(own_words("شکایت اعتراض گزارش پیگیری خدمات ثبت صدور درخواست اعلام"))
"""Stems that make no two services the same thing."""
_ORDER = frozenset(own_words("اول دوم سوم آخر بعدی"))


def _by_words(shown: Sequence[Entry], own: set[str]) -> Entry | None:
    common = frozenset.intersection(*map(title_words, shown))
    scores = [len((own & title_words(entry)) - common) for entry in shown]
    best = max(scores)
    is_one = best > 0 and scores.count(best) == 1
    return shown[scores.index(best)] if is_one else None


def _by_sense(turn: Turn, shown: Sequence[Entry]) -> Entry | None:
    entries, fused = turn.context.catalogue.entries, turn.matter.evidence.fused
    place = {entry.service.id: number for number, entry in enumerate(entries)}
    scores = np.array([fused[place[entry.service.id]] for entry in shown])
    best, *rest = np.argsort(-scores)
    is_clear = not rest or scores[best] - scores[rest[0]] >= _CLEAR_LEAD
    return shown[int(best)] if is_clear and scores[best] > 0 else None


def siblings(turn: Turn, remembered: Entry | None) -> tuple[Hit, ...]:
    """Other services of the same thing («تمدید چی؟» after a lost driving licence)."""
    own = set(words_of(turn))
    if remembered is None or not own or own & title_words(remembered):
        return ()
    same = title_words(remembered) - _ANYBODYS
    return _best(turn, lambda entry: own <= title_words(entry) and bool(same & title_words(entry)))


def bare(turn: Turn) -> tuple[Hit, ...]:
    """Services that share the one or two words which are all that was said."""
    own = set(words_of(turn))
    is_bare = 0 < len(own) <= _BARE_WORDS and len(turn.matter.text.split()) <= _BARE_LENGTH
    if is_bare and turn.matter.found.sure and len(turn.matter.text.split()) > len(own):
        # «گذرنامه می‌خواهم» says more than «گذرنامه».
        return ()
    hits = _best(turn, lambda entry: own <= title_words(entry)) if is_bare else ()
    return hits if len(hits) > 1 else ()


def _best(turn: Turn, fits: Callable[[Entry], bool]) -> tuple[Hit, ...]:
    entries, fused = turn.context.catalogue.entries, turn.matter.evidence.fused
    fitting = [number for number, entry in enumerate(entries) if fits(entry)]
    best = sorted(fitting, key=lambda number: -fused[number])[:_BARE_OPTIONS]
    return tuple(Hit(entries[number], 0.0) for number in best)
