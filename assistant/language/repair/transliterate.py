"""Latin letters → Persian by a search through the words that are known.

Each Latin letter group stands for a few Persian spellings with a cost (`graphemes.tsv`); the
search follows only prefixes of known words and takes the cheapest word, frequent words first.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from math import log10

from .lexicon import dictionary, domain_words, frequency, names, verb_forms
from .tables import latin_words, read_map, read_rows
from .verbs import imperfective, other_forms, skeleton

_LONGEST = 24
_MAX_NODES = 4000
_LONGEST_RARE = 7
_SUFFIXES = (
    ("am", "م"), ("em", "م"), ("at", "ت"), ("et", "ت"), ("ash", "ش"), ("esh", "ش"),
    ("amo", "مو"), ("emo", "مو"), ("ato", "تو"), ("eto", "تو"), ("asho", "شو"), ("esho", "شو"),
    ("emun", "مون"), ("emoon", "مون"), ("amoon", "مون"), ("amun", "مون"),
    ("etun", "تون"), ("etoon", "تون"), ("atoon", "تون"), ("eshun", "شون"), ("eshoon", "شون"),
    ("ha", "ها"), ("haye", "های"), ("hay", "های"), ("haa", "ها"), ("hayi", "هایی"),
    ("ye", ""), ("e", ""), ("i", "ی"), ("o", "و"), ("tar", "تر"), ("tarin", "ترین"),
)  # fmt: skip


@cache
def _graphemes() -> dict[str, dict[str, list[tuple[str, float]]]]:
    table: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for latin, place, options in read_rows("graphemes.tsv"):
        pairs = [option.rsplit(":", 1) for option in options.split()]
        choices = [(letters.replace("-", ""), float(cost)) for letters, cost in pairs]
        table.setdefault(latin, {})[place] = choices
    return table


@cache
def _known() -> tuple[dict[str, float], frozenset[str]]:
    """Skeleton → bonus of every word that can be found, and all prefixes of them."""
    words: dict[str, float] = {}
    for word, count in dictionary().items():
        if count > 0 or len(word) <= _LONGEST_RARE:
            words[skeleton(word)] = 0.15 * log10(count + 1) - (0.0 if count else 0.15)
    words |= {word: 0.5 for word in verb_forms() if len(word) <= _LONGEST_RARE}
    for word in imperfective() | other_forms() | read_map("colloquial.tsv"):
        words[word] = max(words.get(word, 0), 0.6)
    for word in names():
        words[skeleton(word)] = max(words.get(word, 0), 0.5)
    for word in domain_words():
        words[skeleton(word)] = 0.15 * log10(frequency(word) + 10) + 0.2
    prefixes = frozenset(word[:i] for word in words for i in range(1, len(word) + 1))
    return words, prefixes


def _choices(word: str, i: int) -> Iterator[tuple[int, str, float]]:
    """Possible letter groups at a place: their length, Persian letters, cost."""
    for size in (4, 3, 2, 1):
        group = word[i : i + size]
        places = _graphemes().get(group) if len(group) == size else None
        if not places:
            continue
        place = "i" if i == 0 else "f" if i + size == len(word) else "m"
        for letters, cost in places.get(place) or places.get("*") or []:
            yield size, letters, cost
    if i and word[i] == word[i - 1]:
        yield 1, "", 0.05


def _search(word: str) -> tuple[str, float] | None:
    words, prefixes = _known()
    best: tuple[str, float] | None = None
    stack: list[tuple[int, str, float]] = [(0, "", 0.0)]
    seen: dict[tuple[int, str], float] = {}
    for _ in range(_MAX_NODES):
        if not stack:
            break
        i, prefix, cost = stack.pop()
        if i == len(word):
            bonus = words.get(prefix)
            if bonus is not None and (best is None or cost - bonus < best[1]):
                best = (prefix, cost - bonus)
            continue
        for size, letters, extra in _choices(word, i):
            state = (i + size, prefix + letters)
            total = cost + extra
            if (not state[1] or state[1] in prefixes) and total < seen.get(state, 9.0):
                seen[state] = total
                stack.append((*state, total))
    return best


def _with_suffix(word: str) -> Iterator[tuple[str, float]]:
    for latin, letters in _SUFFIXES:
        stem = word[: -len(latin)]
        if word.endswith(latin) and len(stem) > 2:
            listed = latin_words().get(stem)
            found = (listed, -1.0) if listed else _search(stem)
            if found and len(found[0]) > 1:
                yield found[0] + letters, found[1] + 0.5


@lru_cache(maxsize=16384)
def transliterate(word: str, *, strict: bool = False) -> str | None:
    """The Persian word that lower-case Latin letters most likely stand for.

    Without a known word the letters are turned one by one; `strict` gives None instead.
    """
    if len(word) > _LONGEST:
        return None
    found = [pair for pair in (_search(word), *_with_suffix(word)) if pair]
    if found:
        return min(found, key=lambda pair: pair[1])[0]
    return None if strict else _letter_by_letter(word)


def _letter_by_letter(word: str) -> str | None:
    out, i = "", 0
    while i < len(word):
        choice = next((c for c in _choices(word, i) if c[1] or c[2] < 0.1), None)
        if i and word[i] == word[i - 1] and word[i] not in "aeiou":
            choice = (1, "", 0.0)
        if choice is None:
            return None
        size, letters, _ = choice
        out, i = out + letters, i + size
    return out or None
