"""Cells: counted by people, right soon after a move, and never behind what was committed."""

from typing import Any

import pytest
from sqlalchemy import delete, select
from support.facts import differences, histories
from support.facts_life import OPERATOR, SEALER, Lives, at

from assistant.cases.merged_cases import merge
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.transitions import MoveRequest
from assistant.insight.facts import recording
from assistant.insight.facts.cells import Selection, cells, refresh_all
from assistant.insight.facts.models import CaseFact, ScoreCell, ScoreSum
from assistant.insight.facts.open_tenures import open_tenures
from assistant.insight.facts.recording import FactsJobs, InsightJob
from assistant.insight.facts.writing import CellKey
from assistant.insight.statistics.survival import BINS, UPPER_MIN, bin_of
from assistant.storage.database import Database
from assistant.storage.jobs import Job, Worker, enqueue

TEHRAN, QOM = "تهران", "قم"
ALL = Selection(agencies=["abfa"])


@pytest.fixture
def lives(database: Database) -> Lives:
    with database.transaction() as session:
        for table in (Job, CaseFact, ScoreCell, ScoreSum):
            session.execute(delete(table))
    return Lives(database)


async def _counted(lives: Lives, selection: Selection = ALL) -> list[ScoreCell]:
    await _worker(lives).drain()
    with lives.database.transaction() as session:
        return cells(session, selection)


def _worker(lives: Lives) -> Worker:
    return Worker(lives.database, FactsJobs(histories(SEALER)).handlings)


def _follow(lives: Lives, leader: int, *followers: int) -> None:
    step = MoveRequest(Move.MERGED, OPERATOR, reason="همان موضوع")
    with lives.database.transaction() as session:
        for one in followers:
            pair = [session.get_one(Case, id_) for id_ in (one, leader)]
            merge(session, lives.door, *pair, step=step, now=at(7, "09:30"))


async def test_followers_do_not_multiply_people(lives: Lives) -> None:
    alone, leader, *others = (lives.file(at(7, "09:00")) for _ in range(5))
    _follow(lives, leader, *others)
    for case in (leader, alone):
        lives.move(case, Move.ANSWERED, at(7, "10:00"))
    lives.move(alone, Move.CONFIRMED, at(7, "10:30"), score=5)
    lives.move(leader, Move.CONFIRMED, at(7, "10:30"), score=5)
    lives.move(others[0], Move.DISPUTED, at(7, "10:30"), score=1)
    (cell,) = await _counted(lives)
    assert (cell.tenures, cell.people, cell.judged, cell.scored) == (5, 2, 2, 2)
    assert cell.solved_first == 1.5, "of the cluster half is solved"
    assert cell.scores == [0.5, 0, 0, 0, 1.5]
    assert cell.answered == 2
    assert cell.disputed == 0.25
    assert cell.answer_times[bin_of(60)] == 2
    assert sum(cell.verdict_times) == 1.5


async def test_followers_of_another_province_are_further_reports(lives: Lives) -> None:
    leader = lives.file(at(7, "09:00"), province=TEHRAN)
    beside = lives.file(at(7, "09:10"), province=TEHRAN)
    elsewhere = lives.file(at(7, "09:20"), province=QOM)
    _follow(lives, leader, beside)
    await _counted(lives)
    _follow(lives, leader, elsewhere)
    lives.move(leader, Move.ANSWERED, at(7, "10:00"))
    found = {cell.province: cell.incidents for cell in await _counted(lives)}
    hour = round(1 / 24, 6)
    assert found == {TEHRAN: [1, hour, 2, 4, round(2 / 24, 6), round(1 / 576, 6)], QOM: [0] * 6}
    refresh_all(lives.database.transaction, [CellKey("abfa", one, "1405-09") for one in found])
    assert found == {cell.province: cell.incidents for cell in await _counted(lives)}


