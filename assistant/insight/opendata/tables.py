"""The fixed list of open tables: their columns in two languages, and their rows.

Every table has a row for every key in every period. A hidden cell is empty, and marked as hidden.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.insight.method import WITHIN_3_H, WITHIN_48_H
from assistant.insight.opendata.cells import ALL, NOT_SAID, CaseTally, Cell, Grid, Series, Tallies
from assistant.insight.opendata.months import begins_on, ends_on, is_month, title_fa
from assistant.insight.statistics.survival import BINS, Histogram, kaplan_meier

Value = str | int | float | None
Row = dict[str, Value]
SHOWN, HIDDEN = "shown", "hidden"
BYTE_ORDER_MARK = "\ufeff"
DIMENSIONS_FA = {
    ALL: "همه",
    "agency": "دستگاه",
    "province": "استان",
    "indicator": "موضوع گله",
    "service": "خدمت",
}
NOT_SAID_FA = "گفته نشده"
_WRITTEN = {ALL: "all"}
"""How a key that is not said is written in a file: `all` for the whole, else `unknown`."""


@dataclass(frozen=True)
class TableColumn:
    """A column: its name, its type as in Table Schema, and its meaning in two languages."""

    name: str
    type: str
    title_fa: str
    description_fa: str
    title_en: str
    description_en: str
    is_empty_if_hidden: bool = False


def _number(name: str, fa: str, about_fa: str, en: str, about_en: str) -> TableColumn:
    return TableColumn(name, "integer", fa, about_fa, en, about_en, True)


def _share(name: str, fa: str, about_fa: str, en: str, about_en: str) -> TableColumn:
    return TableColumn(name, "number", fa, about_fa, en, about_en, True)


PERIOD = TableColumn(
    *("period", "string", "دوره", "ماه شمسی مانند 1405-03، یا نیمهٔ سال مانند 1405-H1"),
    *("Period", "Jalali month such as 1405-03, or half-year such as 1405-H1"),
)
GRAIN = TableColumn(
    *("grain", "string", "نوع دوره", "month یعنی ماه و half_year یعنی نیمهٔ سال"),
    *("Grain", "month or half_year"),
)
BEGINS = TableColumn(
    *("begins_on", "date", "آغاز", "نخستین روز دوره، میلادی"),
    *("Begins on", "First day of the period, Gregorian"),
)
ENDS = TableColumn(
    *("ends_on", "date", "پایان", "واپسین روز دوره، میلادی"),
    *("Ends on", "Last day of the period, Gregorian"),
)
DIMENSION = TableColumn(
    *("dimension", "string", "بر پایهٔ", "شمارش بر پایهٔ چیست: دستگاه، استان، موضوع یا خدمت"),
    *("Dimension", "What is counted by: all, agency, province, indicator or service"),
)
KEY = TableColumn(
    *("key", "string", "شناسه", "شناسهٔ ثابت؛ unknown یعنی گفته نشده و all یعنی همه"),
    *("Key", "Stable identifier; unknown: not said; all: the whole"),
)
TITLE = TableColumn(
    *("title_fa", "string", "نام", "نام فارسی"),
    *("Title", "Persian name"),
)
STATUS = TableColumn(
    *("status", "string", "وضعیت", "shown یعنی منتشر شده و hidden یعنی پنهان شده"),
    *("Status", "shown, or hidden so that nobody can be recognised"),
)
CASES = _number(
    *("cases", "پرونده‌ها", "پرونده‌هایی که در این دوره برای نخستین بار به این دستگاه رسیده است"),
    *("Cases", "Cases that came to an agency for the first time in this period"),
)
JUDGED = _number(
    *("judged", "نظر داده‌اند", "از این پرونده‌ها، آن‌ها که شهروند دربارهٔ پاسخشان نظر داده است"),
    *("Judged", "Of these, cases whose citizen has judged the answer"),
)
SCORED = _number(
    *("scored", "نمره داده‌اند", "از آن‌ها که نظر داده‌اند، آن‌ها که نمره هم داده‌اند"),
    *("Scored", "Of the judged, those whose citizen gave a mark as well"),
)
SOLVED = _share(
    *("solved_share", "سهم حل‌شده", "سهم «حل شد» در نخستین نظر؛ از ۰ تا ۱، تا صدم"),
    *("Share solved", "Share whose first verdict was solved; 0 to 1, to the hundredth"),
)
PARTLY = _share(
    *("partly_share", "سهم تا اندازه‌ای", "سهم «تا اندازه‌ای حل شد» در نخستین نظر"),
    *("Share partly solved", "Share whose first verdict was partly"),
)
HIGH = _share(
    *("high_share", "سهم نمرهٔ ۴ و ۵", "سهم کسانی که نمرهٔ ۴ یا ۵ داده‌اند، از همهٔ نمره‌ها"),
    *("Share of high marks", "Share of marks 4 and 5 among all marks; empty where too few"),
)
IN_3H = _share(
    *("answered_3h_share", "پاسخ تا ۳ ساعت", "سهم پرونده‌هایی که تا ۳ ساعت کاری پاسخ گرفته‌اند"),
    *("Answered within 3 h", "Share answered within 3 office hours (Kaplan-Meier)"),
)
IN_48H = _share(
    *("answered_48h_share", "پاسخ تا ۴۸ ساعت", "سهم پرونده‌هایی که تا دو روز کاری پاسخ گرفته‌اند"),
    *("Answered within 48 h", "Share answered within two office days (Kaplan-Meier)"),
)
MEDIAN = _number(
    *("median_minutes", "میانهٔ زمان", "دقیقهٔ کاری که نیمی از پرونده‌ها تا آن پاسخ گرفته‌اند"),
    *("Median minutes", "Office minutes within which half were answered; empty if never"),
)
_WHEN = (PERIOD, GRAIN, BEGINS, ENDS)
_WHOSE = (KEY, TITLE, STATUS)


@dataclass(frozen=True)
class OpenTable:
    """One file: its columns, which keys are its rows, and what it counts of each."""

    name: str
    title_fa: str
    title_en: str
    dimensions: tuple[str, ...]
    measure: str
    columns: tuple[TableColumn, ...]
    primary_key: tuple[str, ...] = ("period", "key")

    @property
    def counts(self) -> tuple[str, ...]:
        """Its columns that are cells of the audit."""
        return tuple(c.name for c in self.columns if c in (CASES, JUDGED, SCORED))


def _by(dimension: str, title_fa: str, title_en: str) -> OpenTable:
    columns = (*_WHEN, *_WHOSE, CASES)
    name = f"cases-by-{dimension}"
    return OpenTable(name, title_fa, title_en, (dimension,), "cases", columns)


TABLES = (
    OpenTable(
        *("months", "همهٔ پرونده‌ها در هر ماه", "All cases by month", (ALL,), "cases"),
        (*_WHEN, STATUS, CASES, JUDGED, SCORED),
        ("period",),
    ),
    _by("agency", "پرونده‌ها به تفکیک دستگاه و ماه", "Cases by agency and month"),
    _by("province", "پرونده‌ها به تفکیک استان و ماه", "Cases by province and month"),
    _by("indicator", "پرونده‌ها به تفکیک موضوع گله و ماه", "Cases by indicator and month"),
    _by("service", "پرونده‌ها به تفکیک خدمت و ماه", "Cases by service and month"),
    OpenTable(
        *("satisfaction", "نظر شهروندان به تفکیک دستگاه", "Verdicts and marks by agency"),
        *(("agency",), "judged"),
        (*_WHEN, *_WHOSE, JUDGED, SOLVED, PARTLY, SCORED, HIGH),
    ),
    OpenTable(
        *("times", "زمان پاسخ به تفکیک دستگاه", "Times to the first answer by agency"),
        *(("agency",), "cases"),
        (*_WHEN, *_WHOSE, IN_3H, IN_48H, MEDIAN),
    ),
    OpenTable(
        *("cases", "همهٔ شمارش‌ها در یک جدول", "All counts of cases in one table"),
        *((ALL, "agency", "province", "indicator", "service"), "cases"),
        (*_WHEN, DIMENSION, *_WHOSE, CASES),
        ("period", "dimension", "key"),
    ),
)
TABLE = {table.name: table for table in TABLES}
Names = Mapping[str, Mapping[str, str]]
"""Persian names by dimension and key."""
Counts = Callable[[str], Tallies]
"""The exact counts of a period."""


def new_rows(
    table: OpenTable, grid: Grid, periods: Iterable[str], names: Names, of: Counts
) -> list[Row]:
    """The rows of new periods; `of` gives the counts of a period."""
    wanted = set(periods)
    cells = sorted(
        cell
        for cell in grid
        if cell.period in wanted
        and cell.series.dimension in table.dimensions
        and cell.series.measure == table.measure
    )
    cells.sort(key=lambda cell: (cell.period, cell.series))
    return [_row(table, grid, cell, names, of) for cell in cells]


def _row(table: OpenTable, grid: Grid, cell: Cell, names: Names, of: Counts) -> Row:
    dimension, key, period = cell.series.dimension, cell.series.key, cell.period
    row: Row = {
        "period": period,
        "grain": "month" if is_month(period) else "half_year",
        "begins_on": begins_on(period).isoformat(),
        "ends_on": ends_on(period).isoformat(),
        "dimension": dimension,
        "key": key if key != NOT_SAID else _unsaid(dimension),
        "title_fa": names[dimension].get(key, key) if key != NOT_SAID else _title(dimension),
        "status": HIDDEN if grid[cell] is None else SHOWN,
    }
    for measure in table.counts:
        row[measure] = grid[Series(dimension, key, measure).at(period)]
    if grid[cell] is not None:
        row |= _shares(of(period)[dimension].get(key, CaseTally()), row.get("scored"))
    return {column.name: row.get(column.name) for column in table.columns}


def _unsaid(dimension: str) -> str:
    return _WRITTEN.get(dimension, "unknown")


def _title(dimension: str) -> str:
    return DIMENSIONS_FA[ALL] if dimension == ALL else NOT_SAID_FA


def _shares(tally: CaseTally, scored: Value) -> Row:
    curve = kaplan_meier(Histogram(_bins(tally.answered), _bins(tally.left)))
    in_3h, in_48h, median = curve.share_by(WITHIN_3_H), curve.share_by(WITHIN_48_H), curve.median()
    return {
        "solved_share": _rounded(tally.solved, tally.judged),
        "partly_share": _rounded(tally.partly, tally.judged),
        "high_share": _rounded(tally.high, tally.scored) if scored is not None else None,
        "answered_3h_share": None if in_3h is None else round(in_3h.point, 2),
        "answered_48h_share": None if in_48h is None else round(in_48h.point, 2),
        "median_minutes": None if median is None else round(median.point),
    }


def _bins(counter: Mapping[int, int]) -> list[float]:
    return [float(counter.get(place, 0)) for place in range(BINS)]


def _rounded(part: int, whole: int) -> float | None:
    return round(part / whole, 2) if whole else None


def as_csv(table: OpenTable, rows: Sequence[Row]) -> str:
    """For machines: names of columns in English, no byte-order mark (RFC 4180)."""
    return _csv([column.name for column in table.columns], rows, table)


def as_persian_csv(table: OpenTable, rows: Sequence[Row]) -> str:
    """For Excel, which knows UTF-8 by its mark alone: Persian headings and names of periods."""
    told = [
        row
        | {
            "period": title_fa(str(row["period"])),
            "grain": "ماه" if row["grain"] == "month" else "نیمهٔ سال",
            "status": "پنهان" if row["status"] == HIDDEN else "منتشر شده",
        }
        | ({"dimension": DIMENSIONS_FA[str(row["dimension"])]} if "dimension" in row else {})
        for row in rows
    ]
    return BYTE_ORDER_MARK + _csv([column.title_fa for column in table.columns], told, table)


def _csv(headings: Sequence[str], rows: Sequence[Row], table: OpenTable) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([row[column.name] for column in table.columns] for row in rows)
    return text.getvalue()


def read_csv(table: OpenTable, text: str) -> list[Row]:
    """The rows of a file of `as_csv`, with numbers as numbers."""
    types = {column.name: column.type for column in table.columns}
    return [
        {name: _read(types[name], value) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def _read(kind: str, text: str) -> Value:
    if kind == "integer":
        return int(text) if text else None
    if kind == "number":
        return float(text) if text else None
    return text


def cells_told(table: OpenTable, rows: Iterable[Row]) -> Iterator[tuple[Cell, int | None]]:
    """The cells of a table with their values; None for a hidden one."""
    for row in rows:
        dimension = str(row.get("dimension") or table.dimensions[0])
        key = str(row.get("key") or _unsaid(dimension))
        series_key = NOT_SAID if key == _unsaid(dimension) else key
        for measure in table.counts:
            value = row[measure]
            cell = Series(dimension, series_key, measure).at(str(row["period"]))
            yield cell, None if value is None else int(value)


def dictionary() -> list[Row]:
    """What every column of every table is, in Persian and English."""
    return [
        {
            "table": table.name,
            "column": column.name,
            "type": column.type,
            "title_fa": column.title_fa,
            "description_fa": column.description_fa,
            "title_en": column.title_en,
            "description_en": column.description_en,
        }
        for table in TABLES
        for column in table.columns
    ]


def dictionary_csv() -> str:
    """The dictionary as a file, with the mark that Excel needs."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dictionary()[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(dictionary())
    return BYTE_ORDER_MARK + text.getvalue()
