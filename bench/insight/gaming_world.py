"""A month of agencies that are unlike each other, and eight ways in which one of them cheats.

Everything is made up, as columns with a line for each matter. Agencies differ in how fast, how well
and how they work: each share below is drawn for each agency around a mean, on the logit, so some
honest ones do by habit what others do to cheat.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.insight.method import WITHIN_3_H, WITHIN_48_H
from assistant.insight.signals.counting import chance_to_meet
from assistant.insight.signals.matters import NEVER, NO_TEXT, AddressCounts, Matters, OffLedger

AGENCIES, SMALLEST, LARGEST = 64, 100, 3000
OFFICE_DAYS, OFFICE_DAY = 22, 420
"""A month of office days, of seven hours from eight o'clock."""
_OPENS, _DAY = 8 * 60, 24 * 60
_TEHRAN = 210
_HORIZON = 12 * OFFICE_DAY
"""What takes longer is open when the figures are frozen."""
_CARRIERS = 600
"""Addresses behind which carriers hide their customers."""
_SITTINGS = (2, 5, 9, 12, 16, 19, 23, 26)
"""Days of a month on which somebody sits down to cheat, twice a week."""
_DEVICE = 999_999
"""The address of one device."""
_SORTS = 12
"""Of matters that an agency gets, by indicator and service; the first is the most common."""
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
UNSAID, SOLVED, PARTLY, UNSOLVED = range(4)


@dataclass
class Habits:
    """By agency, shares and times that are its own."""

    size: NDArray[np.int64]
    quality: Numbers
    pace: Numbers
    hurries: Numbers
    sends_on: Numbers
    is_withdrawn: Numbers
    judged: Numbers
    at_once: Numbers
    form_letter: Numbers
    any_text: Numbers
    office_line: Numbers

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> "Habits":
        """Of 64 agencies, most of them small."""

        def share(mean: float, spread: float) -> Numbers:
            logit = np.log(mean / (1 - mean)) + spread * rng.normal(size=AGENCIES)
            return np.asarray(1 / (1 + np.exp(-logit)))

        size = np.exp(rng.uniform(np.log(SMALLEST), np.log(LARGEST), AGENCIES)).astype(np.int64)
        return cls(
            size,
            quality=rng.normal(0, 0.5, AGENCIES),
            pace=rng.normal(np.log(350), 0.5, AGENCIES),
            hurries=share(0.25, 0.7),
            sends_on=share(0.06, 0.6),
            is_withdrawn=share(0.03, 0.5),
            judged=share(0.55, 0.4),
            at_once=share(0.06, 0.5),
            form_letter=share(0.25, 0.7),
            any_text=share(0.06, 0.7),
            office_line=share(0.03, 0.7),
        )


