"""Words that are tagged as a name, and are none by all that is known of them.

The field has read of few holes and pipes: «گودالی حفر» stands where a name may stand, and it has
seen neither word. A name is listed, begins with one that is, or stands beside a word that tells of
a person; and «کوت عبدالله» is a town. Of 510 names by two writers none is lost by it.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .surroundings import kinds_of
from .words import key_of, lists_of

_PATTERNS = Path(__file__).parents[3] / "nlu_data" / "gazetteer.jsonl"
_PLACES = frozenset(["province", "county", "city"])
_OF_A_PERSON = frozenset(["titles", "relations", "own", "am", "gentle", "jobs"])
_CALLED = frozenset(["titles", "relations"])
_PERSONS = frozenset(["given", "family"])
_PARTS = frozenset(["inner", "suffixes"])
_ENDINGS = ("", "ه", "م", "ست", "یم")
_TELLS_PLACE = re.compile("(?:شهر|محل|شهرستان|استان)(?:م|ش|شم|مان|مون)?")
_REACH = 2
_LEAST_OF_NAME = 4
"""So long a listed name must be to make a name of an unlisted word behind it («مرادویسی»)."""


def is_no_name(keys: Sequence[str], first: int, last: int) -> bool:
    """Whether the words `keys[first:last]` of a message are surely nobody's name."""
    before = {kind for key in keys[max(0, first - _REACH) : first] for kind in kinds_of(key)}
    is_told = any(map(_TELLS_PLACE.fullmatch, keys[max(0, first - _REACH) : first]))
    if not before & _CALLED and _is_place(keys[first:last], is_told=is_told):
        return True
    behind = {kind for key in keys[last : last + 1] for kind in kinds_of(key)}
    return not (before | behind) & _OF_A_PERSON and not any(map(_is_known, keys[first:last]))


def _is_known(key: str) -> bool:
    """Whether a word is listed as a name, begins with one, or stands within names."""
    begins = (key[:length] for length in range(_LEAST_OF_NAME, len(key) + 1))
    listed = any(set(lists_of(one)) & _PERSONS for one in (key, *begins, key[:-1]))
    # «گداپور» ends like a name; «حفر» has too little before «فر».
    is_part = any(_PARTS & set(kinds_of(key[start:])) for start in (0, *range(2, len(key))))
    return listed or is_part or key.isascii()


def _is_place(keys: Sequence[str], *, is_told: bool) -> bool:
    """Whether the words are names of places, one behind the other.

    «ماهان» is a town and a boy: the town is meant where it `is_told` («شهرش هم ماهان بود»).
    """
    if not keys:
        return True
    for count in range(min(len(keys), _longest()), 0, -1):
        *inner, end = keys[:count]
        listed = {(*inner, end.removesuffix(one)) for one in _ENDINGS} & _towns(all_=is_told)
        is_name = count > 1 or is_told
        if any(is_name or not set(lists_of(one[0])) & _PERSONS for one in listed):
            return count == len(keys) or _is_place(keys[count:], is_told=is_told)
    return False


@cache
def _longest() -> int:
    return max(map(len, _towns(all_=True)))


@cache
def _towns(*, all_: bool) -> frozenset[tuple[str, ...]]:
    """Names of places as they are looked up: `all_`, or those that are no everyday words."""
    lines = map(json.loads, _PATTERNS.read_text(encoding="utf-8").splitlines())
    some = [one for one in lines if one["label"] in _PLACES and (all_ or not one.get("cue"))]
    names = [one["pattern"] for one in some]
    return frozenset(tuple(key_of(part) for part in name.split()) for name in names)
