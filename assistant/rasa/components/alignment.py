"""Carries a span from one version of a text to the other, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language.gazetteer_rules.folding import fold

_WORD = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """Blocks of words that correspond: (start, end) in the one text, and in the other."""

    blocks: tuple[tuple[Span, Span], ...]

    def carry(self, start: int, end: int) -> "Span | None":
        """The span of the other text whose words stand for `start:end`; None for no word."""
        hit = [other for own, other in self.blocks if own[0] < end and start < own[1]]
        return (hit[0][0], hit[-1][1]) if hit else None


def align(text: str, other: str) -> Alignment:
    """Align two versions of a text; words that one version lacks correspond to nothing."""
    own, theirs = list(_WORD.finditer(fold(text))), list(_WORD.finditer(fold(other)))
    matcher = SequenceMatcher(
        None, [m.group() for m in own], [m.group() for m in theirs], autojunk=False
    )
    blocks: list[tuple[Span, Span]] = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            blocks += _pairs([m.span() for m in own[i:j]], [m.span() for m in theirs[k:n]])
    return Alignment(tuple(blocks))


def _pairs(own: Sequence[Span], theirs: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Words of two stretches, each with those at the same share of the other stretch."""
    for number, span in enumerate(own):
        first = number * len(theirs) // len(own)
        last = max(first, ((number + 1) * len(theirs) - 1) // len(own))
        yield span, (theirs[first][0], theirs[last][1])
