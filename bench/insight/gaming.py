"""Eight ways of gaming figures: does a band move, is it flagged, and who is flagged for nothing.

One of 64 agencies cheats in a simulated month (`gaming_world.py`). Bands are those of the public
board, and are compared with the same month without the attack; signals are those of the product.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.insight.scoreboard.figures import Estimates, RowTally, compared, total
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import Flag, counts_beside, counts_of_ledger, flags
from assistant.insight.signals.peers import PeerCounts
from assistant.insight.statistics.funnel import Place
from assistant.insight.statistics.survival import BINS, UPPER_MIN
from bench.insight.gaming_world import (
    AGENCIES,
    ATTACKS,
    PARTLY,
    SOLVED,
    UNSAID,
    Mask,
    World,
)
from bench.rows import Row

PART = "gaming"
LEAST_FLAGGED, MOST_FALSE = 0.9, 0.05
BESIDE_THE_EIGHT = ("one text, one by one", "one device, marks, thinly")
"""Milder ways than the eight: they are measured to see how far signals go, and have no target."""
RUNS, QUICK_RUNS = 200, 20
NAMES = [f"{number:02}" for number in range(AGENCIES)]
_ORDER = (Place.WORSE, Place.AS_EXPECTED, Place.BETTER)
Numbers = NDArray[np.float64]


@dataclass
class Score:
    """How often an attack moved a band and was flagged, and how many honest agencies were."""

    runs: int = 0
    moved: int = 0
    flagged: int = 0
    moved_unseen: int = 0
    honest_flagged: int = 0
    signals: dict[str, int] = field(default_factory=dict)

    def note(self, has_moved: bool, found: list[Flag], cheat: str) -> None:
        """One run."""
        mine = {flag.signal for flag in found if flag.agency_id == cheat}
        self.runs += 1
        self.moved += has_moved
        self.flagged += bool(mine)
        self.moved_unseen += has_moved and not mine
        self.honest_flagged += len({flag.agency_id for flag in found} - {cheat})
        for signal in mine:
            self.signals[signal] = self.signals.get(signal, 0) + 1

    def add(self, other: "Score") -> None:
        """Further runs."""
        for name in ("runs", "moved", "flagged", "moved_unseen", "honest_flagged"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for signal, count in other.signals.items():
            self.signals[signal] = self.signals.get(signal, 0) + count

    @property
    def honest_share(self) -> float:
        """Of all honest agencies, those with any flag."""
        return self.honest_flagged / (self.runs * (AGENCIES - 1))


@dataclass(frozen=True)
class Month:
    """What is known of a month: the counts of all signals, in their two families, and tallies."""

    ledger: dict[Signal, PeerCounts]
    beside: dict[Signal, PeerCounts]
    tallies: list[RowTally]

    @classmethod
    def of(cls, world: World) -> "Month":
        """The month as it was."""
        seen = world.matters()
        beside = counts_beside(seen, world.known_beside())
        return cls(counts_of_ledger(seen), beside, _tallies(world))

    def but(self, cheat: int, other: "Month") -> "Month":
        """The month with one agency's counts from `other`; other agencies' counts stay the same."""
        tallies = [*self.tallies]
        tallies[cheat] = other.tallies[cheat]
        return Month(
            _replaced(self.ledger, cheat, other.ledger),
            _replaced(self.beside, cheat, other.beside),
            tallies,
        )

    @property
    def flags(self) -> list[Flag]:
        """All flags."""
        return flags(NAMES, self.ledger) + flags(NAMES, self.beside)

    @property
    def board(self) -> dict[str, Estimates]:
        """The figures with their bands, as the public board has them."""
        rows = dict(zip(NAMES, self.tallies, strict=True))
        return compared(rows, total(rows.values()), {})


def _replaced(
    counts: dict[Signal, PeerCounts], cheat: int, other: dict[Signal, PeerCounts]
) -> dict[Signal, PeerCounts]:
    found = {}
    for signal, of in counts.items():
        columns = (of.observed.copy(), of.n.copy(), of.base.copy())
        new = (other[signal].observed, other[signal].n, other[signal].base)
        for column, changed in zip(columns, new, strict=True):
            column[cheat] = changed[cheat]
        found[signal] = PeerCounts(*columns)
    return found


def has_moved(before: Estimates, after: Estimates) -> bool:
    """Whether a band is better than it was, by any figure."""
    return any(
        _ORDER.index(now.band.at_95) > _ORDER.index(was.band.at_95)
        for was, now in zip(before.values(), after.values(), strict=True)
        if Place.TOO_FEW not in {was.band.at_95, now.band.at_95}
    )


def attacked(world: World, month: Month, cheat: int) -> Iterator[tuple[str, Month]]:
    """By attack, the month as it would have been."""
    mine: Mask = world.agency == cheat
    for name, attack in ATTACKS.items():
        own = world.of(mine)
        yield name, month.but(cheat, Month.of(attack(own, np.ones(len(own.agency), dtype=bool))))


def simulated(first: int, runs: int) -> tuple[dict[str, Score], Score]:
    """Each attack in so many months from the `first` on, and these months without any."""
    scores, honest = {name: Score() for name in ATTACKS}, Score()
    for run in range(first, first + runs):
        world = World.honest(run)
        month, cheat = Month.of(world), run * 37 % AGENCIES
        before, key = month.board, NAMES[cheat]
        honest.note(False, month.flags, "")
        for name, after in attacked(world, month, cheat):
            scores[name].note(has_moved(before[key], after.board[key]), after.flags, key)
    return scores, honest


def in_parallel(runs: int) -> tuple[dict[str, Score], Score]:
    """The same, some months in each of several processes."""
    scores, honest = {name: Score() for name in ATTACKS}, Score()
    each = max(1, runs // 20)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        parts = pool.map(simulated, range(0, runs, each), [each] * (runs // each))
        for found, without in parts:
            honest.add(without)
            for name, score in found.items():
                scores[name].add(score)
    return scores, honest


def run(*, is_quick: bool = False) -> list[Row]:
    """The rows of the table; `is_quick` for fewer months."""
    started = time.perf_counter()
    scores, honest = in_parallel(QUICK_RUNS if is_quick else RUNS)
    rows = [row for name, score in scores.items() for row in _rows(name, score)]
    share = honest.honest_flagged / (honest.runs * AGENCIES)
    rows.append(_false_row("nobody cheats", share))
    rows.append(Row(PART, "", "simulated in", f"{time.perf_counter() - started:.0f} s"))
    return rows


def _rows(name: str, score: Score) -> Iterator[Row]:
    flagged, target = score.flagged / score.runs, f"≥ {LEAST_FLAGGED}"
    by = ", ".join(sorted(score.signals, key=lambda one: -score.signals[one]))
    is_met: bool | None = flagged >= LEAST_FLAGGED or not score.moved
    if name in BESIDE_THE_EIGHT:
        target, is_met = "", None
    yield Row(PART, "", f"{name}: band moved", f"{score.moved / score.runs:.2f}")
    yield Row(PART, "", f"{name}: flagged ({by})", f"{flagged:.2f}", target, is_met)
    yield Row(PART, "", f"{name}: moved and not flagged", f"{score.moved_unseen / score.runs:.3f}")
    yield _false_row(name, score.honest_share)


def _false_row(name: str, share: float) -> Row:
    what = f"{name}: honest agencies flagged"
    return Row(PART, "", what, f"{share:.4f}", f"≤ {MOST_FALSE}", share <= MOST_FALSE)


def _tallies(world: World) -> list[RowTally]:
    everyone = np.ones(len(world.agency), dtype=bool)
    judged = world.verdict != UNSAID
    solved = world.verdict == SOLVED
    answered = ~np.isnan(world.answered_min)
    scored = judged & (np.arange(len(judged)) % 2 == 0)
    counts = {
        "people": everyone,
        "judged": judged,
        "solved_first": solved,
        "solved_last": solved & ~world.reopened,
        "answered": answered,
        "breaches": ~(world.over_min <= 180),
        "disputed_or_reopened": world.contested & answered,
        "scored": scored,
        "good": scored & (solved | (world.verdict == PARTLY) & (world.hard < 0.3)),
    }
    found = {name: np.bincount(world.agency[of], minlength=AGENCIES) for name, of in counts.items()}
    marks = world.marks
    found["marks"] = np.bincount(marks.agency, minlength=AGENCIES)
    found["good_marks"] = np.bincount(marks.agency[marks.is_good], minlength=AGENCIES)
    tallies = []
    for place, times in enumerate(_times(world)):
        tally = RowTally(**times)
        for name, of in found.items():
            setattr(tally, name, float(of[place]))
        tallies.append(tally)
    return tallies


def _times(world: World) -> Iterator[dict[str, Any]]:
    """Histograms of office minutes until the answer; of verdicts the same, some time later."""
    answered = np.ceil(world.answered_min)
    lost = np.where(np.isnan(answered), np.fmin(np.ceil(world.gone_min), 5040), np.nan)
    later = np.ceil(world.answered_min + (world.verdict_at - world.answered_at) * 420 / 1440)
    verdict = np.where(world.verdict == UNSAID, np.nan, later)
    unsaid = np.where(np.isnan(verdict), np.fmin(world.over_min + 1500, 5040), np.nan)
    columns = {
        "answer_times": answered,
        "answer_censored": lost,
        "verdict_times": verdict,
        "verdict_censored": unsaid,
    }
    histograms = {name: _histogram(world, of) for name, of in columns.items()}
    for place in range(AGENCIES):
        yield {name: of[place] for name, of in histograms.items()}


def _histogram(world: World, minutes: Numbers) -> Numbers:
    known = ~np.isnan(minutes)
    bins = np.searchsorted(UPPER_MIN, minutes[known])
    place = world.agency[known] * BINS + bins
    return np.bincount(place, minlength=AGENCIES * BINS).reshape(AGENCIES, BINS).astype(float)
