"""The thresholds of similar cases: they can be read, and they tell pairs of matters apart."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from assistant.cases.similar.find import CaseMatter, Likeness, SimilarRules, grouped, similar_rules
from assistant.cases.terms import Indicator
from assistant.language.repair import repair
from knowledge.search.encoder import Encoder

PAIRS = yaml.safe_load(Path(__file__).with_name("pairs.yml").read_text(encoding="utf-8"))
PERSONAL = {Indicator.NEGLIGENCE, Indicator.DISCOURTESY, Indicator.SUGGESTION}


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    encoder = Encoder()
    return Likeness(lambda text: encoder.query(repair(text).text))


def found(likeness: Likeness, pairs: list[list[str]], threshold: float) -> int:
    return sum(likeness.of(first, [second])[0] >= threshold for first, second in pairs)


def test_the_shipped_likeness_tells_one_matter_from_another(likeness: Likeness) -> None:
    thresholds = {rule.likeness for rule in similar_rules().shared.values() if rule.likeness}
    for threshold in thresholds | {similar_rules().unnamed_likeness}:
        assert found(likeness, PAIRS["same"], threshold) >= 0.9 * len(PAIRS["same"])
        assert found(likeness, PAIRS["other"], threshold) == 0


def test_likeness_is_the_same_in_both_directions(likeness: Likeness) -> None:
    first, second = PAIRS["same"][0]
    assert likeness.of(first, [second])[0] == pytest.approx(likeness.of(second, [first])[0])
    assert likeness.of(first, [first])[0] == pytest.approx(1, abs=1e-4)
    assert likeness.of(first, []) == []


def test_what_is_one_persons_own_is_never_shared() -> None:
    assert set(similar_rules().shared) == set(Indicator) - PERSONAL


@pytest.mark.parametrize(
    "changes",
    [
        {"unnamed_likeness": 1.2},
        {"most_offers": 0},
        {"shared": {"anger": {"reach": "city", "window_hours": 1}}},
        {"shared": {"delay": {"reach": "street", "window_hours": 1}}},
        {"surprise": 1},
    ],
)
def test_rules_that_make_no_sense_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SimilarRules.model_validate(similar_rules().model_dump() | changes)


def test_nothing_is_one_group_of_nothing() -> None:
    assert grouped([], {}, 3) == []
    assert CaseMatter("abfa").text == ""
