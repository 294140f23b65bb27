"""The life of a period's figures: when each move may come, by whom, and what it changes."""

from datetime import timedelta

import pytest

from assistant.cases.moves import Move as CaseMove
from assistant.cases.terms import CLOCK, Actor, Role
from assistant.insight.periods import moves
from assistant.insight.periods.moves import IllegalPeriodMoveError, PeriodMoveRefusal
from assistant.insight.periods.reporting_period import OBJECTION, ReportingPeriod, State

PERIOD = ReportingPeriod.parse("1405-06")
AGENCY = Actor(Role.AGENCY, "abfa")
DESK = Actor(Role.OPERATOR, "supervisor")
FROZEN = PERIOD.ripe_at
IN_TIME = FROZEN + timedelta(days=3)


def refusal(month, work) -> PeriodMoveRefusal:
    with pytest.raises(IllegalPeriodMoveError) as refused:
        month.do(work)
    return refused.value.why


@pytest.fixture
def frozen(month):
    month.case("abfa", CaseMove.CONFIRMED)
    month.case("tavanir", CaseMove.CONFIRMED)
    month.do(lambda s: moves.freeze(s, PERIOD, by=CLOCK, now=FROZEN, data={}))
    return month


def objected(month, codes=(), at=IN_TIME) -> int:
    entry = month.do(
        lambda s: moves.object_to(
            s, PERIOD, "abfa", by=AGENCY, now=at, words="نادرست است", codes=codes
        )
    )
    return entry.id


def test_figures_are_not_frozen_before_they_are_ripe(month):
    early = FROZEN - timedelta(seconds=1)
    assert (
        refusal(month, lambda s: moves.freeze(s, PERIOD, by=CLOCK, now=early, data={}))
        is PeriodMoveRefusal.TOO_EARLY
    )
    assert month.do(lambda s: moves.standing(s, PERIOD)).state is State.OPEN


def test_figures_are_frozen_once(frozen):
    assert (
        refusal(frozen, lambda s: moves.freeze(s, PERIOD, by=CLOCK, now=IN_TIME, data={}))
        is PeriodMoveRefusal.STATE
    )


def test_an_agency_objects_within_ten_days_only(frozen):
    late = FROZEN + OBJECTION
    objected(frozen, at=late - timedelta(seconds=1))
    work = lambda s: moves.object_to(s, PERIOD, "abfa", by=AGENCY, now=late, words="دیر")  # noqa: E731
    assert refusal(frozen, work) is PeriodMoveRefusal.TOO_LATE


def test_an_agency_names_its_own_cases_only(frozen):
    own, foreign = frozen.codes
    objected(frozen, [own])
    work = lambda s: moves.object_to(  # noqa: E731
        s, PERIOD, "abfa", by=AGENCY, now=IN_TIME, words="نه", codes=[own, foreign]
    )
    assert refusal(frozen, work) is PeriodMoveRefusal.FOREIGN_CASE


@pytest.mark.parametrize("is_upheld", [True, False])
def test_only_what_an_upheld_objection_names_is_left_out(frozen, is_upheld):
    own = frozen.codes[0]
    number = objected(frozen, [own])
    frozen.do(
        lambda s: moves.decide(
            s, PERIOD, number, by=DESK, now=IN_TIME, is_upheld=is_upheld, words="دیدیم"
        )
    )
    known = frozen.do(lambda s: moves.standing(s, PERIOD))
    assert known.left_out == ({own} if is_upheld else set())
    assert not known.undecided


def test_an_objection_is_decided_once(frozen):
    number = objected(frozen)
    decide = lambda s: moves.decide(  # noqa: E731
        s, PERIOD, number, by=DESK, now=IN_TIME, is_upheld=False, words="دیدیم"
    )
    frozen.do(decide)
    assert refusal(frozen, decide) is PeriodMoveRefusal.NO_OBJECTION


def test_another_agency_cannot_take_an_objection_back(frozen):
    number = objected(frozen)
    other = Actor(Role.AGENCY, "tavanir")
    work = lambda s: moves.take_back(s, PERIOD, number, "tavanir", by=other, now=IN_TIME)  # noqa: E731
    assert refusal(frozen, work) is PeriodMoveRefusal.NO_OBJECTION
    frozen.do(lambda s: moves.take_back(s, PERIOD, number, "abfa", by=AGENCY, now=IN_TIME))
    assert not frozen.do(lambda s: moves.standing(s, PERIOD)).undecided


def test_figures_do_not_become_final_while_an_objection_waits(frozen):
    number, later = objected(frozen), FROZEN + OBJECTION
    finalise = lambda s: moves.finalise(s, PERIOD, by=CLOCK, now=later, data={})  # noqa: E731
    assert refusal(frozen, finalise) is PeriodMoveRefusal.UNDECIDED
    frozen.do(
        lambda s: moves.decide(
            s, PERIOD, number, by=DESK, now=later, is_upheld=False, words="دیدیم"
        )
    )
    frozen.do(finalise)
    assert frozen.do(lambda s: moves.standing(s, PERIOD)).state is State.FINAL
    assert refusal(frozen, finalise) is PeriodMoveRefusal.STATE


def test_figures_do_not_become_final_within_the_time_for_objections(frozen):
    early = FROZEN + OBJECTION - timedelta(seconds=1)
    assert (
        refusal(frozen, lambda s: moves.finalise(s, PERIOD, by=CLOCK, now=early, data={}))
        is PeriodMoveRefusal.TOO_EARLY
    )
