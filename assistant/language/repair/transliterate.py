"""Latin letters → Persian by a search through the words that are known.

Each Latin letter group stands for a few Persian spellings with a cost (`graphemes.tsv`); the
search follows only prefixes of known words and takes the cheapest word, frequent words first.
"""

from collections.abc import Iterator
from functools import lru_cache

from .graphemes import ways_from
from .latin_search import Found, Reading, cheapest
from .tables import latin_words

_LONGEST = 24
_LISTED, _ENDING = -1.0, 0.5
_NO_LIMIT = 99.0
_SUFFIXES = (
    ("am", "م"), ("em", "م"), ("at", "ت"), ("et", "ت"), ("ash", "ش"), ("esh", "ش"),
    ("amo", "مو"), ("emo", "مو"), ("ato", "تو"), ("eto", "تو"), ("asho", "شو"), ("esho", "شو"),
    ("emun", "مون"), ("emoon", "مون"), ("amoon", "مون"), ("amun", "مون"),
    ("etun", "تون"), ("etoon", "تون"), ("atoon", "تون"), ("eshun", "شون"), ("eshoon", "شون"),
    ("ha", "ها"), ("haye", "های"), ("hay", "های"), ("haa", "ها"), ("hayi", "هایی"),
    ("ye", ""), ("e", ""), ("i", "ی"), ("o", "و"), ("tar", "تر"), ("tarin", "ترین"),
)  # fmt: skip


def _readings(word: str) -> Iterator[Reading]:
    """The word as a whole, and as a stem with each ending that fits."""
    yield Reading(0, word, "", 0.0)
    for rank, (latin, letters) in enumerate(_SUFFIXES, start=1):
        if word.endswith(latin) and len(word) - len(latin) > 2:
            yield Reading(rank, word[: -len(latin)], letters, _ENDING)


@lru_cache(maxsize=16384)
def _nearest(word: str) -> str | None:
    """The known word, with an ending or without, that Latin letters most likely stand for."""
    found: list[Found] = []
    unlisted: list[Reading] = []
    for reading in _readings(word):
        listed = latin_words().get(reading.latin) if reading.rank else None
        if not listed:
            unlisted.append(reading)
        elif len(listed) > 1:
            found.append((_LISTED + reading.cost, reading, listed))
    searched = cheapest(unlisted, found[0][0] if found else _NO_LIMIT)
    found += [searched] if searched else []
    best = min(found, key=lambda one: (one[0], one[1].rank), default=None)
    return best[2] + best[1].ending if best else None


def transliterate(word: str, *, strict: bool = False) -> str | None:
    """The Persian word that lower-case Latin letters most likely stand for.

    Without a known word the letters are turned one by one; `strict` gives None instead.
    """
    if len(word) > _LONGEST:
        return None
    return _nearest(word) or (None if strict else _letter_by_letter(word))


def _letter_by_letter(word: str) -> str | None:
    out, i = "", 0
    no_more = [0.0] * (len(word) + 1)
    while i < len(word):
        ways = ways_from(word, i, no_more)
        way = next((way[:2] for way in ways if way[1] or way[3] < 0.1), None)
        if i and word[i] == word[i - 1] and word[i] not in "aeiou":
            way = (i + 1, "")
        if way is None:
            return None
        i, letters = way
        out += letters
    return out or None
