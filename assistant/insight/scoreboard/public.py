"""What everybody may see of a board.

A row with fewer than ten people shows no number at all. Whole numbers of people are told in tens
and shares in whole percents: so the difference of two boards tells nobody of single people. If the
hidden rows together have fewer than ten people, or there is only one of them, the smallest row that
is shown goes too, since everything together, less what is shown, would give it away.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.insight.method import MIN_PEOPLE
from assistant.insight.scoreboard.board import Board, Row
from assistant.insight.scoreboard.query import BoardQuery, By, RefusedError
from assistant.language.dates import jalali_month

Allowed = Callable[[Row], bool]
"""Whether what was ever published lets a row be shown (`insight/opendata`)."""


def asked_in_public(query: BoardQuery, now: datetime) -> BoardQuery:
    """The query, if everybody may ask it; raises RefusedError otherwise.

    Only months that have ended, since a running month would tell of every single person as they
    come. Two dimensions at once, agencies of a province, make small cells: only at the desk.
    """
    if query.period.last >= jalali_month(now):
        raise RefusedError("unknown_period")
    filters = {By.AGENCY: query.agency_id, By.PROVINCE: query.province}
    others = [value for by, value in filters.items() if value and by is not query.by]
    is_of_an_agency = query.by is By.SERVICE and not query.province and not query.level
    if (others or query.level) and not is_of_an_agency:
        raise RefusedError("only_at_the_desk")
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


def _tells(rows: Sequence[Row], hidden: set[str]) -> bool:
    """Whether everything together, less what is shown, tells of fewer than ten people."""
    there = [row.people for row in rows if row.key in hidden and row.people > 0]
    return bool(there) and (len(there) == 1 or sum(there) < MIN_PEOPLE)


def _emptied(row: Row) -> Row:
    return Row(row.key, row.name, row.since, 0.0, {})
