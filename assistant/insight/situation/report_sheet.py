"""A report as one table for a spreadsheet: a line for each number, shares between 0 and 1."""

from collections.abc import Iterator, Sequence
from math import isfinite

from assistant.insight.method import WORDS, Unit
from assistant.insight.periods.moves import MOVE_FA
from assistant.insight.periods.terms import STATE_FA
from assistant.insight.scoreboard.telling import band
from assistant.insight.signals.words import WORDS as SIGNALS
from assistant.insight.signals.words import told as seen
from assistant.insight.situation.report import Report, Told
from assistant.insight.situation.report_counts import Point, Topic
from assistant.insight.situation.sheet import Cell, csv_bytes
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import jalali

HEADER = (
    *("بخش", "عنوان", "واحد", "رقم", "کران پایین ۹۵٪", "کران بالا ۹۵٪"),
    *("مورد انتظار", "داوری", "نفر", "توضیح"),
)
_UNIT_FA = {Unit.SHARE: "سهم", Unit.MINUTES: "دقیقهٔ اداری"}
_WAITS_FA = "در انتظار تصمیم"
Line = tuple[Cell, ...]
_Bounds = tuple[float | None, float | None, float | None]
_NONE: _Bounds = (None, None, None)


def report_csv(report: Report) -> bytes:
    """The whole report."""
    return csv_bytes(HEADER, _lines(report))


def _lines(report: Report) -> Iterator[Line]:
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


def _figure(told: Told) -> Line:
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


def _month(point: Point) -> Iterator[Line]:
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
