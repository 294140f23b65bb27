"""The situation as one table for a spreadsheet: a line for each count."""

from collections.abc import Iterator

from assistant.insight.situation.sheet import Cell, csv_bytes
from assistant.insight.situation.views import Marks, Row, Situation, Window

HEADER = ("بخش", "ردیف", "عنوان", "شمار", "از", "سهم", "کران پایین ۹۵٪", "کران بالا ۹۵٪")
WINDOW_FA = {Window.HOUR: "یک ساعت گذشته", Window.DAY: "۲۴ ساعت گذشته", Window.WEEK: "۷ روز گذشته"}
_TALLY = {"waiting": "در انتظار پاسخ", "soon": "مهلت تا ۲۴ ساعت دیگر", "late": "مهلت گذشته"}
_MOVED = {"filed": "ثبت شده", "answered": "پاسخ گرفته", "breached": "مهلت شکسته"}
Line = tuple[Cell, ...]


def situation_csv(found: Situation) -> bytes:
    """The whole situation; shares only where there are enough people for one."""
    return csv_bytes(HEADER, _lines(found))


def _lines(found: Situation) -> Iterator[Line]:
    whose = found.agency_name or "همهٔ دستگاه‌ها"
    yield _line("زمان", found.at_fa, whose, None)
    yield from _tally("اکنون", whose, found.now.model_dump())
    hours = {"within_1h": 1, "within_3h": 3, "within_24h": 24, "within_72h": 72}
    for name, count in found.clocks.model_dump().items():
        yield _line("مهلت‌ها", whose, f"تا {hours[name]} ساعت دیگر", count)
    for moved in found.moved:
        for name, title in _MOVED.items():
            yield _line("رخدادها", WINDOW_FA[moved.window], title, getattr(moved, name))
    yield from _rows("استان‌ها", found.provinces, "استان نامعلوم")
    yield from _rows("دستگاه‌ها", found.agencies, "دستگاه نامعلوم")
    yield from _marks("نظر دربارهٔ پاسخ دستگاه", found.case_marks, "نظر داده از پاسخ‌گرفته‌ها")
    yield from _marks(
        "نظر دربارهٔ گفت‌وگو", found.talk_marks, "نظر داده از پرسیده‌شده‌ها، به روز تهران"
    )
    for one in found.settled:
        yield _line(
            "دستیار", WINDOW_FA[one.window], "بی نیاز به کارشناس", *one.alone.model_dump().values()
        )
    for day in found.trend:
        for name, title in _MOVED.items():
            yield _line("روند روزانه", day.at_fa, title, getattr(day, name))


def _rows(part: str, rows: list[Row], unknown: str) -> Iterator[Line]:
    for row in rows:
        yield from _tally(part, row.name or unknown, row.model_dump())


def _tally(part: str, name: str, counts: dict[str, int]) -> Iterator[Line]:
    for key, title in _TALLY.items():
        yield _line(part, name, title, counts[key])


def _marks(part: str, found: list[Marks], response: str) -> Iterator[Line]:
    for marks in found:
        window = WINDOW_FA[marks.window]
        for mark, count in enumerate(marks.scores, start=1):
            yield _line(part, window, f"نمرهٔ {mark}", count)
        yield _line(part, window, "نمرهٔ ۴ و ۵", *marks.good.model_dump().values())
        if marks.answered:
            yield _line(part, window, response, *marks.answered.model_dump().values())


def _line(part: str, row: str, title: str, *numbers: Cell) -> Line:
    rounded = [round(n, 4) if isinstance(n, float) else n for n in numbers]
    return (part, row, title, *rounded, *[None] * (5 - len(rounded)))
