"""From counts to figures: value with interval, n, what was expected, and the band. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.insight.bins import UPPER_MIN, bin_of
from assistant.insight.facts.counting import MIX_COLUMNS
from assistant.insight.method import MIN_PEOPLE, WITHIN_3_H, WITHIN_48_H, WORDS, Figure
from assistant.insight.scoreboard.tally import Tally
from assistant.insight.statistics.case_mix import CaseMixModel, fit
from assistant.insight.statistics.funnel import Band, Place, Unit, bands
from assistant.insight.statistics.intervals import Interval, rate
from assistant.insight.statistics.survival import Curve, kaplan_meier

SHARES = tuple(figure for figure in Figure if figure is not Figure.TIME_TO_VERDICT)
_TOO_FEW = Band(Place.TOO_FEW, Place.TOO_FEW)
_RATES: dict[Figure, tuple[Callable[[Tally], float], Callable[[Tally], float]]] = {
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


def raw(tally: Tally) -> Estimates:
    """All figures of a row, without what was expected."""
    answers, verdicts = kaplan_meier(tally.answers), kaplan_meier(tally.verdicts)
    found = {figure: _rate(figure, tally) for figure in _RATES}
    found |= {figure: _within(figure, answers) for figure in _TERMS}
    median = verdicts.median()
    found[Figure.TIME_TO_VERDICT] = Estimate(Figure.TIME_TO_VERDICT, verdicts.n, median)
    return {figure: found[figure] for figure in Figure}


def models(overall: Tally) -> dict[Figure, CaseMixModel]:
    """How often each figure's event happens by sort of case, over all rows."""
    columns = {name: place for place, name in enumerate(MIX_COLUMNS)}
    found = {}
    for figure, (n, observed) in _MIXED.items():
        counts = overall.by_sort(columns[n], columns[observed])
        if counts:
            found[figure] = fit(counts)
    return found


def compared(
    rows: Mapping[str, Tally], overall: Tally, learnt: Mapping[Figure, CaseMixModel]
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


def _rate(figure: Figure, tally: Tally) -> Estimate:
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
    estimate: Estimate, tally: Tally, whole: Estimate, model: CaseMixModel | None
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
        Unit(row[figure].observed or 0.0, row[figure].n, row[figure].expected or 0.0)
        for row in told
    ]
    is_up = WORDS[figure].higher_is_better
    for row, band in zip(told, bands(units, higher_is_better=is_up), strict=True):
        row[figure] = replace(row[figure], band=band)


def _put_bands_of_times(
    found: Mapping[str, Estimates], rows: Mapping[str, Tally], overall: Tally
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
            units.append(Unit(by_then.point * n, n, share * n))
    for row, band in zip(told, bands(units), strict=True):
        row[Figure.TIME_TO_VERDICT] = replace(row[Figure.TIME_TO_VERDICT], band=band)
