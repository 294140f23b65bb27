"""Rank intervals hold all ranks at once; reporting rates hold the truth, clumped or not."""

import numpy as np
import pytest

from assistant.insight.statistics.intervals import (
    Incidents,
    RankInterval,
    rank_intervals,
    reported_within,
    reporting_rate,
)


def test_what_is_far_apart_has_its_rank():
    assert rank_intervals([3.0, 1.0, 2.0], [0.01] * 3) == [
        RankInterval(1, 1),
        RankInterval(3, 3),
        RankInterval(2, 2),
    ]


def test_what_cannot_be_told_apart_has_all_ranks():
    assert rank_intervals([0.5, 0.51, 0.52], [0.2] * 3) == [RankInterval(1, 3)] * 3


def test_the_same_figures_have_the_same_ranks():
    generator = np.random.default_rng(1)
    values, errors = generator.normal(size=12), generator.uniform(0.1, 0.5, 12)
    assert rank_intervals(values, errors) == rank_intervals(values, errors)


def test_all_ranks_are_held_at_once():
    generator, held = np.random.default_rng(7), []
    truth = np.linspace(0, 1, 8)
    errors = generator.uniform(0.05, 0.3, 8)
    for _ in range(60):
        found = rank_intervals(truth + generator.normal(0, errors), errors)
        held.append(all(i.best <= 8 - place <= i.worst for place, i in enumerate(found)))
    assert np.mean(held) >= 0.9


def test_errors_must_be_there():
    with pytest.raises(ValueError, match="standard error"):
        rank_intervals([1.0, 2.0], [0.0, 1.0])


@pytest.mark.parametrize("clump", [0.0, 0.7])
def test_reporting_rates_hold_the_truth(clump):
    """Followers come at .4 a day; in clumps, some incidents draw several times as many."""
    generator, held = np.random.default_rng(11), []
    for _ in range(400):
        days = generator.exponential(4, 120)
        shape = 1 / clump if clump else None
        weight = generator.gamma(shape, clump, 120) if shape else np.ones(120)
        found = reporting_rate(Incidents.of(zip(generator.poisson(0.4 * weight * days), days)))
        assert found is not None
        held.append(found.low <= 0.4 <= found.high)
    assert 0.92 <= np.mean(held) <= 0.98


def test_who_reports_more_readily_is_seen():
    eager = reporting_rate(Incidents.of([(4, 2.0)] * 40))
    silent = reporting_rate(Incidents.of([(0, 2.0)] * 35 + [(1, 2.0)] * 5))
    assert eager is not None
    assert silent is not None
    assert not eager.overlaps(silent)
    assert reported_within(silent, 3).point < 0.3 < reported_within(eager, 3).point


def test_without_incidents_nothing_is_told():
    assert reporting_rate(Incidents.of([])) is None
