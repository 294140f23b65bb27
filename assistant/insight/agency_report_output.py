"""The monthly report as it is shown: its trend as geometry for SVG, and all of it as a spreadsheet.

In the trend time goes from left to right. The spreadsheet is one table: a line for each number,
shares between 0 and 1.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from assistant.insight.agency_report import AgencyReport, ReportedFigure, Topic, TrendPoint
from assistant.insight.method import WORDS, Unit
from assistant.insight.periods.moves import MOVE_FA
from assistant.insight.periods.reporting_period import STATE_FA
from assistant.insight.scoreboard.charts import AxisLabel
from assistant.insight.scoreboard.formatting import band, percent
from assistant.insight.signals.flags import SIGNAL_WORDS as SIGNALS
from assistant.insight.signals.flags import told as seen
from assistant.insight.spreadsheet import Cell, csv_bytes
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import jalali

WIDTH, HEIGHT = 720, 230
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 12, 30
_STEPS = 4
_MONTHS_APART = 2


@dataclass(frozen=True)
class Dot:
    """A month's share with the ends of its interval, in pixels."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class TrendLine:
    """The dots of a share; `parts` are lines for `points`, broken where a month has none."""

    dots: Sequence[Dot]
    parts: Sequence[str]


@dataclass(frozen=True)
class Trend:
    """All that a template needs to draw one."""

    solved: TrendLine
    breaches: TrendLine
    up: Sequence[AxisLabel]
    across: Sequence[AxisLabel]


def drawn(points: Sequence[TrendPoint]) -> Trend | None:
    """The trend; None where no month has enough people."""
    if not any(point.solved or point.breaches for point in points):
        return None
    names = [
        AxisLabel(_x(place, len(points)), point.title_fa) for place, point in enumerate(points)
    ]
    return Trend(
        solved=_trend_line(points, lambda point: point.solved),
        breaches=_trend_line(points, lambda point: point.breaches),
        up=[AxisLabel(_y(step / _STEPS), percent(step / _STEPS)) for step in range(_STEPS + 1)],
        # From the last month back, so that the month of the report always has its name.
        across=names[::-1][::_MONTHS_APART],
    )


def _trend_line(
    points: Sequence[TrendPoint], share: Callable[[TrendPoint], Interval | None]
) -> TrendLine:
    dots: list[Dot] = []
    parts: list[list[str]] = [[]]
    for place, point in enumerate(points):
        value = share(point)
        if value is None:
            parts.append([])
            continue
        dot = Dot(_x(place, len(points)), _y(value.point), _y(value.low), _y(value.high))
        dots.append(dot)
        parts[-1].append(f"{dot.x},{dot.y}")
    return TrendLine(dots, [" ".join(part) for part in parts if len(part) > 1])


def _x(place: int, months: int) -> float:
    inset = 24
    width = WIDTH - LEFT - RIGHT - 2 * inset
    return round(LEFT + inset + width * place / max(1, months - 1), 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)


HEADER = (
    *("بخش", "عنوان", "واحد", "رقم", "کران پایین ۹۵٪", "کران بالا ۹۵٪"),
    *("مورد انتظار", "داوری", "نفر", "توضیح"),
)
_UNIT_FA = {Unit.SHARE: "سهم", Unit.MINUTES: "دقیقهٔ اداری"}
_WAITS_FA = "در انتظار تصمیم"
Line = tuple[Cell, ...]
_Bounds = tuple[float | None, float | None, float | None]
_NONE: _Bounds = (None, None, None)


def report_csv(report: AgencyReport) -> bytes:
    """The whole report."""
    return csv_bytes(HEADER, _lines(report))


def _lines(report: AgencyReport) -> Iterator[Line]:
    state = f"{STATE_FA[report.state]}، بر پایهٔ {jalali(report.as_of)}"
    about = f"{report.agency_name}، {report.period.title_fa}"
    yield _line("گزارش", about, note=f"{state}، نسخهٔ روش {report.method_version}")
    for told in report.figures:
        yield _figure(told)
    for point in report.trend:
        yield from _month(point)
    yield from _topics("موضوع‌ها", report.indicators)
    yield from _topics("خدمت‌ها", report.services)
    yield _line("مهلت‌شکنی", "همه", "پرونده", (report.breaches_in_all, None, None))
    for late in report.breaches:
        answered = f"پاسخ {jalali(late.answered_at)}" if late.answered_at else "بی‌پاسخ"
        at = jalali(late.at) if late.at else ""
        yield _line("مهلت‌شکنی", late.tracking_code, note=f"{at}، {answered}")
    for flag in report.flags:
        name, expected = SIGNALS[flag.signal].name_fa, round(flag.expected, 3)
        share = (round(flag.share, 3), None, None)
        yield _line("نشانه‌ها", name, "سهم", share, expected=expected, note=seen(flag))
    for one in report.objections:
        decision = MOVE_FA[one.decision] if one.decision else _WAITS_FA
        yield _line("اعتراض", one.words, note=f"{jalali(one.at)}، {decision}")


def _figure(told: ReportedFigure) -> Line:
    words = WORDS[told.figure]
    response = f"نرخ پاسخ {round(told.response.point, 3)}" if told.response else ""
    return _line(
        "رقم‌ها",
        words.name_fa,
        _UNIT_FA[words.unit],
        _bounds(told.value),
        expected=_number(told.expected),
        judgement=band(told.band),
        people=None if told.n is None else round(told.n),
        note=response,
    )


def _month(point: TrendPoint) -> Iterator[Line]:
    for title, share, of in (
        ("حل شده", point.solved, point.judged),
        ("گذشتن از مهلت", point.breaches, point.people),
    ):
        yield _line("روند", title, "سهم", _bounds(share), people=of, note=point.title_fa)


def _topics(part: str, topics: Sequence[Topic]) -> Iterator[Line]:
    for topic in topics:
        yield _line(part, topic.title_fa, people=topic.people)


def _bounds(value: Interval | None) -> _Bounds:
    if value is None:
        return _NONE
    return _number(value.point), _number(value.low), _number(value.high)


def _number(value: float | None) -> float | None:
    return round(value, 4) if value is not None and isfinite(value) else None


def _line(
    part: str,
    title: str,
    unit: str = "",
    value: _Bounds = _NONE,
    *,
    expected: float | None = None,
    judgement: str = "",
    people: int | None = None,
    note: str = "",
) -> Line:
    return (part, title, unit, *value, expected, judgement, people, note)
