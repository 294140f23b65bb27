"""The scoreboard as JSON and as a spreadsheet's table.

Shares have two digits, people are in tens, and nothing is shown below the minimum. The table has a
line for each figure of each row.
"""

from collections.abc import Iterator

from pydantic import BaseModel, Field

from assistant.insight.method import (
    METHOD_VERSION,
    MIN_JUDGED,
    MIN_PEOPLE,
    PLACES_FA,
    TOO_FEW_FA,
    WORDS,
    Figure,
    Unit,
)
from assistant.insight.method import Unit as Measure
from assistant.insight.scoreboard.board import Board, BoardRow, in_tens
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.scoreboard.query import By, month_title
from assistant.insight.spreadsheet import Cell, csv_bytes
from assistant.insight.statistics.funnel import Limits, Place
from assistant.insight.statistics.intervals import Interval, RankInterval


class IntervalOut(BaseModel):
    """A value between the bounds of its 95 % interval; `high` is absent where it is unknown."""

    low: float
    value: float
    high: float | None = None


class LimitsOut(BaseModel):
    """Between which shares a row of this size is as expected."""

    low: float
    high: float


class RankOut(BaseModel):
    """The best and the worst rank that a row may have, all rows at once with 95 %."""

    best: int
    worst: int


class FigureOut(BaseModel):
    """One figure of one row. Where people are too few, only `note_fa` is there.

    `n` is in tens. `value` is raw. `expected` is the share that was to be expected with these
    cases, `ratio` observed / expected. `band_95` and `band_998` are places in the funnel, with the
    limits beside.
    """

    n: int | None = None
    value: IntervalOut | None = None
    expected: float | None = None
    ratio: IntervalOut | None = None
    band_95: Place = Place.TOO_FEW
    band_998: Place = Place.TOO_FEW
    limits_95: LimitsOut | None = None
    limits_998: LimitsOut | None = None
    response_rate: IntervalOut | None = None
    rank: RankOut | None = None
    note_fa: str | None = None


class RowOut(BaseModel):
    """One row; `figures` are absent where fewer than ten people are in it. `since`: a month."""

    id: str
    name: str
    since: str
    since_fa: str
    enough: bool
    note_fa: str | None = None
    people: int | None = None
    enough_to_pay: bool | None = None
    further_reports_a_day: IntervalOut | None = None
    figures: dict[Figure, FigureOut] | None = None


class FigureWords(BaseModel):
    """What a figure is."""

    id: Figure
    name_fa: str
    among_fa: str
    unit: Measure
    higher_is_better: bool


class BoardOut(BaseModel):
    """A board; rows are in the order of their names, never of their figures."""

    by: By
    first: str = Field(serialization_alias="from")
    last: str = Field(serialization_alias="to")
    period_fa: str
    method_version: str = METHOD_VERSION
    method: str = "/scoreboard/method"
    minimum_people: int = MIN_PEOPLE
    minimum_to_pay: int = MIN_JUDGED
    figures: list[FigureWords]
    overall: RowOut
    rows: list[RowOut]


def board_out(board: Board) -> BoardOut:
    """A board after `public.published` has removed what may not be shown."""
    period = board.query.period
    return BoardOut(
        by=board.query.by,
        first=period.first,
        last=period.last,
        period_fa=period.title_fa,
        figures=[_words(figure) for figure in Figure],
        overall=_row(board.overall),
        rows=[_row(row) for row in board.rows],
    )


def _words(figure: Figure) -> FigureWords:
    words = WORDS[figure]
    return FigureWords(
        id=figure,
        name_fa=words.name_fa,
        among_fa=words.of_fa,
        unit=words.unit,
        higher_is_better=words.higher_is_better,
    )


def _row(row: BoardRow) -> RowOut:
    since_fa = month_title(row.since) if row.since else ""
    out = RowOut(id=row.key, name=row.name, since=row.since, since_fa=since_fa, enough=False)
    if not row.estimates:
        return out.model_copy(update={"note_fa": TOO_FEW_FA})
    figures = {f: _figure(e, row.ranks.get(f)) for f, e in row.estimates.items()}
    told = {
        "enough": True,
        "people": in_tens(row.people),
        "enough_to_pay": row.may_pay,
        "further_reports_a_day": _interval(row.reporting),
        "figures": figures,
    }
    return out.model_copy(update=told)


def _figure(estimate: Estimate, rank: RankInterval | None) -> FigureOut:
    if not estimate.is_told:
        return FigureOut(note_fa=TOO_FEW_FA)
    is_share = WORDS[estimate.figure].unit is Measure.SHARE
    expected = None if estimate.expected is None else round(estimate.expected / estimate.n, 2)
    return FigureOut(
        n=in_tens(estimate.n),
        value=_interval(estimate.value, 2 if is_share else 0),
        expected=expected,
        ratio=_interval(estimate.ratio),
        band_95=estimate.band.at_95,
        band_998=estimate.band.at_998,
        limits_95=_limits(estimate.band.limits_95),
        limits_998=_limits(estimate.band.limits_998),
        response_rate=_interval(estimate.response_rate),
        rank=RankOut(best=rank.best, worst=rank.worst) if rank else None,
    )


def _interval(value: Interval | None, digits: int = 2) -> IntervalOut | None:
    if value is None:
        return None
    high = None if value.high == float("inf") else round(value.high, digits)
    return IntervalOut(low=round(value.low, digits), value=round(value.point, digits), high=high)


def _limits(limits: Limits | None) -> LimitsOut | None:
    return LimitsOut(low=round(limits.low, 2), high=round(limits.high, 2)) if limits else None


HEADER = (
    *("شناسه", "نام", "دوره", "رقم", "واحد", "مقدار", "کران پایین ۹۵٪", "کران بالا ۹۵٪"),
    *("مورد انتظار", "داوری ۹۵٪", "داوری ۹۹٫۸٪", "نفر، به ده‌تایی", "نرخ پاسخ", "نسخهٔ روش"),
)
_UNIT_FA = {Unit.SHARE: "سهم", Unit.MINUTES: "دقیقهٔ اداری"}
Line = tuple[Cell, ...]
_UNTOLD: Line = (None, None, None, None, TOO_FEW_FA, TOO_FEW_FA, None, None)


def board_csv(board: BoardOut) -> bytes:
    """All rows in the order of their names, and last the figures of all together."""
    return csv_bytes(HEADER, _lines(board))


def _lines(board: BoardOut) -> Iterator[Line]:
    for row in (*board.rows, board.overall):
        for figure in Figure:
            about = (row.id, row.name, board.period_fa, WORDS[figure].name_fa)
            unit = _UNIT_FA[WORDS[figure].unit]
            yield (*about, unit, *_numbers(row, figure), board.method_version)


def _numbers(row: RowOut, figure: Figure) -> Line:
    told = row.figures[figure] if row.figures else FigureOut()
    if told.value is None:
        return _UNTOLD
    bands = PLACES_FA[told.band_95], PLACES_FA[told.band_998]
    response = told.response_rate.value if told.response_rate else None
    return (*_bounds(told.value), told.expected, *bands, told.n, response)


def _bounds(value: IntervalOut) -> Line:
    return value.value, value.low, value.high
