"""What one life of a case leaves in the facts; each time a replay is compared with them."""

import pytest
from sqlalchemy.orm import Session
from support.facts_life import ANSWER, OPERATOR, Lives, at

from assistant.cases.merged_cases import merge, separate
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import MoveRequest
from assistant.insight.facts.writing import COLUMNS
from assistant.privacy.erasure import erase_case
from assistant.storage.database import Database, do_last


@pytest.fixture
def lives(database: Database) -> Lives:
    return Lives(database)


def test_an_answer_and_a_verdict_are_timed_by_office_minutes(lives: Lives) -> None:
    case = lives.file(at(7, "13:30"), indicator="delay")
    lives.move(case, Move.ANSWERED, at(8, "08:00"))
    lives.move(case, Move.CONFIRMED, at(8, "09:00"), score=5)
    (row,) = lives.rows(case)
    assert (row.agency_id, row.level, row.month) == ("abfa", "agency_unit", "1405-09")
    opened = row.answered_work_min
    assert opened == row.answered_agency_min
    assert row.verdict_work_min == opened + 60
    assert (row.first_verdict, row.first_score, row.last_verdict) == ("solved", 5, "solved")
    assert (row.ended_by, row.ended_at) == ("confirmed", at(8, "09:00"))
    assert (row.is_breach, row.due_at, row.answered_by) == (False, None, "agency")


