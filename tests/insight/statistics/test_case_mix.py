"""Case mix: agreement with statsmodels, sums that add up, sorts that were never seen."""

import numpy as np
import pytest
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from assistant.insight.statistics.case_mix import Count, Mix, fit

INDICATORS, CHANNELS, KINDS = (
    ("delay", "no_response", "discourtesy"),
    ("web", "phone"),
    ("complaint", "criticism"),
)


def cases(seed=1):
    generator = np.random.default_rng(seed)
    found = {}
    for i, indicator in enumerate(INDICATORS):
        for c, channel in enumerate(CHANNELS):
            for k, kind in enumerate(KINDS):
                n = int(generator.integers(30, 900))
                p = 1 / (1 + np.exp(-(0.4 - 0.7 * i + 0.3 * c - 0.2 * k)))
                found[Mix(indicator, channel, kind)] = Count(n, float(generator.binomial(n, p)))
    return found


def test_probabilities_agree_with_statsmodels():
    known = cases()
    rows = sorted(known, key=lambda mix: (mix.indicator, mix.channel, mix.kind))
    design = [
        [
            1.0,
            *(float(mix.indicator == i) for i in sorted(INDICATORS)[1:]),
            *(float(mix.channel == c) for c in sorted(CHANNELS)[1:]),
            *(float(mix.kind == k) for k in sorted(KINDS)[1:]),
        ]
        for mix in rows
    ]
    outcome = [[known[mix].observed, known[mix].n - known[mix].observed] for mix in rows]
    other = GLM(np.array(outcome), np.array(design), family=Binomial()).fit(tol=1e-12)
    model = fit(known)
    assert [model.probability(mix) for mix in rows] == pytest.approx(other.fittedvalues, abs=1e-6)


def test_expected_adds_up_to_observed():
    known = cases(2)
    observed = sum(count.observed for count in known.values())
    assert fit(known).expected(known) == pytest.approx(observed, rel=1e-5)


def test_hard_cases_lower_what_is_expected():
    model = fit(cases())
    easy = {Mix("delay", "phone", "complaint"): Count(100, 0)}
    hard = {Mix("no_response", "web", "criticism"): Count(100, 0)}
    assert model.expected(hard) < model.expected(easy)


def test_a_sort_that_went_one_way_alone_is_learnt():
    known = cases() | {Mix("absence", "web", "complaint"): Count(12, 12)}
    assert fit(known).probability(Mix("absence", "web", "complaint")) > 0.99


def test_what_was_never_seen_is_expected_as_overall():
    model = fit(cases())
    assert model.probability(Mix("consular", "api", "complaint")) == model.overall
    assert fit({Mix("delay", "web", "complaint"): Count(5, 5)}).overall == 1


def test_without_cases_there_is_no_model():
    with pytest.raises(ValueError, match="no cases"):
        fit({})
