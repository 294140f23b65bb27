"""From rounds to figures: medians over rounds, ratios between systems, targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from bench.rounds import Round

MANY = 16


@dataclass(frozen=True)
class Speed:
    """One system at one number of clients; each figure is the median of its rounds."""

    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_second: float
    messages: int
    errors: int
    without_rasa: int
    cpu_ms: Mapping[str, float]
    spread: Mapping[str, Sequence[float]]
    """p50, p95 and rate of every round, in their order."""

    @property
    def server_cpu_ms(self) -> float:
        """CPU time a message of all server processes together."""
        return sum(cpu for part, cpu in self.cpu_ms.items() if part != "client")


@dataclass(frozen=True)
class Target:
    """What a figure must reach: at most, or at least, a limit."""

    limit: float
    is_floor: bool = False

    def is_met(self, value: float) -> bool:
        """Whether `value` reaches it."""
        return value >= self.limit if self.is_floor else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.is_floor else '≤'} {self.limit:g}"


def speed_of(rounds: Sequence[Round]) -> Speed:
    """Sum rounds of one system and one number of clients up."""
    percentiles = [np.percentile(r.latencies_ms or [float("nan")], [50, 95, 99]) for r in rounds]
    p50, p95, p99 = ([float(row[i]) for row in percentiles] for i in range(3))
    rates = [r.per_second for r in rounds]
    parts = rounds[0].cpu_ms
    return Speed(
        p50_ms=median(p50),
        p95_ms=median(p95),
        p99_ms=median(p99),
        per_second=median(rates),
        messages=sum(r.messages for r in rounds),
        errors=sum(r.errors for r in rounds),
        without_rasa=sum(r.without_rasa for r in rounds),
        cpu_ms={part: median(r.cpu_ms[part] for r in rounds) for part in parts},
        spread={"p50_ms": p50, "p95_ms": p95, "per_second": rates},
    )


def targets(clients: int) -> dict[str, Target]:
    """Targets by figure; a ratio's name has `_ratio` at its end."""
    found = {"p95_ms_ratio": Target(0.7)}
    if clients == 1:
        found |= {"p50_ms": Target(25), "p95_ms": Target(50)}
    if clients >= MANY:
        found |= {"per_second": Target(60, True), "per_second_ratio": Target(2, True)}
    return found


def as_json(speed: Speed) -> dict[str, Any]:
    """The figures as they are kept, rounded."""
    return {
        **{name: round(getattr(speed, name), 2) for name in ("p50_ms", "p95_ms", "p99_ms")},
        "per_second": round(speed.per_second, 2),
        "messages": speed.messages,
        "errors": speed.errors,
        "without_rasa": speed.without_rasa,
        "cpu_ms": {part: round(cpu, 2) for part, cpu in speed.cpu_ms.items()},
        "rounds": {name: [round(v, 2) for v in values] for name, values in speed.spread.items()},
    }
