"""What the situation page shows, as data, and as one table for a spreadsheet.

Who follows another's case counts with that. The table has a line for each count.
"""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel

from assistant.insight.method import MIN_PEOPLE
from assistant.insight.spreadsheet import Cell, csv_bytes
from assistant.insight.statistics.intervals import rate


class Window(StrEnum):
    """A span that ends now."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


HOURS = {Window.HOUR: 1, Window.DAY: 24, Window.WEEK: 168}


class Share(BaseModel):
    """`part` of `of`; from `MIN_PEOPLE` on with the share and its 95 % interval (0 to 1)."""

    part: int
    of: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def share_of(part: int, of: int) -> Share:
    """The share, where there are enough people for one."""
    if of < MIN_PEOPLE:
        return Share(part=part, of=of)
    found = rate(part, of)
    return Share(part=part, of=of, share=found.point, low=found.low, high=found.high)


class Tally(BaseModel):
    """Cases that wait for an answer: all, those due within a day, and those past their deadline."""

    waiting: int = 0
    soon: int = 0
    late: int = 0


class Row(Tally):
    """The tally of a province or an agency; `id` is empty where that is not known."""

    id: str
    name: str


class Clocks(BaseModel):
    """Cases whose deadline comes within so many hours; each span holds the shorter ones."""

    within_1h: int = 0
    within_3h: int = 0
    within_24h: int = 0
    within_72h: int = 0


class Moved(BaseModel):
    """Cases that went through a move in a window: filed, answered, or raised as too late."""

    window: Window
    filed: int
    answered: int
    breached: int


class Marks(BaseModel):
    """Marks that people gave in a window.

    `scores` counts the marks 1 to 5, `good` is the share of 4 and 5. `answered` is the response
    rate. With verdicts on cases: of those whom answers of the same window reached, how many have
    given a mark since. In talks: in how many a mark was asked for today, or in seven days with
    today, and given; of an hour it is not known.
    """

    window: Window
    scores: list[int]
    good: Share
    answered: Share | None = None


class Queue(BaseModel):
    """Who waits for a human now, and how long those of the last day waited, in seconds."""

    waiting: int
    longest_s: int | None = None
    median_s: int | None = None
    taken: int


class Settled(BaseModel):
    """Talks whose last message came in a window: how they went.

    `alone` is the share that asked for no human and gave no mark of 1 or 2.
    """

    window: Window
    alone: Share
    handed_over: int
    badly_rated: int


class Day(BaseModel):
    """One day of the trend, in Tehran's time; `at_fa` is its Jalali name."""

    at_fa: str
    filed: int
    answered: int
    breached: int


class Outage(BaseModel):
    """A system of an agency that is down; `people` told of it, where only they have."""

    agency_id: str
    agency_name: str
    place_fa: str
    since_fa: str
    is_confirmed: bool
    people: int | None = None


class Situation(BaseModel):
    """The situation at a moment; of one agency, or of all (`agency_id` is None).

    Talks with the assistant belong to no agency: `queue` and `settled` are of all alone.
    """

    at: str
    at_fa: str
    agency_id: str | None = None
    agency_name: str | None = None
    now: Tally
    unknown_agency: int
    clocks: Clocks
    provinces: list[Row]
    agencies: list[Row]
    moved: list[Moved]
    case_marks: list[Marks]
    talk_marks: list[Marks]
    queue: Queue | None = None
    settled: list[Settled]
    outages: list[Outage]
    trend: list[Day]


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
