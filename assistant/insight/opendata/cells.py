"""The cells of the open tables: what is counted of whom and when, and which counts are shown.

A *case that came* is the first tenure of a case with an agency, and what follows it there without a
break, at whatever level. Praise is left out, and so are repeats by the same person. A month is
counted once, some weeks after its end; later verdicts do not change it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from assistant.cases.terms import Kind, Verdict
from assistant.insight.facts.models import CaseFact
from assistant.insight.opendata.months import half_of, is_month, months_of, span
from assistant.insight.statistics.survival import bin_of

DIMENSIONS = {
    "agency": "agency_id",
    "province": "province",
    "indicator": "indicator",
    "service": "service_id",
}
"""By what cases are counted, and the column of the facts that says it."""
NOT_SAID = ""
"""The key of cases that say nothing of a dimension, or something the catalogue knows no more."""
ALL = "all"
"""The dimension of the whole; its one key is `NOT_SAID`."""
_HIGH_SCORE = 4
_BATCH = 10_000
Keys = Mapping[str, frozenset[str]]
"""The keys of each dimension that there are."""


@dataclass
class CaseTally:
    """Counts of one cell.

    The `_people` count those who lead, or go alone: of all who follow one matter, one. So these
    are never more than there are, and months add up. `answered` and `left` count by the bins of
    `statistics/survival.py` after how many office minutes the first answer came, or the case went
    without.
    """

    cases: int = 0
    cases_people: int = 0
    judged: int = 0
    judged_people: int = 0
    scored: int = 0
    scored_people: int = 0
    solved: int = 0
    partly: int = 0
    high: int = 0
    answered: Counter[int] = field(default_factory=Counter)
    left: Counter[int] = field(default_factory=Counter)

    def add(self, other: "CaseTally") -> None:
        """Count another one in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "CaseTally":
        """From JSON, which knows no numbers as keys."""
        bins = {
            name: Counter({int(place): count for place, count in written[name].items()})
            for name in ("answered", "left")
        }
        return cls(**(dict(written) | bins))


Tallies = dict[str, dict[str, CaseTally]]
"""Tallies by dimension and key."""


def tallies_of(session: Session, month: str, as_of: datetime, keys: Keys) -> Tallies:
    """Count the cases that came in `month`, as was known at `as_of`."""
    return tally(_stays(session, month), as_of, keys)


def tally(stays: Iterable[Sequence[Any]], as_of: datetime, keys: Keys) -> Tallies:
    """Count stays, each the tenures of a case with an agency in their order. Pure."""
    found: Tallies = {name: defaultdict(CaseTally) for name in (ALL, *DIMENSIONS)}
    for stay in stays:
        one = _tally_of(stay, as_of)
        found[ALL][NOT_SAID].add(one)
        for dimension, column in DIMENSIONS.items():
            key = getattr(stay[0], column)
            found[dimension][key if key in keys[dimension] else NOT_SAID].add(one)
    return {dimension: dict(tallies) for dimension, tallies in found.items()}


def _tally_of(stay: Sequence[Any], as_of: datetime) -> CaseTally:
    first = next((row for row in stay if row.first_verdict_at), None)
    is_judged = first is not None and first.first_verdict_at <= as_of
    score = first.first_score if first is not None and is_judged else None
    leads = int(stay[0].cluster_id == stay[0].case_id)
    one = CaseTally(cases=1, cases_people=leads)
    if first is not None and is_judged:
        one.judged, one.judged_people = 1, leads
        one.solved = int(first.first_verdict == Verdict.SOLVED)
        one.partly = int(first.first_verdict == Verdict.PARTLY)
    if score is not None:
        one.scored, one.scored_people, one.high = 1, leads, int(score >= _HIGH_SCORE)
    minutes, is_answered = _answer_time(stay, as_of)
    if minutes is not None:
        (one.answered if is_answered else one.left)[bin_of(minutes)] = 1
    return one


def _answer_time(stay: Sequence[Any], as_of: datetime) -> tuple[int | None, bool]:
    """Office minutes from the arrival to the first answer, or to the end; None while it waits."""
    for row in stay:
        if row.answered_at and row.answered_at <= as_of:
            return row.answered_agency_min, True
    last = stay[-1]
    has_ended = last.ended_at is not None and last.ended_at <= as_of
    return (last.ended_agency_min if has_ended else None), False


def _stays(session: Session, month: str) -> Iterator[list[Any]]:
    """The stays that began in a month, one case after the other."""
    came = select(CaseFact.case_id, CaseFact.agency_id).where(
        CaseFact.month == month, CaseFact.is_first, CaseFact.counts, CaseFact.kind != Kind.PRAISE
    )
    query = (
        select(CaseFact)
        .where(tuple_(CaseFact.case_id, CaseFact.agency_id).in_(came))
        .order_by(CaseFact.case_id, CaseFact.agency_id, CaseFact.number)
        .execution_options(yield_per=_BATCH)
    )
    stay: list[Any] = []
    for row in session.scalars(query):
        if stay and not _goes_on(stay[-1], row):
            yield from _if_came(stay, month)
            stay = []
        stay.append(row)
    yield from _if_came(stay, month)


