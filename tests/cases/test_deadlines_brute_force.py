"""10,000 cases with random closures, against a calendar that counts minute by minute.

The other calendar shares nothing with the real one but the days of the library `holidays`: it knows
the opening hours by heart, lists every open minute of ninety days, and counts.
"""

import random
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays
import pytest
from persiantools.jdatetime import JalaliDate
from support.office_times import IRAN, closed, shipped

from assistant.cases.deadlines import CaseFacts, deadlines
from knowledge.calendar.work import Closure

WORLDS, CASES = 100, 100
DAYS = 90
MINUTE = timedelta(minutes=1)
TEHRAN, ALBORZ = "تهران", "البرز"
PROVINCES = [TEHRAN, ALBORZ, "قم", "یزد", None]
OFFICIAL = holidays.country_holidays("IR", years=range(2025, 2029))


def opening(province: str | None, day: date) -> tuple[int, int]:
    """First open minute of the day and the first closed one after it."""
    today, weekday = JalaliDate(day), day.strftime("%a")
    if day in OFFICIAL or weekday == "Fri":
        return 0, 0
    if weekday == "Thu":
        return (0, 0) if province == TEHRAN else (450, 780)
    if JalaliDate(1404, 10, 1) <= today <= JalaliDate(1405, 1, 15):
        return 480, 840
    if province == TEHRAN and JalaliDate(1404, 2, 19) <= today <= JalaliDate(1404, 6, 31):
        return 360, 780
    return 450, 870


def closed_minutes(closures: list[Closure], province: str | None, zero: datetime) -> set[int]:
    minutes: set[int] = set()
    for closure in closures:
        if closure.province is None or closure.province == province:
            begin = (closure.begins - zero) // MINUTE
            minutes.update(range(begin, (closure.ends - zero) // MINUTE))
    return minutes


def open_minutes(closures: list[Closure], province: str | None, zero: datetime) -> Iterator[int]:
    shut = closed_minutes(closures, province, zero)
    for number in range(DAYS):
        begin, until = opening(province, (zero + timedelta(days=number)).date())
        for minute in range(1440):
            now = number * 1440 + minute
            if begin <= minute < until and now not in shut:
                yield now


@dataclass
class World:
    """A province, its closures, and ninety days from midnight `zero` in Iran on."""

    random: random.Random
    province: str | None
    zero: datetime
    closures: list[Closure]

    def case(self) -> tuple[int, CaseFacts]:
        """Filed in the first twenty days, at a minute from zero on."""
        minute = self.random.randrange(20 * 1440)
        created = self.zero + minute * MINUTE
        return minute, CaseFacts(created, "delay", "tamin", self.province)

    def after(self, minutes: list[int], minute: int, count: int) -> datetime:
        """The end of the open minute with which `count` of them have passed."""
        last = minutes[bisect_left(minutes, minute) + count - 1]
        return self.zero + (last + 1) * MINUTE


def world(seed: int) -> World:
    rng = random.Random(seed)
    first = JalaliDate(rng.choice([1404, 1405, 1406]), rng.randint(1, 12), 1).to_gregorian()
    zero = datetime(first.year, first.month, first.day, tzinfo=IRAN)
    province = rng.choice(PROVINCES)
    made = World(rng, province, zero, [])
    for _ in range(rng.randint(0, 12)):
        begin = zero + rng.randrange(-1440, 35 * 1440) * MINUTE
        length = rng.choice([rng.randint(1, 600), rng.randint(600, 5 * 1440)])
        where = rng.choice([province, province, None, rng.choice(PROVINCES)])
        made.closures.append(closed(begin, begin + length * MINUTE, where))
    return made


@pytest.mark.parametrize("tenth", range(10))
def test_deadlines_equal_those_counted_minute_by_minute(tenth: int) -> None:
    times, compared, moved = shipped(), 0, 0
    for seed in range(tenth * WORLDS // 10, (tenth + 1) * WORLDS // 10):
        made = world(seed)
        known = made.closures[::2]
        early = times.calendar.with_closures(known)
        late = early.with_closures(made.closures[1::2])
        for calendar, closures in ((early, known), (late, made.closures)):
            minutes = list(open_minutes(closures, made.province, made.zero))
            for _ in range(CASES // 2):
                minute, facts = made.case()
                found = deadlines(times.deadlines, calendar, facts)
                assert found.first_answer == made.after(minutes, minute, 180), (seed, facts)
                assert found.latest_answer == made.after(minutes, minute, 840), (seed, facts)
                assert [level.begins_at for level in found.levels] == [
                    facts.created_at,
                    found.first_answer,
                    found.latest_answer,
                ]
                compared += 1
                moved += deadlines(times.deadlines, late, facts) != found
    assert compared == WORLDS * CASES // 10
    assert moved, "no closure that came later has moved a deadline"


def test_ten_thousand_deadlines_take_no_more_than_two_seconds() -> None:
    """By the processor's clock, which does not see what else the machine is doing."""
    made = [world(seed) for seed in range(40)]
    calendar = shipped().calendar.with_closures(c for each in made for c in each.closures)
    facts = [each.case()[1] for each in made for _ in range(250)]
    begin = time.process_time()
    for case in facts:
        deadlines(shipped().deadlines, calendar, case)
    assert len(facts) == 10_000
    assert time.process_time() - begin < 2
