"""Rows that lie together are grouped, and a group keeps its theme."""

import numpy as np
import pytest
from support.open_questions import near

from assistant.insight.questions.grouping import (
    ALONE,
    FEWEST_PEOPLE,
    SMALLEST,
    GroupingFailedError,
    centre_of,
    grouped,
    grouped_apart,
    heir,
    matched,
)
from knowledge.search.encoder import Vectors


def heaps(count: int, rows: int, seed: int = 1) -> Vectors:
    dice = np.random.default_rng(seed)
    return np.stack([near(number, dice) for number in range(count) for _ in range(rows)])


def people(count: int) -> list[str]:
    return [f"person {number}" for number in range(count)]


def test_what_lies_together_is_one_group() -> None:
    labels = grouped(heaps(6, 12), people(72))
    for number in range(6):
        assert len(set(labels[12 * number : 12 * (number + 1)])) == 1
    assert len(set(labels) - {ALONE}) == 6


def test_one_heap_alone_is_a_group_and_rows_about_anything_are_none() -> None:
    assert set(grouped(heaps(1, 9), people(9))) == {0}
    assert set(grouped(heaps(40, 1), people(40))) == {ALONE}


def test_a_few_rows_are_no_group() -> None:
    assert set(grouped(heaps(1, SMALLEST - 1), people(SMALLEST - 1))) == {ALONE}
    assert len(grouped(np.zeros((0, 1), np.float32), [])) == 0


def test_equal_rows_are_grouped_without_a_warning() -> None:
    vectors = np.concatenate([np.repeat(heaps(1, 1), 8, axis=0), heaps(4, 8)])
    labels = grouped(vectors, people(40))
    assert len(set(labels[:8])) == 1


@pytest.mark.parametrize("many", [FEWEST_PEOPLE - 1, FEWEST_PEOPLE])
def test_what_few_people_ask_is_no_theme(many: int) -> None:
    asked_by = [f"one of few {number % many}" for number in range(12)] + people(36)
    labels = grouped(heaps(4, 12), asked_by)
    assert bool(labels[0] == ALONE) is (many < FEWEST_PEOPLE)
    assert set(labels[12:]) - {ALONE}


async def test_another_process_groups_alike() -> None:
    vectors, asked_by = heaps(5, 9), people(45)
    apart = await grouped_apart(vectors, asked_by)
    assert apart.tolist() == grouped(vectors, asked_by).tolist()


async def test_a_process_that_fails_is_told() -> None:
    with pytest.raises(GroupingFailedError):
        await grouped_apart(heaps(2, 9), ["too few"])


def test_groups_keep_their_themes_in_any_order() -> None:
    old = {
        10 + number: centre_of(rows) for number, rows in enumerate(heaps(4, 6).reshape(4, 6, -1))
    }
    new = heaps(5, 6, seed=2).reshape(5, 6, -1)[[3, 0, 4, 1]]
    assert matched(old, [centre_of(rows) for rows in new]) == {0: 13, 1: 10, 3: 11}
    assert matched({}, [centre_of(new[0])]) == {}
    assert matched(old, []) == {}


def test_two_groups_never_get_one_theme() -> None:
    (centre,) = [centre_of(heaps(1, 6))]
    assert len(matched({7: centre}, [centre, centre])) == 1


def test_rows_lead_to_their_heir() -> None:
    assert heir([4, 4, 5]) == 4
    assert heir([4, 5, 6]) is None
    assert heir([None, None, 4]) is None
    assert heir([]) is None
