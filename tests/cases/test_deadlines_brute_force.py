"""10,000 cases with random closures, against a calendar that counts minute by minute."""

import random
import time
from dataclasses import dataclass
from datetime import datetime

import pytest
from persiantools.jdatetime import JalaliDate
from support.minute_calendar import MINUTE, PROVINCES, open_minutes, passed
from support.office_times import IRAN, closed, shipped

from assistant.cases.schedule import CaseFacts, deadlines
from knowledge.calendar.work import Closure

WORLDS, CASES = 100, 100


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
        return self.zero + passed(minutes, minute, count) * MINUTE


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
    begin = time.thread_time()
    for case in facts:
        deadlines(shipped().deadlines, calendar, case)
    assert len(facts) == 10_000
    assert time.thread_time() - begin < 2
