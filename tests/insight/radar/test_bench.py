"""A smaller run of `make bench-insight`: bursts are noticed soon, ordinary weeks are quiet."""

import pytest

from bench.insight.radar import (
    MOST_MINUTES,
    MOST_REPORTS,
    RATES,
    Simulation,
    bursts,
    false_alarms,
    median,
)


@pytest.fixture(scope="module")
def simulation() -> Simulation:
    return Simulation(seed=128)


@pytest.mark.parametrize("rate", [rate for rate in RATES if rate >= 30])
def test_bursts_are_noticed_soon(simulation: Simulation, rate: int) -> None:
    noticed = bursts(simulation, rate, 50)
    assert median([one.reports for one in noticed]) <= MOST_REPORTS
    assert median([one.minutes for one in noticed]) <= MOST_MINUTES
    assert all(one.reports is not None for one in noticed)


def test_an_ordinary_week_is_quiet(simulation: Simulation) -> None:
    assert false_alarms(simulation, weeks=1) <= 1
