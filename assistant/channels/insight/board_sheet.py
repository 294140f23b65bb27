"""The scoreboard as a table for a spreadsheet: a line for each figure of each row, as published."""

from collections.abc import Iterator

from assistant.channels.insight.schemas import BoardOut, FigureOut, IntervalOut, RowOut
from assistant.insight.method import PLACES_FA, TOO_FEW_FA, WORDS, Figure, Unit
from assistant.insight.situation.sheet import Cell, csv_bytes

HEADER = (
    *("شناسه", "نام", "دوره", "رقم", "واحد", "مقدار", "کران پایین ۹۵٪", "کران بالا ۹۵٪"),
    *("مورد انتظار", "داوری ۹۵٪", "داوری ۹۹٫۸٪", "نفر، به ده‌تایی", "نرخ پاسخ", "نسخهٔ روش"),
)
_UNIT_FA = {Unit.SHARE: "سهم", Unit.MINUTES: "دقیقهٔ اداری"}
Line = tuple[Cell, ...]
_UNTOLD: Line = (None, None, None, None, TOO_FEW_FA, TOO_FEW_FA, None, None)


def board_csv(board: BoardOut) -> bytes:
    """All rows in the order of their names, and last what all have together."""
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
