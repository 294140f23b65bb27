"""What a repair is made of: a change, a repaired text, a named step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

_WINDOW = 6
_MOST_PASSES = 8


@dataclass(frozen=True)
class Change:
    """One thing that a step changed: the words before and after."""

    step: str
    before: str
    after: str


@dataclass(frozen=True)
class Repaired:
    """The text as given, its canonical form, and the steps between them that changed it."""

    raw: str
    text: str
    versions: tuple[tuple[str, str, str], ...] = ()
    """Name of a step, the text before and after it."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was changed on the way; worked out when it is asked for."""
        return tuple(change for one in self.versions for change in changes_between(*one))


@dataclass(frozen=True)
class Step:
    """A named, idempotent function from text to text; `run` is one pass of it."""

    name: str
    run: Callable[[str], str]

    def __call__(self, text: str) -> str:
        """Apply the step alone, until it changes nothing more."""
        for _ in range(_MOST_PASSES):
            after = self.run(text)
            if after == text:
                break
            text = after
        return text


def changes_between(step: str, before: str, after: str) -> list[Change]:
    """The differing words of two versions of a text, as changes of `step`."""
    old, new = before.split(), after.split()
    changes: list[Change] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        skip_old, skip_new = _next_meeting(old, new, i, j)
        changed = (" ".join(old[i : i + skip_old]), " ".join(new[j : j + skip_new]))
        changes.append(Change(step, *changed))
        i, j = i + skip_old, j + skip_new
    return changes


def _next_meeting(old: list[str], new: list[str], i: int, j: int) -> tuple[int, int]:
    """How many words to skip on either side until both texts go on alike."""
    for total in range(1, 2 * _WINDOW):
        for skip in range(min(total, _WINDOW), max(0, total - _WINDOW) - 1, -1):
            a, b = i + skip, j + total - skip
            if a == len(old) and b == len(new):
                return skip, total - skip
            if a < len(old) and b < len(new) and old[a] == new[b]:
                return skip, total - skip
    return len(old) - i, len(new) - j