@dataclass
class World:
    """A month: habits, a line for each matter, and what is known beside.

    Times are as in `Matters`; `come` is the office minute of the month in which a matter came,
    `hard` how hard it is, from 0 to 1. `address` is where the verdict came from, below 0 if that is
    nobody else's.
    """

    rng: np.random.Generator
    habits: Habits
    agency: NDArray[np.int64]
    hard: Numbers
    come: Numbers
    takes: Numbers
    sent_on_min: Numbers
    withdrawn_min: Numbers
    after_contact: Mask
    verdict: NDArray[np.int64]
    delay: Numbers
    verdict_at: Numbers
    reopened: Mask
    sort: NDArray[np.int64]
    text: NDArray[np.int64]
    address: NDArray[np.int64]
    beside: dict[str, Numbers] = field(default_factory=dict)
    marks: "GamedMarks" = field(init=False)

    @classmethod
    def honest(cls, seed: int) -> "World":
        """A month in which nobody cheats."""
        rng = np.random.default_rng(seed)
        habits = Habits.drawn(rng)
        agency = np.repeat(np.arange(AGENCIES), habits.size)
        size = len(agency)
        hard = rng.random(size)
        sort = np.minimum(rng.geometric(0.25, size), _SORTS)
        world = cls(
            rng,
            habits,
            agency,
            hard,
            come=rng.uniform(0, OFFICE_DAYS * OFFICE_DAY, size),
            takes=np.exp(habits.pace[agency] + 0.9 * rng.normal(size=size) + 1.2 * (hard - 0.5)),
            sent_on_min=_happens(rng, habits.sends_on[agency], np.log(120), 0.9),
            withdrawn_min=_happens(rng, habits.is_withdrawn[agency], np.log(250), 1.0),
            after_contact=rng.random(size) < 0.4,
            verdict=np.zeros(size, dtype=np.int64),
            delay=_delays(rng, habits.at_once[agency]),
            verdict_at=np.full(size, NEVER),
            reopened=rng.random(size) < 0.04,
            sort=sort,
            text=_texts(rng, agency, sort, habits),
            address=_addresses(rng, agency, habits.office_line),
        )
        world._work_in_sittings()
        world._hurry()
        world.judge(np.ones(size, dtype=bool))
        world._count_beside()
        world.marks = GamedMarks.honest(rng, habits)
        return world

    def copy(self) -> "World":
        """The same month, in which something else may happen."""
        return deepcopy(self)

    @property
    def gone_min(self) -> Numbers:
        """When the citizen or the agency sent it away, office minutes from when it came."""
        return np.fmin(self.sent_on_min, self.withdrawn_min)

    @property
    def answered_min(self) -> Numbers:
        """When it was answered, unless it was gone or is open."""
        is_answered = (self.takes < _HORIZON) & ~(self.gone_min < self.takes)
        return np.where(is_answered, self.takes, NEVER)

    @property
    def over_min(self) -> Numbers:
        """When it was answered or gone."""
        return np.fmin(self.answered_min, self.gone_min)

    @property
    def answered_at(self) -> Numbers:
        """The minute of the clock at which it was answered."""
        return clock(self.come + self.answered_min)

    @property
    def contested(self) -> Mask:
        """Whether an answer was disputed or reopened."""
        return np.asarray((self.verdict == UNSOLVED) | (self.reopened & (self.verdict != UNSAID)))

    def judge(self, which: Mask, worse: float = 0.0) -> None:
        """Have citizens say what they think of the answer; `worse` is taken from the log odds."""
        habits, of = self.habits, self.agency[which]
        odds = 0.9 + habits.quality[of] - 1.6 * (self.hard[which] - 0.5) - worse
        size = int(which.sum())
        is_solved = self.rng.random(size) < 1 / (1 + np.exp(-odds))
        other = np.where(self.rng.random(size) < 0.35, PARTLY, UNSOLVED)
        says = self.rng.random(size) < habits.judged[of]
        self.verdict[which] = np.where(says, np.where(is_solved, SOLVED, other), UNSAID)
        self._settle()

    def praise(self, which: Mask, at: Numbers) -> None:
        """Have these be called solved at these minutes of the clock."""
        self.verdict[which] = SOLVED
        self.reopened[which] = False
        self.verdict_at[which] = at

    def _settle(self) -> None:
        """Unanswered matters get no verdict; the others get it some time after the answer."""
        self.verdict[np.isnan(self.answered_min)] = UNSAID
        self.verdict_at = _by_day(self.answered_at + self.delay, self.delay)

    def _work_in_sittings(self) -> None:
        """Half of the answers are given in a row, in sittings every three quarters of an hour."""
        end = self.come + self.takes
        next_one = np.ceil(end / 45) * 45 + self.rng.uniform(0, 12, len(end))
        self.takes = np.where(self.rng.random(len(end)) < 0.5, next_one - self.come, self.takes)

    def _hurry(self) -> None:
        """What would be late by a little is sometimes answered just in time."""
        for term, late in ((WITHIN_3_H, 120), (WITHIN_48_H, 360)):
            is_near = (self.takes > term) & (self.takes <= term + late)
            hurries = self.rng.random(len(is_near)) < self.habits.hurries[self.agency]
            in_time = term - self.rng.exponential(20, len(is_near))
            self.takes = np.where(is_near & hurries, np.maximum(in_time, 5), self.takes)

    def _count_beside(self) -> None:
        rng, size = self.rng, self.habits.size
        usual = np.exp(rng.normal(0, 0.25, AGENCIES))
        before = 3 * size * usual * np.exp(rng.normal(0, 0.08, AGENCIES))
        asks = np.exp(rng.normal(np.log(4), 0.5, AGENCIES))
        self.beside = {
            "people_before": rng.poisson(before).astype(float),
            "questions": rng.poisson(size * asks).astype(float),
            "questions_before": rng.poisson(3 * size * usual * asks).astype(float),
        }

    def of(self, mine: Mask) -> "World":
        """A copy with these matters alone, in which something else may happen."""
        world = self.copy()
        world.rng = np.random.default_rng(self.rng.integers(2**32))
        world.marks = self.marks.of(np.unique(self.agency[mine]))
        return _without(world, ~mine)

    def matters(self) -> Matters:
        """What the ledger shows."""
        answered = self.answered_min
        solved = np.where((self.verdict == SOLVED) & ~np.isnan(answered), self.verdict_at, NEVER)
        gone = (self.gone_min < self.takes) & (self.gone_min < _HORIZON)
        is_sent = gone & (self.sent_on_min == self.gone_min)
        is_taken_back = gone & (self.withdrawn_min == self.gone_min)
        return Matters(
            [f"{number:02}" for number in range(AGENCIES)],
            self.agency,
            np.ceil(answered),
            np.ceil(self.over_min),
            np.ceil(np.where(is_sent, self.sent_on_min, NEVER)),
            self.answered_at,
            solved,
            self.contested,
            is_taken_back & self.after_contact,
            np.where(np.isnan(answered), NO_TEXT, self.text),
            self.sort,
        )

    def known_beside(self) -> OffLedger:
        """What is known beside the ledger."""
        people = np.bincount(self.agency, minlength=AGENCIES).astype(float)
        before = self.beside["people_before"]
        is_judged = np.flatnonzero(self.verdict != UNSAID)
        day = (self.verdict_at[is_judged] + _TEHRAN) // _DAY
        marks = self.marks
        return OffLedger(
            people,
            before,
            people + self.beside["questions"],
            before + self.beside["questions_before"],
            _addressed(
                self.agency[is_judged],
                day,
                self.address[is_judged],
                self.verdict[is_judged] == SOLVED,
            ),
            _addressed(marks.agency, marks.day, marks.address, marks.is_good),
        )