def test_an_open_tenure_tells_when_it_breaches(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    (row,) = lives.rows(case)
    assert row.due_at == at(7, "12:00")
    assert (row.ended_at, row.is_breach) == (None, False)


def test_a_late_answer_ends_a_tenure_and_goes_on_in_the_span(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.clock(at(7, "12:00"))
    lives.move(case, Move.ANSWERED, at(7, "13:00"))
    first, second = lives.rows(case)
    assert (first.ended_by, first.is_breach, first.breached_at) == (
        "escalated",
        True,
        at(7, "12:00"),
    )
    assert (first.answered_at, first.ended_work_min) == (None, 180)
    assert (second.level, second.is_breach, second.is_first) == ("provincial_manager", False, False)
    assert (second.answered_work_min, second.answered_agency_min) == (60, 240)
    assert first.span == second.span == 1


def test_a_referral_in_the_last_hour_is_no_answer_and_starts_another_time(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.REFERRED, at(7, "11:50"), agency_id="tavanir")
    lives.move(case, Move.REFERRED, at(7, "12:50"), agency_id="abfa")
    lives.move(case, Move.ANSWERED, at(7, "13:00"))
    away, other, back = lives.rows(case)
    assert (away.ended_by, away.ended_agency_min, away.answered_at) == ("referred", 170, None)
    assert (other.agency_id, other.ended_agency_min, other.is_first) == ("tavanir", 60, True)
    assert (back.answered_agency_min, back.span, back.is_first) == (10, 3, False)
    assert not any(row.is_breach for row in (away, other, back))


def test_a_dispute_keeps_the_first_verdict_where_it_was_given(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.ANSWERED, at(7, "10:00"))
    lives.move(case, Move.DISPUTED, at(7, "10:30"), score=1)
    lives.move(case, Move.ANSWERED, at(7, "11:00"))
    lives.move(case, Move.CONFIRMED, at(7, "12:00"), score=4)
    first, second = lives.rows(case)
    assert (first.first_verdict, first.is_disputed, first.ended_by) == (
        "unsolved",
        True,
        "escalated",
    )
    assert (second.first_verdict, second.verdict_work_min) == ("solved", 90)
    assert second.verdict_agency_min == 180


def test_a_reopening_takes_back_the_last_verdict_and_never_the_first(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.ANSWERED, at(7, "10:00"))
    lives.move(case, Move.CONFIRMED, at(7, "10:30"), score=5)
    lives.move(case, Move.REOPENED, at(8, "10:30"))
    (row,) = lives.rows(case)
    assert (row.first_verdict, row.first_score) == ("solved", 5)
    assert (row.last_verdict, row.last_score, row.ended_at) == (None, None, None)
    assert row.is_reopened
    assert row.due_at == at(8, "13:30")
    lives.move(case, Move.ANSWERED, at(8, "11:30"))
    lives.move(case, Move.PARTLY, at(8, "12:00"))
    (row,) = lives.rows(case)
    assert (row.first_verdict, row.last_verdict, row.ended_by) == ("solved", "partly", "partly")
    assert row.answered_work_min == 60, "the first answer stays"


def test_what_is_not_the_agencys_is_no_breach_of_it_while_an_operator_has_it(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.MISDIRECTED, at(7, "10:00"))
    lives.move(case, Move.REFERRED, at(7, "12:30"), agency_id="tavanir")
    first, _ = lives.rows(case)
    assert (first.is_misdirected, first.is_breach, first.ended_by) == (True, False, "referred")


def test_who_sends_back_what_is_its_own_has_let_the_time_pass(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.MISDIRECTED, at(7, "10:00"))
    lives.move(case, Move.REFERRED, at(7, "12:30"), agency_id="abfa")
    lives.move(case, Move.ANSWERED, at(7, "13:00"))
    (row,) = lives.rows(case)
    assert (row.is_misdirected, row.is_breach, row.answered_work_min) == (True, True, 240)


def test_a_case_of_no_agency_is_nobodys_until_it_is_referred(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"), agency_id=None)
    assert lives.rows(case) == []
    lives.clock(at(7, "13:00"))
    lives.move(case, Move.REFERRED, at(7, "13:00"), agency_id="abfa")
    (row,) = lives.rows(case)
    assert (row.began_at, row.level) == (at(7, "13:00"), "agency_unit")


def test_followers_are_of_the_cluster_of_their_leader(lives: Lives) -> None:
    leader, follower = lives.file(at(7, "09:00")), lives.file(at(7, "09:10"))
    step = MoveRequest(Move.MERGED, OPERATOR, reason="همان موضوع")
    with lives.database.transaction() as session:
        pair = [session.get_one(Case, one) for one in (follower, leader)]
        merge(session, lives.door, *pair, step=step, now=at(7, "09:20"))
    lives.move(leader, Move.ANSWERED, at(7, "10:00"))
    (led,) = lives.rows(follower)
    assert (led.cluster_id, led.answered_work_min) == (leader, 50)
    assert lives.rows(leader)[0].answer_hash == led.answer_hash
    # The follower that disputes goes alone, since its leader waits for nothing: one matter still.
    lives.move(follower, Move.DISPUTED, at(7, "10:30"))
    with lives.database.transaction() as session:
        assert session.get_one(Case, follower).leader_id is None
    assert [row.cluster_id for row in lives.rows(follower)] == [leader, leader]


def test_who_is_separated_by_a_human_is_a_cluster_alone(lives: Lives) -> None:
    leader, follower = lives.file(at(7, "09:00")), lives.file(at(7, "09:10"))
    step = MoveRequest(Move.MERGED, OPERATOR, reason="همان موضوع")
    with lives.database.transaction() as session:
        pair = [session.get_one(Case, one) for one in (follower, leader)]
        merge(session, lives.door, *pair, step=step, now=at(7, "09:20"))
    with lives.database.transaction() as session:
        case = session.get_one(Case, follower)
        apart = MoveRequest(Move.SEPARATED, OPERATOR, reason="موضوع دیگری است")
        separate(session, lives.door, case, apart, at(7, "11:00"))
    assert lives.rows(follower)[0].cluster_id == follower


def test_who_tells_the_same_twice_counts_as_nobody_further(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"), is_repeat=True)
    assert not lives.rows(case)[0].counts


def test_the_same_answer_to_many_is_known_again_until_its_case_is_erased(lives: Lives) -> None:
    one, other, third = (lives.file(at(7, "09:00")) for _ in range(3))
    lives.move(one, Move.ANSWERED, at(7, "10:00"), words="پروندهٔ ۱۲۳: کار  انجام شد.")
    lives.move(other, Move.ANSWERED, at(7, "10:00"), words="پروندهٔ ۴۵۶: کار انجام شد")
    lives.move(third, Move.ANSWERED, at(7, "10:00"), words=f"هنوز نه؛ {ANSWER}")
    hashes = [lives.rows(case)[0].answer_hash for case in (one, other, third)]
    assert hashes[0] == hashes[1] != hashes[2]
    lives.move(one, Move.CONFIRMED, at(7, "11:00"))
    with lives.database.transaction() as session:
        erase_case(session, lives.door, session.get_one(Case, one), CITIZEN, now=at(8, "09:00"))
    (row,) = lives.rows(one)
    assert (row.answer_hash, row.first_verdict) == (None, "solved")


def test_a_move_that_is_taken_back_leaves_no_fact(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))

    def fail(session: Session) -> None:
        step = MoveRequest(Move.WITHDRAWN, CITIZEN)
        lives.door.move(session, session.get_one(Case, case), step, at(7, "10:00"))
        # As the very last thing: the facts have been written by then.
        do_last(session, lambda _: {}["the power goes"])

    with pytest.raises(KeyError, match="the power goes"):
        lives.database._run(fail)
    (row,) = lives.rows(case)
    assert (row.ended_at, row.is_withdrawn) == (None, False)


def test_a_withdrawal_is_no_success(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    lives.move(case, Move.WITHDRAWN, at(7, "10:00"))
    (row,) = lives.rows(case)
    assert (row.is_withdrawn, row.ended_by, row.ended_work_min) == (True, "withdrawn", 60)
    assert row.first_verdict is None


def test_facts_hold_no_words_of_anybody(lives: Lives) -> None:
    words = "انشعاب آب وصل نشده است."
    case = lives.file(at(7, "09:00"), city="قم", description=words)
    lives.move(case, Move.ANSWERED, at(7, "10:00"))
    lives.move(case, Move.CORRECTED, at(7, "10:30"))
    (row,) = lives.rows(case)
    told = str([getattr(row, name) for name in COLUMNS])
    assert row.is_corrected
    assert words not in told
    assert ANSWER not in told
