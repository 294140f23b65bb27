"""Words that stand around names and in addresses, by what they say of their neighbours.

«آقای» says that a name follows, «بیمارستان» that the name behind it is no person's, «پلاک» that the
number behind it is of a house. The words are in `data/surroundings.txt`.
"""

from collections import defaultdict
from functools import cache

from .words import DATA, key_of

_ADDRESS = "address "
PLAIN = "plain"
CALLED_AFTER = "not a person"
"""Behind such a word stands what is called after somebody, or a saint."""
_OWN = ("مان", "مون", "شان", "شون", "تان", "تون", "مم", "م", "ش", "ت", "ه")


def kinds_of(key: str) -> tuple[str, ...]:
    """What the word says of a name beside it: `titles`, `relations`, `not a person` …

    «شهرش» and «کوچه‌مان» say what «شهر» and «کوچه» do.
    """
    around = _kinds()[0]
    if key in around:
        return around[key]
    for ending in _OWN:
        if key.endswith(ending) and CALLED_AFTER in around.get(key[: -len(ending)], ()):
            return (CALLED_AFTER,)
    return ()


def kind_of_place(key: str) -> str:
    """What the word is in an address: `road`, `lane`, `door`, `number` …, `plain` for another."""
    if key[0] == "#":
        return "number"
    return _kinds()[1].get(key, PLAIN)


@cache
def _kinds() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    around: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    places: dict[str, str] = {}
    for title, keys in _sections().items():
        for key in keys:
            if title.startswith(_ADDRESS):
                places[key] = title.removeprefix(_ADDRESS)
            else:
                around[key] += (title,)
    return dict(around), places


def _sections() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in (DATA / "surroundings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current |= {key_of(word) for word in line.split()}
    return found
