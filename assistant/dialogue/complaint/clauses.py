"""The clauses of a message as people type it: each ends at a mark, or behind its verb.

«مادرم ۱۲ مهر افتاد اسم منم ننویس» has two. What comes into a text comes by whole clauses, so that
no text begins or ends in the middle of a sentence.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Stretch, plain, value_of
from assistant.language.repair import repair
from assistant.language.repair.verbs import is_verb
from knowledge.features.edits import Span

_IS = " است"
_MOST_BEHIND = 8
"""Letters behind an order that go with it: «دیگه», «لطفا»."""
_LEAST_OF_CLAUSE = 3
"""Words of a clause that can be chosen to go."""
_STOP = re.compile(r"[.!؟?؛\n]")
_MARK = re.compile(r"[.،,؛!؟?\n:«»\"()]")


@lru_cache(maxsize=65536)
def ends_clause(word: str) -> bool:
    """Whether a word is a verb, or ends with «is»: «نیومده», «nakarde», «قطعه»."""
    return is_a_verb(word) or (_may_be_verb(word) and repair(word).text.endswith(_IS))


@lru_cache(maxsize=65536)
def is_a_verb(word: str) -> bool:
    """Whether a word is a verb by itself, as people write it: «نیومده», «nakarde»."""
    if _is(plain(word), "verbs"):
        return True
    repaired = repair(word).text
    return _may_be_verb(word) and (is_verb(word) or (" " not in repaired and is_verb(repaired)))


def _may_be_verb(word: str) -> bool:
    bare = plain(word)
    return value_of(bare) is None and not _is(bare, "no_verbs")


def clauses(text: str, spans: Sequence[Span], borders: Iterable[int] = ()) -> list[Stretch]:
    """The clauses of a text of these words, in their order; at `borders` one begins, too."""
    some = [text[span.start : span.end] for span in spans]
    marked = {
        number
        for number in range(1, len(spans))
        if _MARK.search(text[spans[number - 1].end : spans[number].start])
    }
    begins = {0, *marked, *borders, *_around_orders(text, spans)}
    has_verb = False
    for number, word in enumerate(some):
        behind = plain(some[number - 1]) if number else ""
        is_one = _is(plain(word), "helpers") or (_is(behind, "nouns_too") and is_a_verb(word))
        ends_here = bool(behind) and ends_clause(some[number - 1]) and not is_one
        if ends_here or (has_verb and _is(behind, "joints")):
            begins.add(number)
        has_verb = ends_clause(word) or (has_verb and number not in begins)
    starts = sorted(one for one in begins if one < len(some))
    ends = [*starts[1:], len(some)][: len(starts)]
    return [Stretch(*pair) for pair in zip(starts, ends, strict=True)]


def whole_clauses(text: str, spans: Sequence[Span]) -> list[Stretch]:
    """Clauses that a citizen can tell apart: quoted speech in one, and no scraps of a few words."""
    found = list[Stretch]()
    for one in clauses(text, spans):
        last = found[-1] if found else None
        is_joined = last is not None and not _STOP.search(
            text[spans[one.first - 1].end : spans[one.first].start]
        )
        some = [plain(text[span.start : span.end]) for span in spans[one.first : one.last]]
        if last and is_joined and (_is_scrap(some) or _is_open(text, spans, last)):
            found[-1] = Stretch(last.first, one.last)
        else:
            found.append(one)
    return found


def _is_scrap(some: Sequence[str]) -> bool:
    """Whether words are too few for a clause, or go on with the one before: «یا برو»."""
    return len(some) < _LEAST_OF_CLAUSE or _is(some[0], "goes_on")


def _is_open(text: str, spans: Sequence[Span], one: Stretch) -> bool:
    """Whether a clause quotes, or is itself a scrap, so that what follows belongs to it."""
    some = [plain(text[span.start : span.end]) for span in spans[one.first : one.last]]
    return len(some) < _LEAST_OF_CLAUSE or any(_is(word, "quoting") for word in some)


def _around_orders(text: str, spans: Sequence[Span]) -> set[int]:
    """Where orders to write begin and end: «رسید هم دارم بنویس توش»."""
    firsts = {one.start: number for number, one in enumerate(spans)}
    lasts = {one.end: number + 1 for number, one in enumerate(spans)}
    found = words.pattern("clauses", "writes").finditer(text)
    return {
        number
        for match in found
        if match.start() in firsts and match.end() in lasts
        for number in (firsts[match.start()], lasts[match.end()])
    }


def is_order(clause: str, before: str) -> bool:
    """Whether a clause only tells the assistant what to do; `before` is the word before it."""
    text = clause.strip()
    if any(words.pattern("clauses", name).fullmatch(text) for name in ("writes", "polite")):
        return True
    ends = [one.end() for one in words.pattern("clauses", "orders").finditer(text)]
    is_quoted = _is(plain(before), "quoting") or any(
        _is(plain(word), "quoting") for word in text.split()
    )
    return bool(ends) and not is_quoted and len(text) - max(ends) <= _MOST_BEHIND


def _is(word: str, *names: str) -> bool:
    return any(word in words.listed("clauses")[name].split("|") for name in names)
