"""Whether a word can be made of a known stem and the endings of written Persian."""

from functools import lru_cache

from .lexicon import ZWNJ, is_common, is_listed
from .verbs import is_verb

ENDINGS = (
    "هایمان", "هایتان", "هایشان", "هایم", "هایت", "هایش", "هایی", "های", "ها", "ترین", "تر",
    "مان", "تان", "شان", "گان", "ان", "ات", "ین", "یم", "ید", "ند", "ام", "اش", "ای", "یی", "ی",
    "م", "ت", "ش", "اند", "ایم", "اید", "ست", "یه",
)  # fmt: skip
_BEGINNINGS = ("بی", "نا", "هم", "پیش", "باز", "غیر", "پسا", "کم", "پر", "خوش", "بد")


@lru_cache(maxsize=65536)
def is_known(word: str, depth: int = 2) -> bool:
    """A listed word, a verb form, or a stem in use with endings or a prefix."""
    if is_listed(word) or is_verb(word):
        return True
    if ZWNJ in word:
        return all(len(part) < 2 or part in ENDINGS or is_known(part) for part in word.split(ZWNJ))
    if depth == 0:
        return False
    return _known_with_ending(word, depth) or any(
        word.startswith(start) and len(word) > len(start) + 2 and is_common(word[len(start) :])
        for start in _BEGINNINGS
    )


def _known_with_ending(word: str, depth: int) -> bool:
    for ending in ENDINGS:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < 2 or len(stem) + len(ending) < 4:
            continue
        if is_common(stem) or (depth > 1 and is_known(stem, depth - 1)):
            return True
    return False