def _goes_on(last: Any, row: Any) -> bool:
    """Whether `row` follows in the same stay."""
    return bool((row.case_id, row.agency_id, row.span) == (last.case_id, last.agency_id, last.span))


def _if_came(stay: list[Any], month: str) -> Iterator[list[Any]]:
    # A case that comes back to an agency is not counted there again.
    if stay and stay[0].is_first and stay[0].month == month:
        yield stay


MIN_PEOPLE = 10
"""k: fewer people than this are no row, and nothing hidden may be told more closely than this."""
LEAST_HIDDEN = 3
"""An agency knows its own number. With two others hidden beside it, it still knows neither."""
MEASURES = {
    ALL: ("cases", "judged", "scored"),
    "agency": ("cases", "judged", "scored"),
    "province": ("cases",),
    "indicator": ("cases",),
    "service": ("cases",),
}
"""What is counted by each dimension: populations, of which each is a part of the one before it."""


@dataclass(frozen=True, order=True)
class Series:
    """What is counted of one key: shown or hidden in the same way in every period of a year."""

    dimension: str
    key: str
    measure: str

    def at(self, period: str) -> "Cell":
        """Its cell of a month or half-year."""
        return Cell(self, period)

    @property
    def parts(self) -> list["Series"]:
        """Itself, and the series that are parts of it: all are hidden together."""
        measures = MEASURES[self.dimension]
        behind = measures[measures.index(self.measure) :]
        return [Series(self.dimension, self.key, measure) for measure in behind]


@dataclass(frozen=True, order=True)
class Cell:
    """One number of the open tables."""

    series: Series
    period: str


Grid = Mapping[Cell, int | None]
"""All cells of the tables with what is published of them; None where it is hidden."""


def all_series(keys: Keys, counts: Iterable[Tallies]) -> list[Series]:
    """Every series there is: the whole, and all keys of the catalogue.

    A dimension also has the key `NOT_SAID`, if any case of `counts` leaves it open.
    """
    unsaid = {
        dimension
        for tallies in counts
        for dimension, by_key in tallies.items()
        if NOT_SAID in by_key
    }
    found = [Series(ALL, NOT_SAID, measure) for measure in MEASURES[ALL]]
    for dimension, known in keys.items():
        for key in sorted({NOT_SAID, *known} if dimension in unsaid else known):
            found += [Series(dimension, key, measure) for measure in MEASURES[dimension]]
    return found


def count(tallies: Tallies, series: Series) -> int:
    """The number of a cell."""
    return int(getattr(_tally(tallies, series), series.measure))


def people(tallies: Tallies, series: Series) -> int:
    """How many people the number of a cell is about."""
    return int(getattr(_tally(tallies, series), f"{series.measure}_people"))


def _tally(tallies: Tallies, series: Series) -> CaseTally:
    return tallies[series.dimension].get(series.key, CaseTally())


def summed(many: list[Tallies]) -> Tallies:
    """Several months as one."""
    found: Tallies = {}
    for tallies in many:
        for dimension, by_key in tallies.items():
            for key, tally in by_key.items():
                found.setdefault(dimension, {}).setdefault(key, CaseTally()).add(tally)
    return found


def hidden_series(grid: Grid, month: str) -> frozenset[Series]:
    """What is hidden in a month."""
    return frozenset(
        cell.series for cell, value in grid.items() if cell.period == month and value is None
    )


def months_in(grid: Grid) -> list[str]:
    """The months that are published, in order."""
    return sorted({cell.period for cell in grid if is_month(cell.period)})


@dataclass(frozen=True)
class Pattern:
    """What may be shown of whom, for every public page: exactly what the open tables show.

    Sums over freely chosen months would reveal a hidden month as the difference of two sums.
    So a key is shown for months that are each published for it, or for whole half-years that are.
    """

    grid: Grid

    def allows(
        self, dimension: str, key: str, first: str, last: str, measure: str = "cases"
    ) -> bool:
        """Whether a figure of `key` about the months from `first` to `last` may be public."""
        months = span(first, last)
        series = Series(dimension, key, measure)
        if months and all(self._shows(series, month) for month in months):
            return True
        return bool(months) and all(
            len(tuple(of)) == len(months_of(half)) and self._shows(series, half)
            for half, of in groupby(months, key=half_of)
        )

    def months(self) -> list[str]:
        """The months that are published."""
        return months_in(self.grid)

    def _shows(self, series: Series, period: str) -> bool:
        return self.grid.get(series.at(period)) is not None
