"""From counts to figures: cells are added up to a tally for each row, and figures computed from it.

A figure is a value with its interval, n, what was expected, and the band. No database.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.insight.facts.counting import MIX_COLUMNS
from assistant.insight.method import GOOD_SCORE, MIN_PEOPLE, WITHIN_3_H, WITHIN_48_H, WORDS, Figure
from assistant.insight.ratings.counts import TalkMarks
from assistant.insight.statistics.case_mix import CaseMixModel, Count, Mix, fit
from assistant.insight.statistics.funnel import Band, FunnelUnit, Place, bands
from assistant.insight.statistics.intervals import Incidents, Interval, rate
from assistant.insight.statistics.survival import (
    BINS,
    UPPER_MIN,
    Curve,
    Histogram,
    bin_of,
    kaplan_meier,
)

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
class RowTally:
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

    def add_marks(self, marks: TalkMarks) -> None:
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


def total(tallies: Iterable[RowTally]) -> RowTally:
    """All together."""
    found = RowTally()
    for tally in tallies:
        _add(found, tally)
    return found


def _add(found: RowTally, tally: RowTally) -> None:
    for name in (*_SUMMED, "good", *_OF_TALKS, *_TIMES, "incidents"):
        setattr(found, name, getattr(found, name) + getattr(tally, name))
    found.mix = _merged(found.mix, tally.mix)
    months = [month for month in (found.first_month, tally.first_month) if month]
    found.first_month = min(months, default="")


def _merged(one: Mapping[str, Numbers], other: Mapping[str, Numbers]) -> dict[str, Numbers]:
    return dict(one) | {sort: one[sort] + n if sort in one else n for sort, n in other.items()}


SHARES = tuple(figure for figure in Figure if figure is not Figure.TIME_TO_VERDICT)
_TOO_FEW = Band(Place.TOO_FEW, Place.TOO_FEW)
_RATES: dict[Figure, tuple[Callable[[RowTally], float], Callable[[RowTally], float]]] = {
    Figure.SOLVED_FIRST: (lambda t: t.solved_first, lambda t: t.judged),
    Figure.SOLVED_LAST: (lambda t: t.solved_last, lambda t: t.judged),
    Figure.BREACHES: (lambda t: t.breaches, lambda t: t.people),
    Figure.DISPUTED_OR_REOPENED: (lambda t: t.disputed_or_reopened, lambda t: t.answered),
    Figure.SATISFACTION: (lambda t: t.good + t.good_marks, lambda t: t.scored + t.marks),
}
"""What happened, and among how many; what is asked until a time is no such plain share."""
_TERMS = {Figure.ANSWERED_3H: WITHIN_3_H, Figure.ANSWERED_48H: WITHIN_48_H}
_MIXED: dict[Figure, tuple[str, str]] = {
    Figure.SOLVED_FIRST: ("judged", "solved_first"),
    Figure.SOLVED_LAST: ("judged", "solved_last"),
    Figure.ANSWERED_3H: ("seen_3h", "in_3h"),
    Figure.ANSWERED_48H: ("seen_48h", "in_48h"),
    Figure.BREACHES: ("people", "breaches"),
    Figure.DISPUTED_OR_REOPENED: ("answered", "disputed_or_reopened"),
}
"""Columns of the case mix: among how many, and what happened. Marks are not adjusted."""


@dataclass(frozen=True)
class Estimate:
    """A figure of one row.

    `value` is a share, or office minutes, with its interval; None where it cannot be told.
    `observed` of `n` happened, and `expected` were to be expected with these cases; `ratio` is
    observed / expected. `response_rate` belongs to satisfaction alone.
    """

    figure: Figure
    n: float
    value: Interval | None
    observed: float | None = None
    expected: float | None = None
    ratio: Interval | None = None
    band: Band = _TOO_FEW
    response_rate: Interval | None = None

    @property
    def is_told(self) -> bool:
        """Whether there are enough people for a number."""
        return self.n >= MIN_PEOPLE and self.value is not None


Estimates = dict[Figure, Estimate]


def raw(tally: RowTally) -> Estimates:
    """All figures of a row, without what was expected."""
    answers, verdicts = kaplan_meier(tally.answers), kaplan_meier(tally.verdicts)
    found = {figure: _rate(figure, tally) for figure in _RATES}
    found |= {figure: _within(figure, answers) for figure in _TERMS}
    median = verdicts.median()
    found[Figure.TIME_TO_VERDICT] = Estimate(Figure.TIME_TO_VERDICT, verdicts.n, median)
    return {figure: found[figure] for figure in Figure}


def models(overall: RowTally) -> dict[Figure, CaseMixModel]:
    """How often each figure's event happens by sort of case, over all rows."""
    columns = {name: place for place, name in enumerate(MIX_COLUMNS)}
    found = {}
    for figure, (n, observed) in _MIXED.items():
        counts = overall.by_sort(columns[n], columns[observed])
        if counts:
            found[figure] = fit(counts)
    return found


