"""What the situation page shows, as data. Who follows another's case counts with that."""

from enum import StrEnum

from pydantic import BaseModel

from assistant.insight.method import MIN_PEOPLE
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
