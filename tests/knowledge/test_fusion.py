"""Fusion and calibration: what must hold for any scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.search.fusion import (
    Calibration,
    FusionWeights,
    features,
    fuse,
    load_calibration,
    scaled,
)

# Cosines, BM25 and decision values; farther apart or nearer than these no real score is.
numbers = st.integers(-1_000_000, 1_000_000).map(lambda number: number / 10_000)
WEIGHTS = FusionWeights()
SHARES = (WEIGHTS.dense, WEIGHTS.bm25, WEIGHTS.characters, WEIGHTS.questions)


def scores(size: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float32, size, elements=numbers)


four_scores = st.integers(2, 40).flatmap(lambda size: st.tuples(*[scores(size)] * 4))


def test_the_shares_sum_to_one() -> None:
    assert abs(sum(SHARES) - 1) < 1e-9
    assert min(SHARES) > 0


@given(st.integers(1, 40).flatmap(scores))
def test_scaled_scores_lie_between_zero_and_one_in_the_same_order(given_scores: np.ndarray) -> None:
    result = scaled(given_scores)
    assert result.dtype == np.float32
    assert np.all((result >= 0) & (result <= 1 + 1e-6))
    assert np.all(np.diff(result[np.argsort(given_scores, kind="stable")]) >= 0)


@given(numbers, st.integers(1, 20))
def test_scores_that_do_not_differ_say_nothing(value: float, size: int) -> None:
    assert not scaled(np.full(size, value, np.float32)).any()


@given(four_scores)
def test_a_fused_score_lies_between_zero_and_one(given_scores: tuple[np.ndarray, ...]) -> None:
    fused = fuse(*given_scores, WEIGHTS)
    assert np.all((fused >= 0) & (fused <= 1 + 1e-6))


@given(four_scores, st.sampled_from([0.25, 2.0, 8.0]))
def test_the_unit_of_a_score_does_not_matter(
    given_scores: tuple[np.ndarray, ...], factor: float
) -> None:
    stretched = tuple(np.float32(factor) * each for each in given_scores)
    assert np.allclose(fuse(*given_scores, WEIGHTS), fuse(*stretched, WEIGHTS), atol=1e-4)


@given(four_scores)
def test_who_is_best_in_every_ranking_is_best(given_scores: tuple[np.ndarray, ...]) -> None:
    best = [each.copy() for each in given_scores]
    for each in best:
        each[0] = each.max() + 1
    assert int(np.argmax(fuse(*best, WEIGHTS))) == 0


@given(four_scores, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(
    given_scores: tuple[np.ndarray, ...], random
) -> None:
    order = list(range(len(given_scores[0])))
    random.shuffle(order)
    moved = fuse(*(each[order] for each in given_scores), WEIGHTS)
    assert np.allclose(fuse(*given_scores, WEIGHTS)[order], moved, atol=1e-5)


evidence = st.tuples(*[st.floats(-1, 1)] * 5)


@given(evidence, st.integers(0, 4), st.floats(0, 1))
def test_more_evidence_never_makes_it_less_likely(
    less: tuple[float, ...], place: int, more: float
) -> None:
    calibration = load_calibration()
    better = tuple(x + (more if i == place else 0) for i, x in enumerate(less))
    assert calibration.probability(better) >= calibration.probability(less)


@given(st.tuples(*[st.floats(-1e9, 1e9)] * 5))
def test_a_probability_is_one_for_any_evidence(given_evidence: tuple[float, ...]) -> None:
    assert 0 < load_calibration().probability(given_evidence) < 1


def test_one_needs_more_to_be_sure_than_to_guess() -> None:
    calibration = load_calibration()
    assert 0 < calibration.unsure < calibration.sure < 1


def test_a_calibration_is_read_as_it_was_saved(tmp_path) -> None:
    calibration = Calibration((1.0, -2.5, 0.1, 3.0, 2.0), -4.25, 0.8, 0.3)
    calibration.save(tmp_path / "calibration.json")
    assert load_calibration(tmp_path / "calibration.json") == calibration


def test_the_evidence_is_that_of_the_best_and_its_lead() -> None:
    dense, fused = np.array([0.5, 0.9, 0.1], np.float32), np.array([0.2, 0.8, 0.7], np.float32)
    lexical, asked = np.array([0, 0.25, 1], np.float32), np.array([-1, 0.5, -0.5], np.float32)
    found = features(dense, fused, lexical, asked)
    assert np.allclose(found, (0.9, 0.8, 0.1, 0.25, 0.5))
