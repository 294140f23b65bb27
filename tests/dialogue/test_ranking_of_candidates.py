"""The ranker: a small learnt model over named features, as it is taught, written and read."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.ranking import Features, Ranker
from assistant.dialogue.referents import WEIGHTS
from lab.talks.ranking import RankingSample, fit

KEPT = Ranker(WEIGHTS)
NAMES = json.loads(WEIGHTS.read_text(encoding="utf-8"))["names"]

features = st.dictionaries(st.sampled_from([*NAMES, "unheard"]), st.floats(-50, 50), max_size=5)


@given(st.lists(features, min_size=1, max_size=8))
def test_shares_make_one(found: list[Features]) -> None:
    shares = KEPT.shares(found)
    assert shares.shape == (len(found),)
    assert float(shares.sum()) == pytest.approx(1, abs=1e-5)
    assert (shares >= 0).all()


@given(st.lists(features, min_size=2, max_size=6))
def test_the_order_of_candidates_does_not_count(found: list[Features]) -> None:
    assert KEPT.shares(found)[::-1] == pytest.approx(KEPT.shares(found[::-1]), abs=1e-4)


def test_a_missing_feature_is_nothing_and_an_unheard_one_is_passed_over() -> None:
    plain = KEPT.shares([{"none": 1.0}, {}])
    assert plain == pytest.approx(KEPT.shares([{"none": 1.0}, {"none": 0.0, "unheard": 9.0}]))
    with pytest.raises(FileNotFoundError):
        Ranker(Path("no weights"))


def samples() -> list[RankingSample]:
    """What is named is right, and where nothing is named, none."""
    found = []
    for number in range(60):
        named = number % 3
        things = [{"named": float(n == named), "noise": number / 60} for n in range(2)]
        right = [float(n == named) for n in range(2)]
        found.append(RankingSample([*things, {"none": 1.0}], [*right, float(named == 2)], "p"))
    return found


def test_weights_are_learnt_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    fit(samples(), path)
    assert json.loads(path.read_text(encoding="utf-8"))["names"] == ["named", "noise", "none"]
    ranker = Ranker(path)
    for sample in samples():
        shares = ranker.shares(sample.candidates)
        assert int(np.argmax(shares)) == sample.right.index(1.0)


def test_the_same_samples_give_the_same_weights(tmp_path: Path) -> None:
    for name in ("a", "b"):
        fit(samples(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
