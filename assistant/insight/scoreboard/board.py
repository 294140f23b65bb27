"""The board: one row for each agency, province, service or level, and what all have together.

Rows are in the order of their names, never of their figures: an order by figures would tell of
differences where intervals overlap.

What everybody may see of a board (`published`): a row with fewer than ten people shows no number at
all. Whole numbers of people are told in tens and shares in whole percents: so the difference of two
boards tells nobody of single people. If the hidden rows together have fewer than ten people, or
there is only one of them, the smallest row that is shown goes too, since everything together, less
what is shown, would give it away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.insight.method import METHOD_VERSION, MIN_JUDGED, MIN_PEOPLE, WORDS, Figure
from assistant.insight.scoreboard.figures import (
    SHARES,
    Estimates,
    RowTally,
    compared,
    models,
    raw,
    total,
)
from assistant.insight.scoreboard.query import BoardQuery, BoardRefusedError, By
from assistant.insight.statistics.funnel import FunnelUnit, Spread, spread
from assistant.insight.statistics.intervals import (
    Interval,
    RankInterval,
    rank_intervals,
    reporting_rate,
)
from assistant.language.dates import jalali_month


@dataclass(frozen=True)
class BoardRow:
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
    rows: Sequence[BoardRow]
    overall: BoardRow
    spreads: Mapping[Figure, Spread]
    method_version: str = METHOD_VERSION


def assemble(
    query: BoardQuery,
    tallies: Mapping[str, RowTally],
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
        BoardRow(
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
    all_of_them = BoardRow("", "همه", overall.first_month, overall.people, whole)
    return Board(query, rows, all_of_them, _spreads(figures))


def chosen(board: Board) -> Board:
    """The board with the row alone that was asked for, if one was.

    Raises BoardRefusedError with `too_few` where that row has no figures.
    """
    query = board.query
    key = {By.AGENCY: query.agency_id, By.PROVINCE: query.province}.get(query.by)
    if key is None:
        return board
    rows = [row for row in board.rows if row.key == key and row.estimates]
    if not rows:
        raise BoardRefusedError("too_few")
    return replace(board, rows=rows)


def _spreads(figures: Mapping[str, Estimates]) -> dict[Figure, Spread]:
    found: dict[Figure, Spread] = {}
    for figure in SHARES:
        told = [row[figure] for row in figures.values() if row[figure].expected is not None]
        found[figure] = spread(
            [FunnelUnit(e.observed or 0.0, e.n, e.expected or 0.0) for e in told]
        )
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


Allowed = Callable[[BoardRow], bool]
"""Whether what was ever published lets a row be shown (`insight/opendata`)."""


def asked_in_public(query: BoardQuery, now: datetime) -> BoardQuery:
    """The query, if everybody may ask it; raises BoardRefusedError otherwise.

    Only months that have ended, since a running month would tell of every single person as they
    come. Two dimensions at once, agencies of a province, make small cells: only at the desk.
    """
    if query.period.last >= jalali_month(now):
        raise BoardRefusedError("unknown_period")
    filters = {By.AGENCY: query.agency_id, By.PROVINCE: query.province}
    others = [value for by, value in filters.items() if value and by is not query.by]
    is_of_an_agency = query.by is By.SERVICE and not query.province and not query.level
    if (others or query.level) and not is_of_an_agency:
        raise BoardRefusedError("only_at_the_desk")
    return query


def published(board: Board, is_allowed: Allowed | None = None) -> Board:
    """The board without the numbers that would tell of fewer than ten people."""
    hidden = {row.key for row in board.rows if not row.estimates}
    hidden |= {row.key for row in board.rows if is_allowed and not is_allowed(row)}
    shown = sorted(
        (row for row in board.rows if row.key not in hidden), key=lambda row: (row.people, row.key)
    )
    while shown and _tells(board.rows, hidden):
        hidden.add(shown.pop(0).key)
    rows = [_emptied(row) if row.key in hidden else row for row in board.rows]
    return replace(board, rows=rows)


def in_tens(n: float) -> int:
    """A number of people, down to the next ten."""
    return int(n + 1e-6) // 10 * 10


def _tells(rows: Sequence[BoardRow], hidden: set[str]) -> bool:
    """Whether everything together, less what is shown, tells of fewer than ten people."""
    there = [row.people for row in rows if row.key in hidden and row.people > 0]
    return bool(there) and (len(there) == 1 or sum(there) < MIN_PEOPLE)


def _emptied(row: BoardRow) -> BoardRow:
    return BoardRow(row.key, row.name, row.since, 0.0, {})
