"""Known words: hazm's dictionary and verbs, the words of the catalogue, names and places.

Everything is loaded once a process, at the first use (about two seconds, most of it hazm's).
Words are in the canonical spelling of `characters`.
"""

from functools import cache
from typing import Any

from .characters import drop_marks, unify_digits, unify_unicode
from .tables import read_rows, read_words

ZWNJ = "\u200c"


def canonical_letters(word: str) -> str:
    """A dictionary word in the spelling that the character steps give."""
    return drop_marks(unify_digits(unify_unicode(word)))


@cache
def _hazm() -> tuple[dict[str, int], dict[str, str]]:
    """Hazm's words → their frequency, and its one-word verb forms → their stems (past#present)."""
    from hazm.lemmatizer import Lemmatizer

    hazm: Any = Lemmatizer(joined_verb_parts=False)
    words: dict[str, int] = {}
    for word, (count, _) in hazm.words.items():
        spelled = canonical_letters(word)
        if words.get(spelled, -1) < count:
            words[spelled] = count
    stems = hazm.verbs.items()
    return words, {canonical_letters(form): stem for form, stem in stems if " " not in form}


@cache
def dictionary() -> dict[str, int]:
    """Every word that hazm lists → its frequency (0: listed, never counted)."""
    return _hazm()[0]


@cache
def verb_forms() -> frozenset[str]:
    """One-word forms of hazm's verbs."""
    return frozenset(_hazm()[1])


@cache
def present_stems() -> frozenset[str]:
    """Present stems of hazm's verbs."""
    return frozenset(stems.split("#")[-1] for stems in _hazm()[1].values() if "#" in stems) - {""}


@cache
def domain_words() -> dict[str, int]:
    """Words of the catalogue → how often it has them."""
    return {row[0]: int(row[1]) for row in read_rows("domain_words.tsv")}


@cache
def names() -> frozenset[str]:
    """Names of people and places, brands, words of `kept.tsv`: never corrected, never split."""
    return read_words("places.tsv") | read_words("names.tsv") | read_words("kept.tsv")


@cache
def _common() -> frozenset[str]:
    counted = (word for word, count in dictionary().items() if count > 0)
    return frozenset(counted) | domain_words().keys() | verb_forms() | names()


def is_common(word: str) -> bool:
    """A word in real use: counted by hazm, in the catalogue, a verb form or a name."""
    return word in _common()


def is_listed(word: str) -> bool:
    """A word that some dictionary knows at all."""
    return word in dictionary() or word in _common()


def frequency(word: str) -> int:
    """A rank for choosing between words: hazm's count, catalogue words count more."""
    return dictionary().get(word, 0) + 2_000_000 * min(domain_words().get(word, 0), 50)