async def test_a_span_is_one_and_levels_are_apart(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"), province=QOM)
    lives.clock(at(7, "12:00"))
    lives.move(case, Move.ANSWERED, at(7, "13:00"))
    (span,) = await _counted(lives)
    assert (span.tenures, span.breaches, span.answered) == (1, 1, 1)
    assert span.answer_times[bin_of(240)] == 1
    assert sum(span.answer_censored) == 0
    first, second = await _counted(lives, Selection(["abfa"], levels=[*_LEVELS]))
    assert (first.level, first.breaches, first.answered) == ("agency_unit", 1, 0)
    assert first.answer_censored[bin_of(180)] == 1
    assert (second.breaches, second.answer_times[bin_of(60)]) == (0, 1)


_LEVELS = ("agency_unit", "provincial_manager")


async def test_provinces_and_months_are_cells_of_their_own(lives: Lives) -> None:
    lives.file(at(7, "09:00"), province=QOM)
    lives.file(at(7, "09:00"), province=TEHRAN)
    lives.file(at(7, "09:00"), province=None)
    lives.file(at(7, "09:00"), province=QOM, agency_id="tavanir")
    apart = await _counted(lives, Selection(["abfa"], provinces=[]))
    assert [(cell.province, cell.people) for cell in apart] == [("", 1), (TEHRAN, 1), (QOM, 1)]
    with lives.database.transaction() as session:
        (together,) = session.scalars(
            select(ScoreSum).where(ScoreSum.key == "abfa", ScoreSum.level == "")
        )
    assert (together.people, together.tenures, len(together.answer_times)) == (3, 3, BINS)
    (qom,) = await _counted(lives, Selection(["abfa"], [QOM], first_month="1405-09"))
    assert qom.people == 1
    assert await _counted(lives, Selection(last_month="1405-08")) == []


async def test_praise_and_repetitions_count_as_nobody(lives: Lives) -> None:
    lives.file(at(7, "09:00"), kind="praise")
    lives.file(at(7, "09:00"), is_repeat=True)
    (cell,) = await _counted(lives)
    assert (cell.tenures, cell.people, sum(cell.answer_censored)) == (1, 0, 0)


async def test_what_is_open_is_read_live(lives: Lives) -> None:
    leader, follower = lives.file(at(7, "09:00")), lives.file(at(7, "09:10"))
    late = lives.file(at(7, "09:00"))
    _follow(lives, leader, follower)
    with lives.database.transaction() as session:
        found = open_tenures(session, ALL)
    assert [one.weight for one in found] == [0.5, 0.5, 1]
    assert [one.due_at for one in found] == [at(7, "12:00"), at(7, "12:10"), at(7, "12:00")]
    lives.clock(at(7, "12:00"))
    lives.move(late, Move.ANSWERED, at(7, "13:00"))
    with lives.database.transaction() as session:
        *_, one = open_tenures(session, ALL)
        by_level = open_tenures(session, Selection(["abfa"], levels=["provincial_manager"]))
    told = (one.is_answered, one.is_judged, one.is_breach, one.began_at)
    assert told == (True, False, True, at(7, "09:00"))
    assert (by_level[-1].is_breach, by_level[-1].began_at) == (False, at(7, "12:00"))


async def test_a_change_that_comes_while_a_cell_is_counted_is_not_lost(lives: Lives) -> None:
    """What is committed between the claim of a job and its count, and what comes after it."""
    first = lives.file(at(7, "09:00"))
    lives.move(first, Move.ANSWERED, at(7, "10:00"))
    handlings = FactsJobs(histories(SEALER)).handlings
    counting = handlings[InsightJob.CELL].handler

    async def meanwhile(claim: Any) -> Any:
        work = await counting(claim)
        if lives.rows(first)[0].first_verdict is None:
            lives.move(first, Move.CONFIRMED, at(7, "11:00"))
        return work

    handlings[InsightJob.CELL] = type(handlings[InsightJob.CELL])(meanwhile)
    await Worker(lives.database, handlings).drain()
    (cell,) = await _counted(lives)
    assert (cell.judged, cell.solved_first) == (1, 1)
    with lives.database.transaction() as session:
        assert session.scalars(select(Job.id).where(Job.kind == InsightJob.CELL)).all() == []


async def test_messages_and_notes_have_no_cell_counted(lives: Lives) -> None:
    case = lives.file(at(7, "09:00"))
    await _counted(lives)
    lives.move(case, Move.MESSAGE, at(7, "09:30"))
    with lives.database.transaction() as session:
        assert session.scalars(select(Job.id).where(Job.kind == InsightJob.CELL)).all() == []


async def test_a_fault_stops_no_move_and_is_put_right(
    lives: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> set[object]:
        raise ZeroDivisionError

    case = lives.file(at(7, "09:00"))
    with monkeypatch.context() as patched:
        patched.setattr(recording, "write_facts", fault)
        lives.move(case, Move.ANSWERED, at(7, "10:00"))
    with lives.database.transaction() as session:
        assert session.get_one(Case, case).status == "answered"
        assert differences(session, SEALER, [case]) != []
    (cell,) = await _counted(lives)
    assert cell.answered == 1
    assert lives.rows(case)[0].answered_work_min == 60


async def test_cases_of_before_are_filled_in(lives: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.insight.facts.recording.BATCH", 2)
    cases = [lives.file(at(7, "09:00")) for _ in range(5)]
    with lives.database.transaction() as session:
        for table in (Job, CaseFact, ScoreCell, ScoreSum):
            session.execute(delete(table))
        enqueue(session, InsightJob.FILL, {}, key=InsightJob.FILL)
    await _worker(lives).drain()
    assert [lives.rows(case)[0].agency_id for case in cases] == ["abfa"] * 5
    assert sum(cell.people for cell in await _counted(lives)) >= 5


def test_bins_keep_the_bounds_that_terms_are_about() -> None:
    assert list(UPPER_MIN) == sorted(set(UPPER_MIN))
    assert {0, 180, 840, 2880, 60 * 7 * 60} <= set(UPPER_MIN)
    assert [UPPER_MIN[bin_of(minutes)] for minutes in (180, 840, 2880)] == [180, 840, 2880]
    assert bin_of(181) == bin_of(180) + 1
    assert bin_of(10**6) == BINS - 1
