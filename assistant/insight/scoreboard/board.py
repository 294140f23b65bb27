"""The board: one row for each agency, province, service or level, and what all have together.

Rows are in the order of their names, never of their figures: an order by figures would tell of
differences where intervals overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.insight.method import METHOD_VERSION, MIN_JUDGED, MIN_PEOPLE, WORDS, Figure
from assistant.insight.scoreboard.figures import SHARES, Estimates, compared, models, raw
from assistant.insight.scoreboard.query import BoardQuery, By, RefusedError
from assistant.insight.scoreboard.tally import Tally, total
from assistant.insight.statistics.funnel import Spread, Unit, spread
from assistant.insight.statistics.intervals import Interval
from assistant.insight.statistics.ranks import RankInterval, rank_intervals
from assistant.insight.statistics.reporting import reporting_rate


@dataclass(frozen=True)
class Row:
    """One row. `estimates` is empty where fewer than `MIN_PEOPLE` people are in it.

    `since` is the first month with figures, as far as the database goes back. `reporting` is how
    many further reports an incident draws a day. `may_pay` says whether enough have judged.
    """

    key: str
    name: str
    since: str
    people: float
    estimates: Estimates
    reporting: Interval | None = None
    ranks: Mapping[Figure, RankInterval] = field(default_factory=dict)

    @property
    def may_pay(self) -> bool:
        """Whether enough people have judged to pay or fine by it."""
        return bool(self.estimates) and self.estimates[Figure.SOLVED_FIRST].n >= MIN_JUDGED


@dataclass(frozen=True)
class Board:
    """A board with its method; `overall` is of all rows together, hidden ones too."""

    query: BoardQuery
    rows: Sequence[Row]
    overall: Row
    spreads: Mapping[Figure, Spread]
    method_version: str = METHOD_VERSION


def assemble(
    query: BoardQuery,
    tallies: Mapping[str, Tally],
    names: Mapping[str, str],
    starts: Mapping[str, str],
    *,
    with_ranks: bool = False,
) -> Board:
    """The board of these rows; `names` and `starts` (months) are by key."""
    overall = total(tallies.values())
    enough = {key: tally for key, tally in tallies.items() if tally.people >= MIN_PEOPLE}
    figures = compared(enough, overall, models(overall)) if enough else {}
    ranks = _ranks(figures) if with_ranks else {}
    rows = [
        Row(
            key,
            names.get(key, key),
            starts.get(key, tally.first_month),
            tally.people,
            figures.get(key, {}),
            reporting_rate(tally.watched) if key in figures else None,
            ranks.get(key, {}),
        )
        for key, tally in tallies.items()
    ]
    rows.sort(key=lambda row: (row.name, row.key))
    whole = raw(overall) if overall.people >= MIN_PEOPLE else {}
    all_of_them = Row("", "همه", overall.first_month, overall.people, whole)
    return Board(query, rows, all_of_them, _spreads(figures))


def chosen(board: Board) -> Board:
    """The board with the row alone that was asked for, if one was.

    Raises RefusedError with `too_few` where that row has no figures.
    """
    query = board.query
    key = {By.AGENCY: query.agency_id, By.PROVINCE: query.province}.get(query.by)
    if key is None:
        return board
    rows = [row for row in board.rows if row.key == key and row.estimates]
    if not rows:
        raise RefusedError("too_few")
    return replace(board, rows=rows)


def _spreads(figures: Mapping[str, Estimates]) -> dict[Figure, Spread]:
    found: dict[Figure, Spread] = {}
    for figure in SHARES:
        told = [row[figure] for row in figures.values() if row[figure].expected is not None]
        found[figure] = spread([Unit(e.observed or 0.0, e.n, e.expected or 0.0) for e in told])
    return found


def _ranks(figures: Mapping[str, Estimates]) -> dict[str, dict[Figure, RankInterval]]:
    """Of all rows that have the figure, by observed / expected; the best first."""
    found: dict[str, dict[Figure, RankInterval]] = {key: {} for key in figures}
    for figure in SHARES:
        told = {
            key: row[figure].ratio
            for key, row in figures.items()
            if row[figure].is_told and row[figure].ratio is not None
        }
        if len(told) < 2:
            continue
        for key, ranked in zip(told, _ranked(figure, list(told.values())), strict=True):
            found[key][figure] = ranked
    return found


def _ranked(figure: Figure, ratios: Sequence[Interval | None]) -> list[RankInterval]:
    sign = 1.0 if WORDS[figure].higher_is_better else -1.0
    points = [sign * ratio.point for ratio in ratios if ratio]
    errors = [(ratio.high - ratio.low) / 3.92 for ratio in ratios if ratio]
    return rank_intervals(points, errors)