@dataclass(frozen=True)
class GamedMarks:
    """Marks that people gave in talks, each that of another person."""

    agency: NDArray[np.int64]
    day: NDArray[np.int64]
    address: NDArray[np.int64]
    is_good: Mask

    @classmethod
    def honest(cls, rng: np.random.Generator, habits: Habits) -> "GamedMarks":
        """Of talks half as many give a mark as people have a case."""
        agency = np.repeat(np.arange(AGENCIES), rng.poisson(0.5 * habits.size))
        good = 1 / (1 + np.exp(-(0.5 + habits.quality[agency])))
        day = rng.integers(0, 30, len(agency))
        address = _addresses(rng, agency, habits.office_line)
        return cls(agency, day, address, rng.random(len(agency)) < good)

    def of(self, agencies: NDArray[np.int64]) -> "GamedMarks":
        """Those for these agencies."""
        mine = np.isin(self.agency, agencies)
        return GamedMarks(self.agency[mine], self.day[mine], self.address[mine], self.is_good[mine])


def _addressed(
    agency: NDArray[np.int64], day: NDArray[Any], address: NDArray[np.int64], is_good: Mask
) -> AddressCounts:
    address = np.where(address < 0, -1 - np.arange(len(address)), address)
    lines = np.stack([agency, day.astype(np.int64), address])
    _, firsts = np.unique(lines, axis=1, return_index=True)
    is_repeated = np.ones(len(agency), dtype=bool)
    is_repeated[firsts] = False
    days, of_day = np.unique(lines[:2], axis=1, return_counts=True)
    meet = chance_to_meet(of_day.astype(float))

    def counted(which: Mask) -> Numbers:
        return np.bincount(agency[which], minlength=AGENCIES).astype(float)

    return AddressCounts(
        counted(np.ones(len(agency), dtype=bool)),
        counted(is_repeated),
        counted(is_good),
        counted(is_repeated & is_good),
        np.bincount(days[0], weights=meet, minlength=AGENCIES).astype(float),
    )


def clock(office: Numbers) -> Numbers:
    """Office minutes of the month as minutes of the clock, in UTC."""
    day, rest = np.divmod(office, OFFICE_DAY)
    return np.asarray(day * _DAY + _OPENS + rest - _TEHRAN)


