"""Which words are names, and which words around them say that a name follows, or a place.

The words are in `names.txt` and `words.txt`, where each list says what it is for.
"""

from pathlib import Path

_HERE = Path(__file__).parent
_ALIKE = str.maketrans("آئؤ", "ایو", "\u200c_")
_KINDS = {"given": "G", "given weak": "g", "family": "F", "family weak": "f"}


def key_of(word: str) -> str:
    """How a word is looked up: without half-spaces, one letter for those typed for each other."""
    return word.translate(_ALIKE).lower()


def _sections(name: str) -> "dict[str, list[str]]":
    """The words of a file by the heading above them, as they are looked up."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += [key_of(word) for word in line.split()]
    return found


def _names() -> "dict[str, str]":
    kinds: dict[str, str] = {}
    for title, names in _sections("names.txt").items():
        for name in names:
            kinds[name] = kinds.get(name, "") + _KINDS[title.replace("latin ", "")]
    return kinds


NAMES = _names()
"""What a word can be: any of `G`, `g` (given), `F`, `f` (family); small: an everyday word, too."""

_WORDS = {title: frozenset(words) for title, words in _sections("words.txt").items()}
ADDRESS = {
    title.split()[1]: words for title, words in _WORDS.items() if title.startswith("address ")
}
"""Words of addresses by what they are: `road`, `lane`, `home`, `door`, `floor`, …"""
TITLES = _WORDS["titles"]
POLITE = _WORDS["polite"]
ONE_OF_MANY = _WORDS["one of many"]
GENTLE = _WORDS["gentle"]
INNER = _WORDS["inner"]
SUFFIXES = _WORDS["suffixes"]
RELATIONS = _WORDS["relations"]
JOBS = _WORDS["jobs"]
OWN = _WORDS["own"]
AM = _WORDS["am"]
THANKS = _WORDS["thanks"]
NOT_A_PERSON = _WORDS["not a person"]
OF_A_PLACE = _WORDS["of a place"]
NO_NAME = _WORDS["no name"]
BEHIND_KIN = _WORDS["behind kin"]
