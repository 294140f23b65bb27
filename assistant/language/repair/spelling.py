"""Spelling: unknown words → the nearest known word, or two words that were run together.

Never touched: known words and names, words behind a title («آقای …»), short words, anything that
is not Persian letters.
"""

from collections.abc import Iterator
from functools import cache
from math import log10

from symspellpy.symspellpy import SymSpell
from symspellpy.verbosity import Verbosity

from .edits import distance
from .fixing import WordFixer
from .lexicon import ZWNJ, dictionary, domain_words, frequency, is_common, names, verb_forms
from .morphology import ENDINGS, is_known
from .run_on import parted
from .spacing import respell
from .tables import read_words
from .tokens import is_word, kinds_of, pieces_of
from .verbs import imperfective, is_verb, skeleton

_SHORTEST = 4
_MOST = 8
_COMMON = 3_000
_FREQUENT_STEM = 100_000
_OFTEN = 50_000
"""So often hazm has counted a word that begins with آ and is also typed with ا."""
_TITLES = read_words("titles.tsv")


@cache
def _general() -> SymSpell:
    """Frequent words, one edit away."""
    checker = SymSpell(max_dictionary_edit_distance=1, prefix_length=6)
    for word, count in dictionary().items():
        if count >= _COMMON and ZWNJ not in word and len(word) > 2:
            checker.create_dictionary_entry(word, count)
    for word, count in _derived():
        checker.create_dictionary_entry(word, count)
    for word in verb_forms():
        if ZWNJ not in word and 3 < len(word) < 9:
            checker.create_dictionary_entry(word, 1)
    return checker


def _derived() -> Iterator[tuple[str, int]]:
    """Words with ی that hazm lists without a count («اخلاقی»), by the count of their stem."""
    words = dictionary()
    for word, count in words.items():
        if count < _COMMON and word.endswith("ی") and words.get(word[:-1], 0) > _FREQUENT_STEM:
            yield word, words[word[:-1]] // 10
    yield from ((word, _FREQUENT_STEM) for word in ("آنها", "اینها", "اینکه", "آنکه"))


@cache
def _domain() -> SymSpell:
    """Words of the catalogue, two edits away."""
    checker = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word in domain_words():
        if len(word) > 3:
            checker.create_dictionary_entry(skeleton(word), frequency(word))
    return checker


def _candidates(word: str) -> set[str]:
    near = 2 if len(word) > 5 else 1
    ours = _domain().lookup(word, Verbosity.ALL, max_edit_distance=near)
    general = _general().lookup(word, Verbosity.ALL, max_edit_distance=1)
    return {item.term for item in [*ours[:_MOST], *general[:_MOST]]}


def _score(far: float, candidate: str) -> float:
    bonus = 0.08 * log10(frequency(candidate) + 1)
    return far - bonus - (0.25 if candidate in domain_words() else 0)


def _nearest(word: str) -> str | None:
    limit = 1.0 if len(word) < 7 else 1.4
    far = {candidate: distance(word, candidate) for candidate in _candidates(word)}
    allowed = [c for c in far if far[c] <= limit and c not in ENDINGS]
    return min(allowed, key=lambda c: (_score(far[c], c), c), default=None)


@WordFixer
def corrected(word: str) -> str:
    """The word in its right spelling, or as it is when it is known or nothing is near enough."""
    if is_common(word):
        return word
    if (marked := _with_madda(word)) is not None:
        return marked
    if len(word) < _SHORTEST or is_known(word):
        return _sounds_like_ours(word) or word
    if ZWNJ in word:
        stem, _, ending = word.partition(ZWNJ)
        return corrected(stem) + ZWNJ + ending if is_word(corrected(stem)) else word
    near = _nearest(word)
    two = parted(word)
    if two and (near is None or _further_than_parting(word, near)):
        return two
    if near is None:
        near = _with_ending(word)
    return _settled(near) if near else word


def _with_madda(word: str) -> str | None:
    """«آزمایش» for «ازمایش», as most people type it: hazm lists both, and has counted only one."""
    stem, mark, ending = word.partition(ZWNJ)
    marked = f"آ{stem[1:]}"
    is_typed_so = stem.startswith("ا") and len(stem) >= _SHORTEST and frequency(stem) == 0
    is_frequent = frequency(marked) >= _OFTEN or marked in domain_words() or marked in names()
    return f"{marked}{mark}{ending}" if is_typed_so and is_frequent else None


def _further_than_parting(word: str, near: str) -> bool:
    return distance(word, near) > (0.9 if near in domain_words() and word[0] == near[0] else 0.6)


def _with_ending(word: str) -> str | None:
    for ending in ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST:
            near = _nearest(stem)
            if near and near in domain_words():
                return near + ending
    return None


def _sounds_like_ours(word: str) -> str | None:
    """A frequent catalogue word for a rare word that sounds the same («تعمین» → «تامین»)."""
    if len(word) < _SHORTEST or ZWNJ in word or is_common(word) or is_verb(word):
        return None
    found = _domain().lookup(word, Verbosity.CLOSEST, max_edit_distance=1)
    close = [
        f.term for f in found if distance(word, f.term) < 0.4 and domain_words().get(f.term, 0) > 2
    ]
    return close[0] if close else None


def _settled(word: str) -> str:
    """A correction in the spelling that the earlier steps would give it."""
    return respell(imperfective().get(word, word))


def spelling(text: str) -> str:
    """The spelling step."""
    changed = corrected.changes(kinds_of(text))
    if not changed:
        return text
    pieces = list(pieces_of(text))
    titled = {i + 2 for i, piece in enumerate(pieces) if piece in _TITLES}
    for i, piece in enumerate(pieces):
        if i not in titled:
            pieces[i] = changed.get(piece, piece)
    return "".join(pieces)
