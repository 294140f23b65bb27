"""A smaller run of `make bench-insight ARGS="--parts gaming"`: attacks are flagged, others not."""

import numpy as np
import pytest

from bench.insight.gaming import MOST_FALSE, NAMES, Month, attacked
from bench.insight.gaming_world import AGENCIES, World


@pytest.fixture(scope="module")
def world() -> World:
    return World.honest(128)


@pytest.fixture(scope="module")
def month(world: World) -> Month:
    return Month.of(world)


def test_each_attack_of_a_middling_agency_is_flagged(world: World, month: Month) -> None:
    cheat = int(np.argsort(world.habits.size)[AGENCIES // 2])
    for name, after in attacked(world, month, cheat):
        assert NAMES[cheat] in {flag.agency_id for flag in after.flags}, name


def test_an_honest_month_is_nearly_without_flags(month: Month) -> None:
    assert len({flag.agency_id for flag in month.flags}) <= MOST_FALSE * AGENCIES


def test_what_one_agency_does_changes_no_count_of_another(world: World, month: Month) -> None:
    own = Month.of(world.of(world.agency == 5))
    again = month.but(5, own)
    for signal, counts in (month.ledger | month.beside).items():
        assert np.array_equal((again.ledger | again.beside)[signal].observed, counts.observed)
