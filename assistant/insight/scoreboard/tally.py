"""Sums over cells: what the figures of one row are computed from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.insight.bins import BINS, bin_of
from assistant.insight.method import GOOD_SCORE
from assistant.insight.ratings.counts import Marks
from assistant.insight.statistics.case_mix import Count, Mix
from assistant.insight.statistics.reporting import Incidents
from assistant.insight.statistics.survival import Histogram

Numbers = NDArray[np.float64]
_SUMMED = (
    *("people", "judged", "solved_first", "solved_last", "answered"),
    *("breaches", "disputed_or_reopened", "scored"),
)
_OF_TALKS = ("marks", "good_marks", "offered", "rated")
_TIMES = ("answer_times", "answer_censored", "verdict_times", "verdict_censored")


def _nothing() -> Numbers:
    return np.zeros(BINS)


@dataclass
class Tally:
    """Counts of people, as in `ScoreCell`, added up over cells and open tenures.

    `marks` and `good_marks` are those of talks, which belong to no case; of `offered`
    conversations, which could rate, `rated` did.

    `mix` counts by sort of case: columns of `facts.counting.MIX_COLUMNS`.
    """

    people: float = 0
    judged: float = 0
    solved_first: float = 0
    solved_last: float = 0
    answered: float = 0
    breaches: float = 0
    disputed_or_reopened: float = 0
    scored: float = 0
    good: float = 0
    marks: float = 0
    good_marks: float = 0
    offered: float = 0
    rated: float = 0
    first_month: str = ""
    answer_times: Numbers = field(default_factory=_nothing)
    answer_censored: Numbers = field(default_factory=_nothing)
    verdict_times: Numbers = field(default_factory=_nothing)
    verdict_censored: Numbers = field(default_factory=_nothing)
    mix: dict[str, Numbers] = field(default_factory=dict)
    incidents: Numbers = field(default_factory=lambda: np.zeros(6))

    def add(self, cell: Any) -> None:
        """Count a cell in: something with the attributes of `facts.models.Counts` and a month."""
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(cell, name))
        self.good += sum(cell.scores[GOOD_SCORE - 1 :])
        for name in _TIMES:
            getattr(self, name)[:] += getattr(cell, name)
        for sort, counts in cell.mix.items():
            self.mix[sort] = self.mix.get(sort, 0) + np.asarray(counts, dtype=float)
        self.incidents = self.incidents + np.asarray(cell.incidents, dtype=float)
        self.first_month = min(self.first_month or cell.month, cell.month)

    def add_marks(self, marks: Marks) -> None:
        """Count in what was rated in talks."""
        self.marks += marks.people
        self.good_marks += marks.satisfied
        self.offered += marks.offered
        self.rated += marks.answered

    def add_open(self, minutes: int, weight: float, *, is_answered: bool) -> None:
        """Count in what waits for an answer or a verdict since so many office minutes."""
        if not is_answered:
            self.answer_censored[bin_of(minutes)] += weight
        self.verdict_censored[bin_of(minutes)] += weight

    @property
    def answers(self) -> Histogram:
        """Office minutes until the first answer."""
        return Histogram(self.answer_times.tolist(), self.answer_censored.tolist())

    @property
    def verdicts(self) -> Histogram:
        """Office minutes until the first verdict."""
        return Histogram(self.verdict_times.tolist(), self.verdict_censored.tolist())

    @property
    def watched(self) -> Incidents:
        """Incidents and their duplicates."""
        count, *sums = self.incidents.tolist()
        return Incidents(int(count), *sums)

    def by_sort(self, n: int, observed: int) -> dict[Mix, Count]:
        """Counts of two columns of the mix, by sort of case."""
        return {
            Mix(*sort.split("|")): Count(float(counts[n]), float(counts[observed]))
            for sort, counts in self.mix.items()
            if counts[n]
        }


def total(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    found = Tally()
    for tally in tallies:
        _add(found, tally)
    return found


def _add(found: Tally, tally: Tally) -> None:
    for name in (*_SUMMED, "good", *_OF_TALKS, *_TIMES, "incidents"):
        setattr(found, name, getattr(found, name) + getattr(tally, name))
    found.mix = _merged(found.mix, tally.mix)
    months = [month for month in (found.first_month, tally.first_month) if month]
    found.first_month = min(months, default="")


def _merged(one: Mapping[str, Numbers], other: Mapping[str, Numbers]) -> dict[str, Numbers]:
    return dict(one) | {sort: one[sort] + n if sort in one else n for sort, n in other.items()}