def _by_day(at: Numbers, delay: Numbers) -> Numbers:
    """Hardly anybody judges at night: who would do so does it in the morning."""
    of_day = (at + _TEHRAN) % _DAY
    midnight = at - of_day + np.where(of_day > 12 * 60, _DAY, 0)
    is_night = (of_day < 7 * 60) | (of_day > 23 * 60)
    return np.where(is_night, midnight + 7 * 60 + (delay * 7919) % 180, at)


def _happens(rng: np.random.Generator, share: Numbers, middle: float, spread: float) -> Numbers:
    """Office minutes until it happens, to this share of all."""
    at = np.exp(rng.normal(middle, spread, len(share)))
    return np.where(rng.random(len(share)) < share, at, NEVER)


def _delays(rng: np.random.Generator, at_once: Numbers) -> Numbers:
    """Minutes from an answer to the verdict: some wait for it, most look when they have time."""
    size = len(at_once)
    later = np.exp(rng.normal(np.log(900), 1.1, size))
    return np.where(rng.random(size) < at_once, rng.uniform(0.5, 10, size), later)


def _texts(
    rng: np.random.Generator,
    agency: NDArray[np.int64],
    sort: NDArray[np.int64],
    habits: Habits,
) -> NDArray[np.int64]:
    """Form letters for a sort of matter, some that fit all, some for an incident; most alone."""
    size = len(agency)
    text = np.arange(size) + 1000
    text = np.where(rng.random(size) < 0.05, 100 + sort * 10 + rng.integers(0, 10, size), text)
    text = np.where(rng.random(size) < habits.form_letter[agency], sort, text)
    return np.where(rng.random(size) < habits.any_text[agency], 50 + rng.integers(0, 2, size), text)


def _addresses(
    rng: np.random.Generator, agency: NDArray[np.int64], office_line: Numbers
) -> NDArray[np.int64]:
    """A third comes through carriers, a few over the line of an agency's office."""
    size = len(agency)
    carrier = 100_000 + rng.integers(0, _CARRIERS, size)
    address = np.where(rng.random(size) < 0.35, carrier, -1)
    return np.where(rng.random(size) < office_line[agency], agency, address)


Attack = Callable[[World, Mask], "World"]
"""Takes a copy of an honest month and the matters of who cheats, and gives what comes of it."""


def _some(world: World, which: Mask, share: float) -> Mask:
    return which & (world.rng.random(len(which)) < share)


def forwarding(world: World, mine: Mask) -> World:
    """Half of what is open an hour before the 48 hours are over is said to be another's."""
    late = _some(world, mine & ~(world.over_min <= WITHIN_48_H - 60), 0.5)
    minutes = world.rng.uniform(WITHIN_48_H - 58, WITHIN_48_H - 1, int(late.sum()))
    world.sent_on_min[late] = minutes
    world._settle()
    return world


def bunching(world: World, mine: Mask) -> World:
    """Half of what would miss a term by some hours, or two days, gets some answer just in time."""
    for term, late in ((WITHIN_3_H, 300), (WITHIN_48_H, 840)):
        missed = _some(world, mine & (world.takes > term) & (world.takes <= term + late), 0.5)
        world.takes[missed] = term - world.rng.uniform(0.5, 12, int(missed.sum()))
        world.judge(missed, worse=0.8)
    return world


def closing_early(world: World, mine: Mask) -> World:
    """Two of five are answered within the hour with nothing."""
    early = _some(world, mine, 0.4)
    world.takes[early] = world.rng.uniform(4, 55, int(early.sum()))
    world.judge(early, worse=1.8)
    return world


def discouraging(world: World, mine: Mask) -> World:
    """Two of five are talked out of it, hard matters first: most before they file, some after."""
    hard_first = world.rng.random(len(mine)) < 0.25 + 0.3 * world.hard
    talked = mine & hard_first
    after = _some(world, talked, 0.25)
    _withdraw(world, after)
    return _without(world, talked & ~after)


def coaching_by_telephone(world: World, mine: Mask) -> World:
    """Two of five with an answer are called in rounds, and say "solved" while the clerk waits."""
    called = _some(world, mine & ~np.isnan(world.answered_min), 0.4)
    count = int(called.sum())
    rounds = np.arange(count) // 15
    day = (rounds * 3) % 30 + 2
    gaps = np.clip(world.rng.normal(4, 1.2, count), 1.5, 9)
    start = np.cumsum(gaps)
    first = np.repeat(start[::15], 15)[:count]
    world.praise(called, day * _DAY + 13 * 60 - _TEHRAN + start - first)
    return world


