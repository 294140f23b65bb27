"""Persian typed while the keyboard was Latin: `sghl` → «سلام», `;hvj lgd` → «کارت ملی»."""

import re
from functools import lru_cache

from .lexicon import is_common
from .tables import latin_words, read_map, read_words
from .tokens import is_word
from .verbs import formal_verb

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,\\HCG"
_LETTERS = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوپآژۀ"
_STANDARD = str.maketrans(_KEYS, _LETTERS)
_OLDER = str.maketrans(_KEYS, _LETTERS.replace("دپو", "دئو"))
_RUN = re.compile(r"(?<!\S)[a-zHCG;'\[\],\\]+(?=[.!?؟]*(?!\S))")
_LATIN = re.compile(r"[A-Za-z]")
_VOWEL = re.compile(r"[aeiouy]")
_SIGN = re.compile(r"[;'\[\],\\]")


@lru_cache(maxsize=16384)
def retyped(run: str) -> str | None:
    """The known Persian word that the same keys give on a Persian keyboard, or None."""
    if not _LATIN.search(run):
        return None
    for layout in (_STANDARD, _OLDER):
        word = run.translate(layout).replace("ۀ", "ه")
        if len(word) > 1 and _known(word):
            return word
    return None


def _known(word: str) -> bool:
    return is_common(word) or word in read_map("colloquial.tsv") or formal_verb(word) is not None


def _latin_word(run: str) -> bool:
    return run in latin_words() or run in read_words("english.tsv")


def _unpronounceable(run: str) -> bool:
    return not _VOWEL.search(run) or _SIGN.search(run) is not None


def keyboard(text: str) -> str:
    """The keyboard step: the whole message is turned, or nothing."""
    if not _LATIN.search(text):
        return text
    runs = [run for run in _RUN.findall(text) if _LATIN.search(run)]
    odd = sum(_unpronounceable(run) for run in runs)
    if not runs or 2 * odd < len(runs):
        return text
    if sum(is_word(piece) for piece in text.split(" ")) > len(runs) or not _were_slips(runs):
        return text
    return _RUN.sub(lambda match: _turned(match.group()), text)


def _were_slips(runs: list[str]) -> bool:
    """Whether the runs are mostly Persian words on a Persian keyboard."""
    hits = [run for run in runs if retyped(run)]
    against = sum(_latin_word(run) for run in runs)
    long = any(len(run) > 2 for run in hits)
    return long and len(hits) * 5 >= len(runs) * 3 and against <= len(hits)


def _turned(run: str) -> str:
    if not _LATIN.search(run):
        return run
    return retyped(run) or run.translate(_STANDARD).replace("ۀ", "ه")
