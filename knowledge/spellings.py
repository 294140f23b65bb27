"""The ways in which a name is written: with spaces, joined, half joined; with other letters."""

import itertools
import re

_MAX_PARTS = 4
_AFFIX = re.compile(
    r"^(شهر|بندر|کوه|ده|چاه)(\w{3,})$|^(\w{3,})(آباد|اباد|شهر|دشت|کوه|محله|کلا|دژ)$"
)
_ALIKE = str.maketrans("آأإؤئيىكةۀ", "اااویییکهه")


def letters(name: str) -> str:
    """What two spellings of one name share: no gaps, and letters typed for each other as one."""
    return re.sub(r"[\W_]", "", name.translate(_ALIKE))


def joinings(name: str, *, place: bool = False) -> list[str]:
    """Spellings of `name`, the given one first; spaces stand for half-spaces as well.

    A place name is also parted before or after words like شهر and آباد.
    """
    words = [word for word in re.split(r"[\s\u200c]+", name) if word]
    parts = [part for word in words for part in _split_place(word)] if place else words
    if not 1 < len(parts) <= _MAX_PARTS:
        return [" ".join(parts)]
    found = [
        "".join(itertools.chain.from_iterable(zip(parts, [*gaps, ""], strict=True)))
        for gaps in itertools.product((" ", ""), repeat=len(parts) - 1)
    ]
    return found if len(parts) <= 3 else list(dict.fromkeys([found[0], " ".join(words), found[-1]]))


def _split_place(word: str) -> list[str]:
    match = _AFFIX.match(word)
    return [part for part in match.groups() if part] if match else [word]
