"""The exact audit: how closely a hidden cell can be worked out from all that was ever published.

Whoever has all the tables can write down what they know as linear equations: the keys of a month
add up to its total, the months of a half-year to its row, and of those who came some have judged.
The smallest and the largest value that fits is a linear program for each hidden cell (Fischetti and
Salazar 2001, doi 10.1287/mnsc.47.7.1008). That counts are whole numbers is left out, as
is usual; a test solves small tables with whole numbers too, and gets the same bounds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from assistant.insight.opendata.cells import ALL, MEASURES, MIN_PEOPLE, NOT_SAID, Cell, Grid, Series
from assistant.insight.opendata.months import is_month, months_of

_ROUNDING = 1e-6
_SIMPLEX: dict[str, Any] = {"method": "highs-ds", "options": {"presolve": False}}
"""The programs are long and thin: to simplify them takes a hundred times as long as to solve them
(556 variables and one equation: .7 s, and .006 s without)."""


@dataclass(frozen=True)
class SumClaim:
    """A sum of cells that was published besides the tables, by a page for instance.

    It is `value`, or between that and `most`, both included.
    """

    cells: tuple[Cell, ...]
    value: int
    most: int | None = None


@dataclass(frozen=True)
class Disclosure:
    """A hidden cell, and between which values it must lie."""

    cell: Cell
    low: float
    high: float


@dataclass
class _Row:
    """Sum of `terms` (place of a variable: factor) = or ≤ `value`."""

    terms: dict[int, float]
    value: float
    is_equal: bool


class Audit:
    """Everything published, as equations over the hidden cells of single months."""

    def __init__(self, grid: Grid, claims: Iterable[SumClaim] = ()) -> None:
        self._grid = grid
        hidden = sorted(cell for cell, value in grid.items() if value is None)
        self._place = {cell: at for at, cell in enumerate(c for c in hidden if is_month(c.period))}
        self._rows = [row for row in self._equations(claims) if row.terms]
        self._targets = {cell: self._terms(cell) for cell in hidden}
        self._known = {cell: self._shown_months(cell) for cell in hidden}
        self._parts = self._components()

    def told_within(self, k: int = MIN_PEOPLE) -> list[Disclosure]:
        """The hidden cells that can be worked out within less than `k`; none if all is well.

        Every solution shows possible values of all cells. So a cell whose values were already
        found far enough apart needs no linear program.
        """
        return [told for told in self._bounds(k) if told.high - told.low < k - _ROUNDING]

    def exact_bounds(self) -> list[Disclosure]:
        """The smallest and the largest value of every hidden cell."""
        return list(self._bounds(None))

    def _bounds(self, enough: int | None) -> Iterator[Disclosure]:
        for part in self._parts:
            for told in part.bounds(enough):
                known = self._known[told.cell]
                yield Disclosure(told.cell, told.low + known, told.high + known)

    def _terms(self, cell: Cell) -> dict[int, float]:
        """A hidden cell as a sum of variables: its own, or those of its hidden months."""
        cells = [cell.series.at(month) for month in months_of(cell.period)]
        return {self._place[one]: 1.0 for one in cells if one in self._place}

    def _shown_months(self, cell: Cell) -> int:
        """What is known of a hidden half-year from its months."""
        months = [cell.series.at(month) for month in months_of(cell.period)]
        return sum(self._grid.get(month) or 0 for month in months)

    def _equations(self, claims: Iterable[SumClaim]) -> Iterator[_Row]:
        yield from self._totals()
        yield from self._halves()
        for cell in self._place:
            yield from self._nested(cell)
        for claim in claims:
            yield from self._claimed(claim)

    def _totals(self) -> Iterator[_Row]:
        by_total: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for cell in self._grid:
            if is_month(cell.period) and cell.series.dimension != ALL:
                series = cell.series
                by_total[series.dimension, series.measure, cell.period].append(cell)
        for (_, measure, period), cells in by_total.items():
            total = Series(ALL, NOT_SAID, measure).at(period)
            if total in self._grid:
                yield self._sum(cells, total)

    def _halves(self) -> Iterator[_Row]:
        for cell, value in self._grid.items():
            if not is_month(cell.period) and value is not None:
                yield self._sum([cell.series.at(m) for m in months_of(cell.period)], value)

    def _nested(self, cell: Cell) -> Iterator[_Row]:
        """A part is no larger than its whole, and a whole no smaller than its part."""
        series = cell.series
        measures = MEASURES[series.dimension]
        at = measures.index(series.measure)
        for part, whole in ((at, at - 1), (at + 1, at)):
            if whole >= 0 and part < len(measures):
                smaller, larger = (
                    Series(series.dimension, series.key, measures[one]).at(cell.period)
                    for one in (part, whole)
                )
                yield self._sum([smaller], larger, is_equal=False)

    def _claimed(self, claim: SumClaim) -> Iterator[_Row]:
        if claim.most is None:
            yield self._sum(claim.cells, claim.value)
            return
        yield self._sum(claim.cells, claim.most, is_equal=False)
        low = self._sum(claim.cells, claim.value, is_equal=False)
        yield _Row({at: -factor for at, factor in low.terms.items()}, -low.value, is_equal=False)

    def _sum(self, cells: Sequence[Cell], is_: Cell | int, is_equal: bool = True) -> _Row:
        """The row «the sum of `cells` = (or ≤) this»; known values are brought to the right."""
        terms: dict[int, float] = defaultdict(float)
        value = 0.0
        signed = [(cell, 1) for cell in cells]
        if isinstance(is_, Cell):
            signed.append((is_, -1))
        else:
            value = float(is_)
        for cell, sign in signed:
            if cell in self._place:
                terms[self._place[cell]] += sign
            else:
                value -= sign * (self._grid.get(cell) or 0)
        return _Row(dict(terms), value, is_equal)

    def _components(self) -> list["_Part"]:
        """Programs that have nothing to do with each other are solved apart."""
        size = len(self._place)
        if not size:
            return [_Part([], 0, self._targets)] if self._targets else []
        sums = [(terms, at) for at, terms in enumerate(t for t in self._targets.values() if t)]
        links = [row.terms for row in self._rows] + [terms for terms, _ in sums]
        pairs = [(first, at) for terms in links for first in [next(iter(terms))] for at in terms]
        rows, columns = zip(*pairs)
        graph = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(size, size))
        number, part_of = connected_components(graph, directed=False)
        return [self._part(part, part_of) for part in range(number)] + self._constants()

    def _part(self, part: int, part_of: NDArray[Any]) -> "_Part":
        places = {int(at): new for new, at in enumerate(np.flatnonzero(part_of == part))}

        def own(terms: dict[int, float]) -> dict[int, float]:
            return {places[at]: factor for at, factor in terms.items()}

        rows = [
            _Row(own(row.terms), row.value, row.is_equal)
            for row in self._rows
            if next(iter(row.terms)) in places
        ]
        targets = {
            cell: own(terms)
            for cell, terms in self._targets.items()
            if terms and next(iter(terms)) in places
        }
        return _Part(rows, len(places), targets)

    def _constants(self) -> list["_Part"]:
        """Hidden half-years whose months are all shown."""
        known = {cell: terms for cell, terms in self._targets.items() if not terms}
        return [_Part([], 0, known)] if known else []


class _Part:
    """One linear program, and the sums in it that are asked for."""

    def __init__(self, rows: list[_Row], size: int, targets: dict[Cell, dict[int, float]]) -> None:
        self._size, self._cells = size, list(targets)
        self._goals = _matrix(list(targets.values()), size)
        self._equal = _system([row for row in rows if row.is_equal], size)
        self._less = _system([row for row in rows if not row.is_equal], size)

    def bounds(self, enough: int | None) -> Iterator[Disclosure]:
        """The least and largest value of each target; once `enough` apart, perhaps narrower."""
        self._low = np.full(len(self._cells), np.inf if self._size else 0.0)
        self._high = np.full(len(self._cells), -np.inf if self._size else 0.0)
        if self._size:
            if enough is not None:
                self._spread(enough)
            for at in range(len(self._cells)):
                for sign in (1, -1):
                    if enough is None or self._is_open(enough)[at]:
                        self._see(self._solved(sign * self._goals[[at]].toarray()[0]))
        for at, cell in enumerate(self._cells):
            yield Disclosure(cell, float(self._low[at]), float(self._high[at]))

    def _spread(self, enough: int) -> None:
        """Prove many at once, as long as each solution proves something of one more."""
        chance = np.random.default_rng(len(self._cells))
        self._see(self._solved(np.zeros(self._size)))
        left = len(self._cells) + 1
        while 0 < (open_ := np.flatnonzero(self._is_open(enough))).size < left:
            left = open_.size
            self._see(self._pushed(open_, enough, chance.uniform(1, 2, left)))

    def _pushed(self, open_: NDArray[Any], enough: int, weights: NDArray[Any]) -> NDArray[Any]:
        """A solution in which as many of these targets as can be are `enough` above their lowest.

        Each has one variable more, which is no larger than the target and of no use above that:
        their weighted sum is made large. Weights differ, so that some go all the way.
        """
        (a_eq, b_eq), (a_ub, b_ub) = self._equal, self._less
        size, more = self._size, open_.size
        below = hstack([-self._goals[open_], eye_array(more)])
        less = (
            [below] if a_ub is None else [hstack([a_ub, csr_array((a_ub.shape[0], more))]), below]
        )
        same = None if a_eq is None else hstack([a_eq, csr_array((a_eq.shape[0], more))])
        useful = [(0.0, low + enough) for low in self._low[open_]]
        solved = linprog(
            np.concatenate([np.zeros(size), -weights]),
            A_ub=vstack(less),
            b_ub=np.concatenate([[] if b_ub is None else b_ub, np.zeros(more)]),
            A_eq=same,
            b_eq=b_eq,
            bounds=[(0.0, None)] * size + useful,
            **_SIMPLEX,
        )
        return self._found(solved)[:size]

    def _is_open(self, enough: int) -> NDArray[Any]:
        return np.asarray(self._high - self._low < enough - _ROUNDING)

    def _see(self, values: NDArray[Any]) -> None:
        seen = self._goals @ values
        self._low, self._high = np.minimum(self._low, seen), np.maximum(self._high, seen)

    def _solved(self, aim: NDArray[Any]) -> NDArray[Any]:
        (a_eq, b_eq), (a_ub, b_ub) = self._equal, self._less
        return self._found(linprog(aim, A_ub=a_ub, b_ub=b_ub, A_eq=a_eq, b_eq=b_eq, **_SIMPLEX))

    def _found(self, solved: Any) -> NDArray[Any]:
        if not solved.success:
            raise ContradictionError(f"{self._cells[0]} and others: {solved.message}")
        return np.asarray(solved.x)


class ContradictionError(Exception):
    """Published numbers do not add up, or nothing bounds a hidden one: nothing can be proven."""


def _system(rows: list[_Row], size: int) -> tuple[csr_array | None, NDArray[Any] | None]:
    if not rows:
        return None, None
    return _matrix([row.terms for row in rows], size), np.array([row.value for row in rows])


def _matrix(many: list[dict[int, float]], size: int) -> csr_array:
    entries = [(factor, row, at) for row, terms in enumerate(many) for at, factor in terms.items()]
    factors, rows, columns = zip(*entries) if entries else ((), (), ())
    return csr_array((factors, (rows, columns)), shape=(len(many), size))
