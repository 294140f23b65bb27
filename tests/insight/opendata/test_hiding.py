"""Where neighbours are not enough, a total is hidden too."""

from assistant.insight.opendata.audit import Audit
from assistant.insight.opendata.cells import (
    ALL,
    DIMENSIONS,
    NOT_SAID,
    CaseTally,
    Series,
    Tallies,
    all_series,
)
from assistant.insight.opendata.suppression import Hiding

MONTH = "1405-01"
KEYS = {dimension: frozenset[str]() for dimension in DIMENSIONS} | {
    "agency": frozenset(["large", "small"])
}


def month(**of: tuple[int, int]) -> Tallies:
    """Cases and judged of each agency."""
    agencies = {
        key: CaseTally(cases=cases, cases_people=cases, judged=judged, judged_people=judged)
        for key, (cases, judged) in of.items()
    }
    whole = CaseTally()
    for one in agencies.values():
        whole.add(one)
    return {ALL: {NOT_SAID: whole}, "agency": agencies}


def hidden_of(tallies: Tallies) -> Hiding:
    counts = {MONTH: tallies}
    hiding = Hiding(all_series(KEYS, counts.values()), {}, counts)
    hiding.add([MONTH])
    return hiding


def test_a_total_goes_that_would_tell_a_part():
    """Of 12 who came 9 judged, of 40 elsewhere all did: 49 in all leave 9 to 12 for the first."""
    grid = hidden_of(month(small=(12, 9), large=(40, 40))).grid
    assert grid[Series(ALL, NOT_SAID, "judged").at(MONTH)] is None
    assert grid[Series(ALL, NOT_SAID, "cases").at(MONTH)] == 52
    assert grid[Series("agency", "small", "cases").at(MONTH)] == 12
    assert not Audit(grid).told_within(10)


def test_two_small_agencies_hide_behind_each_other():
    grid = hidden_of(month(small=(4, 0), large=(7, 0))).grid
    assert grid[Series(ALL, NOT_SAID, "cases").at(MONTH)] == 11
    assert not Audit(grid).told_within(10)
