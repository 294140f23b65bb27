"""Chooses which cells are hidden: those about too few people, and others that would reveal them.

A series that is hidden in one month stays hidden until the Jalali year ends: a pattern that
followed the numbers would show of each month whether its number was small. Beside small numbers,
their neighbours are hidden, until the audit (`audit.py`) can work out no hidden number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from assistant.insight.opendata.audit import Audit, Disclosure
from assistant.insight.opendata.cells import (
    ALL,
    LEAST_HIDDEN,
    MEASURES,
    MIN_PEOPLE,
    NOT_SAID,
    Cell,
    Grid,
    Series,
    Tallies,
    count,
    hidden_series,
    months_in,
    people,
    summed,
)
from assistant.insight.opendata.months import (
    MONTHS_OF_HALF,
    before,
    half_of,
    is_month,
    months_of,
)


class NothingToHideBehindError(Exception):
    """Too little came in a month to hide the small numbers behind larger ones."""


class Hiding:
    """Adds months to the published grid, and hides in each whatever must be hidden."""

    def __init__(self, series: Sequence[Series], grid: Grid, counts: Mapping[str, Tallies]) -> None:
        """`grid`: all that is published; `counts`: those of published and of new months."""
        self._series, self._counts = series, counts
        self._halves: dict[str, Tallies] = {}
        self.grid: dict[Cell, int | None] = dict(grid)

    def add(self, months: Sequence[str]) -> None:
        """Add months of one year; raises `NothingToHideBehindError`."""
        hidden = self._small(months) | self._still_hidden(months[0])
        hidden |= self._companions(hidden, months)
        halves = {half for month in months if self._is_whole(half := half_of(month), months)}
        shown = {half: self._large(half, hidden) for half in sorted(halves)}
        while True:
            for month in months:
                self._write(month, lambda one: one not in hidden)
            for half, large in shown.items():
                self._write(half, large.__contains__)
            told = self._told(months)
            if not told:
                return
            self._hide_more(told, hidden, shown, months)

    def _small(self, months: Sequence[str]) -> set[Series]:
        """The series with too few people in any of the months, or in the year before they began."""
        looked_at = [*months, *(m for m in _year_before(months[0]) if m in self._counts)]
        small = {
            one
            for one in self._series
            if any(people(self._counts[month], one) < MIN_PEOPLE for month in looked_at)
        }
        return _with_parts(small)

    def _still_hidden(self, month: str) -> set[Series]:
        year = [one for one in months_in(self.grid) if one[:4] == month[:4]]
        return set(hidden_series(self.grid, year[-1])) if year else set()

    def _companions(self, hidden: set[Series], months: Sequence[str]) -> set[Series]:
        """The next larger ones, until those hidden of a month are some, and many together."""
        found: set[Series] = set()
        for group in {(one.dimension, one.measure) for one in hidden if one.dimension != ALL}:
            while not all(self._covers(group, hidden | found, month) for month in months):
                next_one = self._smallest(group, hidden | found, months)
                if next_one is None:
                    break
                found |= _with_parts([next_one])
        return found

    def _covers(self, group: tuple[str, str], hidden: set[Series], month: str) -> bool:
        """Whether even someone who knows one hidden number cannot work out the others closely."""
        of_it = [one for one in hidden if (one.dimension, one.measure) == group]
        numbers = sorted((count(self._counts[month], one) for one in of_it), reverse=True)
        is_some = sum(number > 0 for number in numbers) >= LEAST_HIDDEN
        is_total_hidden = Series(ALL, NOT_SAID, group[1]) in hidden
        return is_total_hidden or (is_some and sum(numbers[1:]) >= MIN_PEOPLE)

    def _smallest(
        self, group: tuple[str, str], hidden: Iterable[Series], months: Sequence[str]
    ) -> Series | None:
        left = [
            one
            for one in self._series
            if (one.dimension, one.measure) == group and one not in set(hidden)
        ]
        total = {one: sum(count(self._counts[month], one) for month in months) for one in left}
        return min(left, key=lambda one: (total[one], one), default=None)

    def _is_whole(self, half: str, months: Sequence[str]) -> bool:
        """Whether all months of a half-year are there, with those that are being added."""
        there = {cell.period for cell in self.grid} | set(months)
        return len(there & set(months_of(half))) == MONTHS_OF_HALF

    def _large(self, half: str, hidden: set[Series]) -> set[Series]:
        """The series shown for a half-year: of enough people, or shown by its months anyway."""
        whole = self._of(half)
        return {
            one
            for one in self._series
            if self._is_told_by_months(one, half, hidden) or people(whole, one) >= MIN_PEOPLE
        }

    def _is_told_by_months(self, one: Series, half: str, hidden: set[Series]) -> bool:
        months = [one.at(month) for month in months_of(half)]
        return all(
            self.grid[cell] is not None if cell in self.grid else one not in hidden
            for cell in months
        )

    def _of(self, period: str) -> Tallies:
        if is_month(period):
            return self._counts[period]
        if period not in self._halves:
            self._halves[period] = summed([self._counts[month] for month in months_of(period)])
        return self._halves[period]

    def _write(self, period: str, is_shown: Callable[[Series], bool]) -> None:
        counts = self._of(period)
        for one in self._series:
            self.grid[one.at(period)] = count(counts, one) if is_shown(one) else None

    def _told(self, months: Sequence[str]) -> list[Disclosure]:
        """Hidden cells that can be worked out, in the half-years of these months; others stay."""
        periods = {p for m in months for p in (half_of(m), *months_of(half_of(m)))}
        part = {cell: value for cell, value in self.grid.items() if cell.period in periods}
        return Audit(part).told_within(MIN_PEOPLE)

    def _hide_more(
        self,
        told: Iterable[Disclosure],
        hidden: set[Series],
        shown: dict[str, set[Series]],
        months: Sequence[str],
    ) -> None:
        """Hide one more series for each group of revealed cells: first half-years, then months."""
        for group, cells in _by_group(told):
            halves = {half_of(months_of(cell.period)[0]) for cell in cells}
            if not any(self._hide_half(group, cells, half, hidden, shown) for half in halves):
                hidden |= _with_parts([self._next(group, hidden, months)])

    def _next(self, group: tuple[str, str], hidden: set[Series], months: Sequence[str]) -> Series:
        """The smallest shown series; if none is left, the total, if it counts only some cases."""
        dimension, measure = group
        total = Series(ALL, NOT_SAID, measure)
        found = self._smallest(group, hidden, months) if dimension != ALL else None
        if found is None and measure != MEASURES[ALL][0] and total not in hidden:
            found = total
        if found is None:
            raise NothingToHideBehindError(f"{dimension}, {measure}: {months[0]} to {months[-1]}")
        return found

    def _hide_half(
        self,
        group: tuple[str, str],
        cells: Sequence[Cell],
        half: str,
        hidden: set[Series],
        shown: dict[str, set[Series]],
    ) -> bool:
        """Hide a row of the half-year that its months do not show; rows of the `cells` first."""
        candidates = [
            one
            for one in shown.get(half, ())
            if (one.dimension, one.measure) == group
            and not self._is_told_by_months(one, half, hidden)
        ]
        if not candidates:
            return False
        own = {cell.series for cell in cells}
        whole = self._of(half)
        chosen = min(candidates, key=lambda one: (one not in own, count(whole, one), one))
        shown[half] -= set(chosen.parts)
        return True


def _with_parts(many: Iterable[Series]) -> set[Series]:
    return {part for one in many for part in one.parts}


def _by_group(told: Iterable[Disclosure]) -> Iterator[tuple[tuple[str, str], list[Cell]]]:
    found: dict[tuple[str, str], list[Cell]] = {}
    for one in told:
        series = one.cell.series
        found.setdefault((series.dimension, series.measure), []).append(one.cell)
    yield from found.items()


def _year_before(month: str) -> list[str]:
    """The twelve months before a year begins; none within the year, whose pattern is settled."""
    if not month.endswith("-01"):
        return []
    found = []
    for _ in range(12):
        month = before(month)
        found.append(month)
    return found
