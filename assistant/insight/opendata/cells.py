"""The cells of the open tables: what is counted of whom and when, and what of it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from assistant.insight.opendata.counting import ALL, NOT_SAID, Keys, Tallies, Tally
from assistant.insight.opendata.periods import half_of, is_month, months_of, span

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
        """Itself, and what is a part of it: hidden with it, for its sake or theirs."""
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

    Beside the keys there is what is not said, if any case of `counts` does not say it.
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
    """Of how many people it tells."""
    return int(getattr(_tally(tallies, series), f"{series.measure}_people"))


def _tally(tallies: Tallies, series: Series) -> Tally:
    return tallies[series.dimension].get(series.key, Tally())


def summed(many: list[Tallies]) -> Tallies:
    """Several months as one."""
    found: Tallies = {}
    for tallies in many:
        for dimension, by_key in tallies.items():
            for key, tally in by_key.items():
                found.setdefault(dimension, {}).setdefault(key, Tally()).add(tally)
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

    Sums over months that anybody may choose would tell a hidden month as the difference of two.
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
