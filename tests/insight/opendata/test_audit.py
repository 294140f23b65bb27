"""The audit tells exactly how closely hidden cells can be told, and an attack knows no more."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import LinearConstraint, milp

from assistant.insight.opendata.audit import Audit, ContradictionError, SumClaim
from assistant.insight.opendata.cells import ALL, NOT_SAID, Cell, Series
from assistant.insight.opendata.months import span

MONTHS = span("1405-01", "1405-06")
HALF = "1405-H1"
numbers = some.lists(
    some.lists(some.integers(0, 40), min_size=6, max_size=6), min_size=2, max_size=4
)


def province(number: int) -> Series:
    return Series("province", f"p{number}", "cases")


def tables(counts: list[list[int]], hidden: set[int], halves: set[int]) -> dict[Cell, int | None]:
    """By province and month, those of `hidden` hidden, and rows of half-years."""
    whole = Series(ALL, NOT_SAID, "cases")
    grid: dict[Cell, int | None] = {}
    for at, month in enumerate(MONTHS):
        grid[whole.at(month)] = sum(row[at] for row in counts)
        for number, row in enumerate(counts):
            grid[province(number).at(month)] = None if number in hidden else row[at]
    for number, row in enumerate(counts):
        grid[province(number).at(HALF)] = sum(row) if number in halves else None
    return grid


def test_one_hidden_number_is_told_by_the_total():
    grid = tables([[3] * 6, [50] * 6, [60] * 6], hidden={0}, halves={0, 1, 2})
    told = Audit(grid).told_within(10)
    assert {one.cell.period for one in told} == set(MONTHS)
    assert {(one.low, one.high) for one in told} == {(3.0, 3.0)}


def test_two_hidden_numbers_have_room_for_each_other():
    grid = tables([[3] * 6, [50] * 6, [60] * 6], hidden={0, 1}, halves={1, 2})
    bounds = {one.cell: (one.low, one.high) for one in Audit(grid).exact_bounds()}
    # Its half-year is hidden too: it is what the total leaves.
    assert bounds[province(0).at("1405-01")] == (0, 18)
    assert bounds[province(0).at(HALF)] == (18, 18)
    assert [one.cell for one in Audit(grid).told_within(10)] == [province(0).at(HALF)]


def test_a_hidden_half_year_is_told_by_its_months():
    grid = tables([[20] * 6, [50] * 6], hidden=set(), halves={1})
    (told,) = Audit(grid).told_within(10)
    assert (told.cell, told.low, told.high) == (province(0).at(HALF), 120, 120)


def test_what_a_page_says_besides_counts_too():
    grid = tables([[30] * 6, [50] * 6], hidden={0, 1}, halves={0, 1})
    assert not Audit(grid).told_within(10)
    # A page that shows any range of months: two tell the month between, and its neighbour.
    ranges = [SumClaim(tuple(province(0).at(m) for m in MONTHS[:to]), 30 * to) for to in (2, 3)]
    told = Audit(grid, ranges).told_within(10)
    assert {(one.cell.period, one.low) for one in told} == {("1405-03", 30.0), ("1405-03", 50.0)}


def test_numbers_that_contradict_each_other_prove_nothing():
    grid = tables([[30] * 6, [50] * 6], hidden={0, 1}, halves={0, 1})
    grid[province(1).at(HALF)] = 7
    with pytest.raises(ContradictionError):
        Audit(grid).told_within(10)


@settings(max_examples=8, deadline=None)
@given(numbers, some.randoms(use_true_random=False))
def test_the_bounds_are_those_of_whole_numbers(counts: list[list[int]], chance: random.Random):
    everyone = range(len(counts))
    hidden = {one for one in everyone if chance.random() < 0.7}
    halves = {one for one in everyone if one not in hidden or chance.random() < 0.5}
    grid = tables(counts, hidden, halves)
    found = {
        one.cell: (round(one.low, 6), round(one.high, 6)) for one in Audit(grid).exact_bounds()
    }
    expected = whole_bounds(counts, sorted(hidden), halves)
    assert {cell: found[cell] for cell in expected} == expected
    close = {cell for cell, (low, high) in expected.items() if high - low < 10}
    assert {one.cell for one in Audit(grid).told_within(10)} & set(expected) == close


def whole_bounds(
    counts: list[list[int]], hidden: list[int], halves: set[int]
) -> dict[Cell, tuple[float, float]]:
    """The same by a second hand: whole numbers, one table, no sharing of work."""
    size = len(hidden) * 6
    if not size:
        return {}
    sums = [[1.0 if at % 6 == month else 0.0 for at in range(size)] for month in range(6)]
    values = [float(sum(counts[one][month] for one in hidden)) for month in range(6)]
    for place, one in enumerate(hidden):
        if one in halves:
            sums.append([1.0 if at // 6 == place else 0.0 for at in range(size)])
            values.append(float(sum(counts[one])))
    known = LinearConstraint(np.array(sums), values, values)
    found = {}
    for at in range(size):
        aim = np.eye(size)[at]
        low, high = (
            milp(sign * aim, constraints=known, integrality=np.ones(size)).fun * sign
            for sign in (1, -1)
        )
        cell = province(hidden[at // 6]).at(MONTHS[at % 6])
        found[cell] = (round(low, 6) + 0.0, round(high, 6) + 0.0)
    return found
