"""Known words: hazm's dictionary and verbs, the words of the catalogue, names and places.

Everything is loaded once a process, at the first use (about two seconds, most of it hazm's).
Words are in the canonical spelling of `characters`.
"""

from functools import cache, lru_cache
from typing import Any

from .characters import drop_marks, unify_digits, unify_unicode
from .tables import read_rows, read_words

ZWNJ = "\u200c"


def canonical_letters(word: str) -> str:
    """A dictionary word in the spelling that the character steps give."""
    return drop_marks(unify_digits(unify_unicode(word)))


@cache
def normalizer() -> Any:
    """Give hazm's Normalizer, one object a process, its dictionary in our spelling."""
    from hazm.normalizer import Normalizer

    hazm_normalizer: Any = Normalizer(persian_numbers=False, persian_style=False)
    words: dict[str, tuple[int, tuple[str, ...]]] = {}
    for word, (frequency, tags) in hazm_normalizer.words.items():
        spelled = canonical_letters(word)
        if spelled not in words or words[spelled][0] < frequency:
            words[spelled] = (frequency, tags)
    hazm_normalizer.words = words
    hazm_normalizer.verbs = {
        canonical_letters(form): root
        for form, root in hazm_normalizer.verbs.items()
        if " " not in form
    }
    hazm_normalizer.tokenizer = None
    return hazm_normalizer


@cache
def dictionary() -> dict[str, int]:
    """Every word that hazm lists → its frequency (0: listed, never counted)."""
    return {word: entry[0] for word, entry in normalizer().words.items()}


@cache
def verb_forms() -> frozenset[str]:
    """One-word forms of hazm's verbs."""
    return frozenset(normalizer().verbs)


@cache
def domain_words() -> dict[str, int]:
    """Words of the catalogue → how often it has them."""
    return {row[0]: int(row[1]) for row in read_rows("domain_words.tsv")}


@cache
def names() -> frozenset[str]:
    """Names of people and places, brands, words of `kept.tsv`: never corrected, never split."""
    return read_words("places.tsv") | read_words("names.tsv") | read_words("kept.tsv")


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """A word in real use: counted by hazm, in the catalogue, a verb form or a name."""
    return (
        dictionary().get(word, 0) > 0
        or word in domain_words()
        or word in verb_forms()
        or word in names()
    )


@lru_cache(maxsize=65536)
def is_listed(word: str) -> bool:
    """A word that some dictionary knows at all."""
    return word in dictionary() or is_common(word)


def frequency(word: str) -> int:
    """A rank for choosing between words: hazm's count, catalogue words count more."""
    return dictionary().get(word, 0) + 2_000_000 * min(domain_words().get(word, 0), 50)