def compared(
    rows: Mapping[str, RowTally], overall: RowTally, learnt: Mapping[Figure, CaseMixModel]
) -> dict[str, Estimates]:
    """The figures of all rows, with what was expected of each and its band."""
    found = {key: raw(tally) for key, tally in rows.items()}
    whole = raw(overall)
    for figure in SHARES:
        for key, tally in rows.items():
            estimate = _expecting(found[key][figure], tally, whole[figure], learnt.get(figure))
            found[key][figure] = estimate
        _put_bands(found, figure)
    _put_bands_of_times(found, rows, overall)
    return found


def _rate(figure: Figure, tally: RowTally) -> Estimate:
    observed, n = (count(tally) for count in _RATES[figure])
    # Sums of broken weights may lie a hair above what they are parts of.
    observed = min(observed, n)
    value = rate(observed, n) if n > 0 else None
    estimate = Estimate(figure, n, value, observed)
    if figure is Figure.SATISFACTION and (could := tally.answered + tally.offered) > 0:
        did = min(tally.scored, tally.answered) + tally.rated
        return replace(estimate, response_rate=rate(did, could))
    return estimate


def _within(figure: Figure, answers: Curve) -> Estimate:
    value = answers.share_by(_TERMS[figure]) if answers.n else None
    observed = value.point * answers.n if value else None
    return Estimate(figure, answers.n, value, observed)


def _expecting(
    estimate: Estimate, tally: RowTally, whole: Estimate, model: CaseMixModel | None
) -> Estimate:
    """With what was expected, in the same n: by the case mix, or as everybody has it."""
    if not estimate.is_told or estimate.value is None or whole.value is None:
        return estimate
    share = whole.value.point
    if model is not None:
        columns = {name: place for place, name in enumerate(MIX_COLUMNS)}
        n, observed = _MIXED[estimate.figure]
        counts = tally.by_sort(columns[n], columns[observed])
        of = sum(count.n for count in counts.values())
        share = (
            model.expected(counts) / of * share / model.overall if of and model.overall else share
        )
    share = min(1.0, share)
    expected = share * estimate.n
    ratio = _over(estimate.value, share) if share > 0 else None
    return replace(estimate, expected=expected, ratio=ratio)


def _over(value: Interval, share: float) -> Interval:
    return Interval(value.low / share, value.point / share, value.high / share)


def _put_bands(found: Mapping[str, Estimates], figure: Figure) -> None:
    told = [row for row in found.values() if row[figure].expected is not None]
    units = [
        FunnelUnit(row[figure].observed or 0.0, row[figure].n, row[figure].expected or 0.0)
        for row in told
    ]
    is_up = WORDS[figure].higher_is_better
    for row, band in zip(told, bands(units, higher_is_better=is_up), strict=True):
        row[figure] = replace(row[figure], band=band)


def _put_bands_of_times(
    found: Mapping[str, Estimates], rows: Mapping[str, RowTally], overall: RowTally
) -> None:
    """By the share that was judged until about half of all are: a funnel is for shares."""
    whole = kaplan_meier(overall.verdicts)
    median = whole.median()
    if median is None:
        return
    until = UPPER_MIN[min(bin_of(round(median.point)), len(UPPER_MIN) - 1)]
    share = 1 - whole.open_after(until)
    told, units = [], []
    for key, tally in rows.items():
        by_then = kaplan_meier(tally.verdicts).share_by(until)
        # Who was lost from sight tells less: verdicts are what the time is known from.
        n = float(tally.verdict_times.sum())
        if found[key][Figure.TIME_TO_VERDICT].n >= MIN_PEOPLE and by_then and n >= MIN_PEOPLE:
            told.append(found[key])
            units.append(FunnelUnit(by_then.point * n, n, share * n))
    for row, band in zip(told, bands(units), strict=True):
        row[Figure.TIME_TO_VERDICT] = replace(row[Figure.TIME_TO_VERDICT], band=band)
