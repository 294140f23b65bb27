"""The lot: anyone with the root draws the same cases, and nobody can choose whom."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from assistant.cases.models import Case, LedgerLeaf, LedgerRoot
from assistant.cases.moves import Move
from assistant.insight.periods.callbacks import (
    GOOD_FOR,
    LEAST_CALLS,
    MOST_TRIES,
    PER_DAY,
    PER_MONTH,
    LotTicket,
    NoSuchCallError,
    Outcome,
    draw,
    drawn,
    gap,
    gaps,
    note_call,
    waiting_calls,
)
from assistant.insight.periods.reporting_period import ReportingPeriod

TICKETS = st.lists(
    st.builds(
        LotTicket,
        st.integers(1, 10**6),
        st.sampled_from(["abfa", "tavanir", "post"]),
        st.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}"),
    ),
    unique_by=lambda one: one.case_id,
)


@given(TICKETS, st.dictionaries(st.sampled_from(["abfa", "tavanir"]), st.integers(0, PER_MONTH)))
def test_the_lowest_tickets_are_drawn_as_far_as_there_is_room(tickets, before):
    found = drawn(tickets, before)
    for agency in {one.agency_id for one in tickets}:
        own = sorted(one.value for one in tickets if one.agency_id == agency)
        room = min(PER_DAY, PER_MONTH - before.get(agency, 0))
        assert [one.value for one in found if one.agency_id == agency] == own[:room]


@given(TICKETS, st.randoms())
def test_the_order_in_which_cases_come_changes_nothing(tickets, dice):
    shuffled = list(tickets)
    dice.shuffle(shuffled)
    values = sorted((one.agency_id, one.value) for one in drawn(tickets, {}))
    assert sorted((one.agency_id, one.value) for one in drawn(shuffled, {})) == values


def test_whoever_has_root_and_leaves_draws_the_same_cases(month):
    for _ in range(6):
        month.case("abfa", Move.CONFIRMED)
    month.case("abfa", Move.CONFIRMED, mobile=None)
    month.seal()

    def work(session):
        (root,) = session.scalars(select(LedgerRoot))
        calls = draw(session, root, month.now)
        leaves = session.execute(
            select(Case.id, LedgerLeaf.hash)
            .join(LedgerLeaf, LedgerLeaf.case_id == Case.id)
            .where(Case.identity == "sealed")
        )
        tickets = {
            hashlib.sha256(bytes.fromhex(root.root + leaf)).hexdigest(): id_ for id_, leaf in leaves
        }
        return [one.case_id for one in calls], [tickets[t] for t in sorted(tickets)][:PER_DAY]

    found, expected = month.do(work)
    assert found == expected
    assert len(found) == PER_DAY


def test_a_day_is_drawn_once_and_a_case_once(month):
    month.case("abfa", Move.CONFIRMED)
    month.seal()

    def work(session):
        (root,) = session.scalars(select(LedgerRoot))
        return len(draw(session, root, month.now)), len(draw(session, root, month.now))

    assert month.do(work) == (1, 0)


def calls_of(month, outcomes):
    for _ in outcomes:
        month.case("abfa", Move.CONFIRMED)
        month.seal()
        month.do(
            lambda s: draw(
                s, s.scalars(select(LedgerRoot).order_by(LedgerRoot.id.desc())).first(), month.now
            )
        )
        (call,) = month.do(lambda s: waiting_calls(s, month.now))
        month.do(lambda s, c=call: note_call(s, c.code, outcomes[0], "op", month.now))


def test_a_citizen_who_does_not_answer_is_left_in_peace_after_three_tries(month):
    month.case("abfa", Move.CONFIRMED)
    month.seal()
    month.do(lambda s: draw(s, s.scalars(select(LedgerRoot)).one(), month.now))
    for number in range(MOST_TRIES):
        at = month.now + number * (GOOD_FOR / 5)
        (call,) = month.do(lambda s, at=at: waiting_calls(s, at))
        month.do(lambda s, c=call, at=at: note_call(s, c.code, Outcome.NOT_REACHED, "op", at))
        assert not month.do(lambda s, at=at: waiting_calls(s, at))
    assert not month.do(lambda s: waiting_calls(s, month.now + GOOD_FOR * 0.9))


def test_what_a_citizen_said_is_kept_once(month):
    calls_of(month, [Outcome.UNSOLVED])
    code = month.codes[0]
    try:
        month.do(lambda s: note_call(s, code, Outcome.SOLVED, "op", month.now))
    except NoSuchCallError:
        (found,) = month.do(lambda s: gaps(s, ReportingPeriod.parse("1405-06")))
        assert (found.called, found.by_lot.point, found.by_ledger.point) == (1, 0, 1)
    else:
        raise AssertionError("a second word was kept")


def test_a_gap_is_flagged_where_the_intervals_have_nothing_in_common():
    bad = {Outcome.SOLVED: 3, Outcome.UNSOLVED: 17}
    assert gap("abfa", bad, (190, 200)).is_flagged
    assert not gap("abfa", {Outcome.SOLVED: 18, Outcome.UNSOLVED: 2}, (190, 200)).is_flagged


def test_few_calls_flag_nobody():
    few = {Outcome.UNSOLVED: LEAST_CALLS - 1}
    assert not gap("abfa", few, (200, 200)).is_flagged
    assert not gap("abfa", {}, None).is_flagged
