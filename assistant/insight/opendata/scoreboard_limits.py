"""What the public scoreboard may show beside the open tables, and what it reveals, for their audit.

A row is shown for months that the tables show for its key, or for whole half-years that they do.
Before the first snapshot that is no row at all. Where the tables hide how many have judged, or
given a mark, the figures among these are hidden as well: their number of people would reveal it to
the nearest ten.

Levels are in no table. They are hidden by the same rule, month by month.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.insight.facts.cells import AGENCY
from assistant.insight.facts.models import ScoreSum
from assistant.insight.method import MIN_PEOPLE, Figure
from assistant.insight.opendata.audit import SumClaim
from assistant.insight.opendata.cells import ALL, LEAST_HIDDEN, MEASURES, NOT_SAID, Pattern, Series
from assistant.insight.opendata.months import before, half_of, is_month, months_of, span
from assistant.insight.scoreboard.board import Board, BoardRow, assemble, in_tens, published
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.scoreboard.query import USUAL_MONTHS, BoardQuery, By, Period
from assistant.insight.scoreboard.service import NOWHERE, counted

_DIMENSIONS = {By.AGENCY: "agency", By.PROVINCE: "province", By.SERVICE: "service"}
_AMONG = {
    Figure.SOLVED_FIRST: "judged",
    Figure.SOLVED_LAST: "judged",
    Figure.TIME_TO_VERDICT: "judged",
    Figure.SATISFACTION: "scored",
}
"""Figures that are among some of the cases, and the count of the tables that these are."""
_TENS = 9
Asked = tuple[str | None, str | None]
"""From which month to which, as far as somebody says so."""


def told(session: Session, board: Board, pattern: Pattern) -> Board:
    """The board as everybody may see it."""
    dimension, period = _DIMENSIONS.get(board.query.by), board.query.period
    if dimension is None:
        hidden = hidden_levels(session, period)
        return published(board, lambda row: row.key not in hidden)
    shown = published(
        board, lambda row: pattern.allows(dimension, _key(row), period.first, period.last)
    )
    rows = [_without(row, _hidden(row, dimension, pattern, period)) for row in shown.rows]
    whole = {one for one in ("judged", "scored") if _hides_all(pattern, one, period)}
    return replace(shown, rows=rows, overall=_without(shown.overall, whole))


def usual(months: Collection[str], first: str | None, last: str | None) -> Asked:
    """The first and last month of a board: where none is asked for, the newest published `months`.

    Rows of other months are shown to nobody, so a board of them would be empty.
    """
    newest = max(months, default=None)
    if not last and newest and (not first or (is_month(first) and first <= newest)):
        last = newest
    if not first and last and last in months:
        first, count = last, 1
        while count < USUAL_MONTHS and before(first) in months:
            first, count = before(first), count + 1
    return first, last


def is_unpublished(board: Board, months: Collection[str]) -> bool:
    """Whether the rows are empty because not all `months` of the board are published yet."""
    period = board.query.period
    return (
        board.query.by in _DIMENSIONS
        and not any(row.estimates for row in board.rows)
        and not {*span(period.first, period.last)} <= {*months}
    )


def hidden_levels(session: Session, period: Period) -> set[str]:
    """Levels of too few in any month, and the next larger ones until they hide one another."""
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    query = select(ScoreSum.month, ScoreSum.level, func.sum(ScoreSum.people)).where(
        ScoreSum.by == AGENCY,
        ScoreSum.level != "",
        ScoreSum.month.between(period.first, period.last),
    )
    for month, level, number in session.execute(query.group_by(ScoreSum.month, ScoreSum.level)):
        people[month][level] = int(number)
    levels = {level for of in people.values() for level in of}
    hidden = {one for one in levels if any(of[one] < MIN_PEOPLE for of in people.values())}
    total = sum(people.values(), Counter[str]())
    while hidden < levels and hidden and not all(_covers(of, hidden) for of in people.values()):
        hidden.add(min(levels - hidden, key=lambda one: (total[one], one)))
    return hidden


def claims(session: Session, pattern: Pattern) -> Iterator[SumClaim]:
    """What the board reveals of the published months and the tables do not show exactly."""
    months = pattern.months()
    halves = {half_of(month) for month in months}
    periods = [(month, month) for month in months]
    periods += [(of[0], of[-1]) for of in map(months_of, sorted(halves)) if {*of} <= {*months}]
    for by in (By.AGENCY, By.PROVINCE):
        for first, last in periods:
            query = BoardQuery(by, Period(first, last))
            # How long somebody has waited is in no number of people.
            found = counted(session, query, lambda _since, _province: 0)
            board = assemble(query, found.tallies, {}, found.starts)
            yield from claims_of(told(session, board, pattern), pattern)


def claims_of(board: Board, pattern: Pattern) -> Iterator[SumClaim]:
    """What a public board reveals of the tables' cells, beyond the tables."""
    dimension, period = _DIMENSIONS[board.query.by], board.query.period
    for row in board.rows:
        for measure, least, most in _numbers(row):
            series = Series(dimension, _key(row), measure)
            is_told = pattern.allows(dimension, series.key, period.first, period.last, measure)
            if measure in MEASURES[dimension] and not is_told:
                cells = tuple(series.at(month) for month in span(period.first, period.last))
                yield SumClaim(cells, least, most)


def _numbers(row: BoardRow) -> Iterator[tuple[str, int, int]]:
    """How many people a row is about, at least and at most, by what they did."""
    if not row.estimates:
        return
    people = in_tens(row.people)
    yield "cases", people, people + _TENS
    for figure, measure in _AMONG.items():
        estimate = row.estimates[figure]
        if estimate.is_told and figure is not Figure.TIME_TO_VERDICT:
            n = in_tens(estimate.n)
            # Marks of talks are in this number, too.
            yield measure, 0 if figure is Figure.SATISFACTION else n, n + _TENS


def _hidden(row: BoardRow, dimension: str, pattern: Pattern, period: Period) -> set[str]:
    """The counts of a row that the tables hide."""
    key = _key(row)
    return {
        one
        for one in MEASURES[dimension]
        if not pattern.allows(dimension, key, period.first, period.last, one)
    }


def _hides_all(pattern: Pattern, measure: str, period: Period) -> bool:
    """Whether the tables hide a count of everything together in one of the months."""
    series = Series(ALL, NOT_SAID, measure)
    cells = [series.at(month) for month in span(period.first, period.last)]
    return any(cell in pattern.grid and pattern.grid[cell] is None for cell in cells)


def _without(row: BoardRow, hidden: Iterable[str]) -> BoardRow:
    gone = {figure for figure, measure in _AMONG.items() if measure in set(hidden)}
    if not gone or not row.estimates:
        return row
    kept = {
        figure: Estimate(figure, 0.0, None) if figure in gone else estimate
        for figure, estimate in row.estimates.items()
    }
    return replace(row, estimates=kept)


def _covers(people: Counter[str], hidden: Iterable[str]) -> bool:
    numbers = sorted((people[one] for one in hidden), reverse=True)
    return sum(n > 0 for n in numbers) >= LEAST_HIDDEN and sum(numbers[1:]) >= MIN_PEOPLE


def _key(row: BoardRow) -> str:
    return NOT_SAID if row.key == NOWHERE else row.key
