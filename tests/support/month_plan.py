"""A made-up month of the desk: cases, what people do with them, and closures, some of them sudden.

Times are minutes from the month's beginning, midnight in Iran; nothing here knows the real clock,
calendar or ladder.
"""

import random
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from knowledge.calendar.work import Closure
from support.minute_calendar import MINUTE, PROVINCES, open_minutes, passed
from support.office_times import IRAN, closed, jalali

ZERO = jalali(1405, 9, 1).astimezone(IRAN)
DAY = 1440
TICK = 30
"""How often the clocks look."""
FILED_UNTIL, END = 30 * DAY, 44 * DAY
FIRST, LATEST = 180, 840
"""Minutes of working time until the first and the latest answer."""
PLANNED, SUDDEN = 8, 10


@dataclass(frozen=True)
class Life:
    """What people do with one case, and when; None is never.

    A case without an agency is referred at `referred`. `judged` comes after `answered`.
    """

    filed: int
    province: str | None
    is_praise: bool
    has_agency: bool
    referred: int | None
    answered: int | None
    verdict: str | None
    judged: int | None

    @property
    def seen(self) -> int:
        """The first look of the clocks after it was filed."""
        return tick(self.filed)


@dataclass(frozen=True)
class Change:
    """At `at`, closure number `closure` is announced, or called off."""

    at: int
    closure: int
    is_called_off: bool = False


@dataclass
class Month:
    """All lives, and all closures with their changes in the order of time."""

    lives: list[Life]
    closures: list[Closure] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deadlines = cache(self._deadlines)
        self._minutes = cache(self._open_minutes)

    @property
    def segments(self) -> list[tuple[int, int]]:
        """Spans, end not included, in which the same closures are known."""
        times = sorted({0, *(change.at for change in self.changes), END + 1})
        return list(pairwise(times))

    def known(self, at: int) -> frozenset[int]:
        """The numbers of the closures that hold as of `at`."""
        holding: set[int] = set()
        for change in self.changes:
            if change.at <= at:
                (holding.discard if change.is_called_off else holding.add)(change.closure)
        return frozenset(holding)

    def _deadlines(self, start: int, province: str | None, segment: int) -> tuple[int, int]:
        """First and latest answer for a clock that began at `start`, as is known in the segment
        that begins at `segment`."""
        minutes = self._minutes(province, segment)
        return passed(minutes, start, FIRST), passed(minutes, start, LATEST)

    def _open_minutes(self, province: str | None, segment: int) -> list[int]:
        holding = [self.closures[number] for number in self.known(segment)]
        return list(open_minutes(holding, province, ZERO))


def tick(minute: int) -> int:
    """The first look of the clocks at or after `minute`."""
    return -(-minute // TICK) * TICK


def month(seed: int, cases: int) -> Month:
    """So many lives within thirty days."""
    dice = random.Random(seed)
    made = Month(sorted((_life(dice) for _ in range(cases)), key=lambda life: life.filed))
    for _ in range(PLANNED):
        _announce(dice, made, 0, dice.randrange(-DAY, 40 * DAY))
    for _ in range(SUDDEN):
        at = tick(dice.randrange(4 * DAY, 26 * DAY))
        number = _announce(dice, made, at, at + dice.randrange(-6 * 60, 2 * DAY))
        if dice.random() < 0.3:
            later = at + tick(dice.randrange(6 * 60, DAY))
            made.changes.append(Change(later, number, is_called_off=True))
    made.changes.sort(key=lambda change: change.at)
    return made


def _announce(dice: random.Random, made: Month, at: int, begin: int) -> int:
    length = dice.choice([dice.randint(60, 600), dice.randint(600, 3 * DAY)])
    where = dice.choice([None, *PROVINCES[:-1] * 2])
    begins = ZERO + begin * MINUTE
    made.closures.append(closed(begins, begins + length * MINUTE, where))
    made.changes.append(Change(at, len(made.closures) - 1))
    return len(made.closures) - 1


def _life(dice: random.Random) -> Life:
    filed = dice.randrange(FILED_UNTIL)
    has_agency = dice.random() < 0.9
    referred = None
    if not has_agency and dice.random() < 0.7:
        referred = tick(filed + dice.randrange(30, 3 * DAY))
    is_praise = dice.random() < 0.05
    answered, verdict, judged = None, None, None
    if (has_agency or referred) and not is_praise and dice.random() < 0.6:
        answered = tick((referred or filed) + dice.randrange(30, 6 * DAY))
        verdict = dice.choice([None, "solved", "partly", "unsolved"])
    if verdict and answered:
        judged = tick(answered + dice.randrange(30, 4 * DAY))
    return Life(
        filed, dice.choice(PROVINCES), is_praise, has_agency, referred, answered, verdict, judged
    )
