"""How often 95 % intervals hold the truth: by size of the agency, and for the best and the worst.

Agencies are made up: each has a true share and a true distribution of times, both drawn from a
population; the best and the worst are those beyond its outer twentieths. People come and are
answered by that truth, some are lost from sight, and the intervals of the product are asked.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from assistant.insight.method import WITHIN_3_H, WITHIN_48_H
from assistant.insight.statistics.intervals import Interval, rate
from assistant.insight.statistics.survival import Histogram, kaplan_meier
from bench.databases import BenchDatabases
from bench.insight.options import InsightOptions
from bench.rows import Row

SIZES = {"n < 30": (10, 29), "30–300": (30, 300), "more": (301, 3000)}
TAILS = {"all": (0.0, 1.0), "worst 5 %": (0.0, 0.05), "best 5 %": (0.95, 1.0)}
LEAST, MOST = 0.93, 0.97
LOST = 1 / 20_000
"""One of 20,000 waiting minutes sees a case lost from sight: withdrawn, or open today."""


@dataclass
class CoverageTally:
    """How many intervals there were, and how many held the truth."""

    held: int = 0
    asked: int = 0

    def note(self, interval: Interval | None, truth: float) -> None:
        """Count an interval; None, where there is none, does not count."""
        if interval is not None:
            self.held += interval.low <= truth <= interval.high
            self.asked += 1

    @property
    def share(self) -> float:
        """Coverage."""
        return self.held / max(1, self.asked)


async def measured(options: InsightOptions, _: BenchDatabases) -> AsyncIterator[Row]:
    """A row for each figure, size and tail."""
    runs = 1000 if options.is_quick else 10_000
    for what, try_once in FIGURES.items():
        for size, sizes in SIZES.items():
            for tail, quantiles in TAILS.items():
                share = coverage(try_once, sizes, quantiles, runs)
                target = f"{LEAST}–{MOST}"
                is_met = LEAST <= round(share, 3) <= MOST
                yield Row("coverage", size, f"{what}, {tail}", f"{share:.3f}", target, is_met)


Try = Callable[[np.random.Generator, float, int], tuple[Interval | None, float]]
"""One agency: its place in the population (a normal deviate) and its size; interval and truth."""


def coverage(
    try_once: Try,
    sizes: tuple[int, int],
    quantiles: tuple[float, float],
    runs: int,
) -> float:
    """How often the interval of a figure holds, for agencies of these sizes and quantiles."""
    generator, tally = np.random.default_rng(128), CoverageTally()
    for _ in range(runs):
        place = float(norm.ppf(generator.uniform(*quantiles)))
        n = int(np.exp(generator.uniform(np.log(sizes[0]), np.log(sizes[1] + 1))))
        interval, truth = try_once(generator, place, n)
        tally.note(interval, truth)
    return tally.share


def _rate(generator: np.random.Generator, place: float, n: int) -> tuple[Interval | None, float]:
    truth = 1 / (1 + np.exp(-(0.8 + 0.7 * place)))
    return rate(int(generator.binomial(n, truth)), n), float(truth)


def _times(generator: np.random.Generator, place: float, n: int) -> tuple[Histogram, float, float]:
    """Times of an agency, log-normal, and what is true of them: middle and spread."""
    middle, spread = np.log(400) - 0.7 * place, 1.2
    times = np.exp(generator.normal(middle, spread, n))
    lost = generator.exponential(1 / LOST, n)
    seen = np.minimum(times, lost).astype(int)
    return Histogram.of(zip(seen.tolist(), (times <= lost).tolist())), middle, spread


def _within(minutes: int) -> Try:
    def once(generator: np.random.Generator, place: float, n: int) -> tuple[Interval | None, float]:
        histogram, middle, spread = _times(generator, place, n)
        # Minutes are whole, cut off: what took 180.9 is 180.
        truth = float(norm.cdf((np.log(minutes + 1) - middle) / spread))
        return kaplan_meier(histogram).share_by(minutes), truth

    return once


def _median(generator: np.random.Generator, place: float, n: int) -> tuple[Interval | None, float]:
    histogram, middle, _ = _times(generator, place, n)
    return kaplan_meier(histogram).median(), float(np.exp(middle)) - 1


FIGURES: dict[str, Try] = {
    "a rate": _rate,
    "answered within 3 h": _within(WITHIN_3_H),
    "answered within 48 h": _within(WITHIN_48_H),
    "median time": _median,
}
