"""A message as the rules see it: its normal form, and its groups of digits."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from .normal import LINE, ODD, Normal, normalised

Found = tuple[int, int]
"""Start and end of a finding in the normal form."""

_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(rf"[ \u200c]{{0,6}}([-_./{LINE}{ODD}]?)[ \u200c]{{0,6}}")
_HARD = "./"
_A_NUMBER = 10
_LONG = 7
_MAIL_WORDS = ("@", "gmail", "yahoo", "hotmail", "chmail", "outlook", "(at)", "[at]")


@dataclass(frozen=True)
class Group:
    """A run of digits; `mark` parts it from the group before."""

    start: int
    end: int
    digits: str
    mark: str = ""


class Window(NamedTuple):
    """Neighbouring groups as one number; `hard`: dots or slashes stand in it.

    `odd`: signs that are no usual mark part it, or number words; `lines`: so many line ends do;
    `whole`: no more digits stand beside it.
    """

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    hard: bool
    odd: bool
    lines: int
    whole: bool

    @property
    def is_strange(self) -> bool:
        """Whether no hand that writes plainly would have typed it so."""
        return self.odd or self.lines > 0

    @property
    def is_one(self) -> bool:
        """Whether line ends break one number here; else they part several."""
        return self.lines == 0 or (self.lines == 1 and max(self.sizes) < _A_NUMBER)


@dataclass(frozen=True)
class View:
    """The normal form and its `runs`: digits parted by spaces or one mark only."""

    normal: Normal
    runs: tuple[tuple[Group, ...], ...]

    @property
    def text(self) -> str:
        """What the rules read; `normal` says where it stood."""
        return self.normal.text

    @property
    def may_have_mail(self) -> bool:
        """Whether an @ or a word for one is there."""
        low = self.text.lower()
        return any(word in low for word in _MAIL_WORDS)

    def windows(self, low: int, high: int) -> Iterator[Window]:
        """Neighbouring groups with `low`–`high` digits together.

        Longer windows come first at each place, so that a number is not cut short.
        """
        for run in self.runs:
            counted = [0, *accumulate(len(group.digits) for group in run)]
            if counted[-1] < low:
                continue
            for i in range(len(run)):
                first = bisect_left(counted, counted[i] + low, i + 1)
                last = bisect_right(counted, counted[i] + high, first)
                for j in range(last - 1, first - 1, -1):
                    yield _window(run, i, j - 1)

    def likely_numbers(self) -> Iterator[Window]:
        """Every run as one number, and each of its groups that is long by itself."""
        for run in self.runs:
            yield _window(run, 0, len(run) - 1)
            if len(run) > 1:
                long = (i for i, group in enumerate(run) if len(group.digits) >= _LONG)
                yield from (_window(run, i, i) for i in long)


def _window(run: tuple[Group, ...], i: int, j: int) -> Window:
    groups = run[i : j + 1]
    marks = "".join(group.mark for group in groups[1:])
    return Window(
        start=groups[0].start,
        end=groups[-1].end,
        digits="".join(group.digits for group in groups),
        sizes=tuple(len(group.digits) for group in groups),
        hard=any(mark in _HARD for mark in marks),
        odd=ODD in marks,
        lines=marks.count(LINE),
        whole=len(groups) == len(run),
    )


def view_of(text: str) -> View:
    """Build the view of `text`."""
    normal = normalised(text)
    return View(normal, tuple(_runs(normal.text)))


def _runs(text: str) -> Iterator[tuple[Group, ...]]:
    run: list[Group] = []
    for match in _GROUP.finditer(text):
        gap = _GAP.fullmatch(text, run[-1].end, match.start()) if run else None
        if run and not gap:
            yield tuple(run)
            run = []
        run.append(Group(*match.span(), match.group(), gap[1] if gap else ""))
    if run:
        yield tuple(run)