def coaching_at_the_counter(world: World, mine: Mask) -> World:
    """A third of those with an answer judge it minutes later, at the clerk's counter."""
    there = _some(world, mine & ~np.isnan(world.answered_min), 0.35)
    minutes = world.rng.uniform(1, 9, int(there.sum()))
    world.praise(there, world.answered_at[there] + minutes)
    return world


def one_device(world: World, mine: Mask) -> World:
    """Three of ten answers are judged by the agency itself, from one device, twice a week."""
    own = _some(world, mine & ~np.isnan(world.answered_min), 0.3)
    count = int(own.sum())
    day = world.rng.choice(np.array(_SITTINGS), count)
    world.praise(own, day * _DAY + world.rng.uniform(9 * 60, 15 * 60, count) - _TEHRAN)
    world.address[own] = _DEVICE
    return world


def marking(world: World, mine: Mask) -> World:
    """To ten marks that people give come three good ones from one device, twice a week.

    They are too few at once for `ratings/terms.py` to see.
    """
    return _marked(world, mine, _SITTINGS)


def marking_thinly(world: World, mine: Mask) -> World:
    """The same marks, on every second day."""
    return _marked(world, mine, range(0, 30, 2))


def _marked(world: World, mine: Mask, days: Sequence[int]) -> World:
    marks, cheat = world.marks, int(world.agency[mine][0])
    count = max(1, round(0.3 * np.count_nonzero(marks.agency == cheat)))
    own = GamedMarks(
        np.full(count, cheat),
        world.rng.choice(np.array(days), count),
        np.full(count, _DEVICE),
        np.ones(count, dtype=bool),
    )
    columns = (np.concatenate([getattr(one, name) for one in (marks, own)]) for name in vars(own))
    world.marks = GamedMarks(*columns)
    return world


def withdrawing(world: World, mine: Mask) -> World:
    """A quarter is called and withdraws, hard matters first."""
    hard_first = world.rng.random(len(mine)) < 0.05 + 0.4 * world.hard
    _withdraw(world, mine & hard_first)
    return world


def answering_in_bulk(world: World, mine: Mask) -> World:
    """Every second day at noon half of what waits gets one of two texts, in a few minutes."""
    bulk = _some(world, mine, 0.5)
    count, every = int(bulk.sum()), 2 * OFFICE_DAY
    noon = np.ceil((world.come[bulk] - 240) / every) * every + 240
    world.takes[bulk] = noon + world.rng.uniform(0, 15, count) - world.come[bulk]
    world.text[bulk] = 500 + world.rng.integers(0, 2, count)
    world.judge(bulk, worse=0.8)
    return world


def one_text(world: World, mine: Mask) -> World:
    """Half of the answers are one of two texts, each given when its time comes, and sooner."""
    same = _some(world, mine, 0.5)
    world.takes[same] *= 0.5
    world.text[same] = 500 + world.rng.integers(0, 2, int(same.sum()))
    world.judge(same, worse=0.8)
    return world


ATTACKS: dict[str, Attack] = {
    "forwarding": forwarding,
    "bunching": bunching,
    "early closing": closing_early,
    "discouraging": discouraging,
    "coached, by telephone": coaching_by_telephone,
    "coached, at the counter": coaching_at_the_counter,
    "one device, verdicts": one_device,
    "one device, marks": marking,
    "withdrawals": withdrawing,
    "bulk answers": answering_in_bulk,
    "one text, one by one": one_text,
    "one device, marks, thinly": marking_thinly,
}


def _withdraw(world: World, which: Mask) -> None:
    """These are talked out after they were filed, before they are answered."""
    when = world.rng.uniform(0.2, 0.9, int(which.sum()))
    world.withdrawn_min[which] = np.fmin(world.takes[which], 600) * when
    world.sent_on_min[which] = NEVER
    world.after_contact[which] = True
    world._settle()


def _without(world: World, which: Mask) -> World:
    """The same, but these never came; whom they would have asked first, they still ask."""
    lines = {
        name: value[~which]
        for name, value in vars(world).items()
        if isinstance(value, np.ndarray) and len(value) == len(which)
    }
    vars(world).update(lines)
    return world
