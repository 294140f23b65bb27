"""Cases of one matter follow one that leads, and nobody is lost: on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.office_times import jalali
from support.samples import NAME, complaint

from assistant.cases import merged_cases
from assistant.cases.clock import fire_due
from assistant.cases.ledger import ledger_of
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk, history
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Role
from assistant.cases.transitions import IllegalMoveError, MoveRequest, Why
from assistant.cases.verify_ledger import faults
from assistant.privacy.erasure import erase_case
from assistant.storage.database import Database
from assistant.storage.jobs import Job

NOW = jalali(1405, 9, 7, "09:00")
OPERATOR, AGENCY = Actor(Role.OPERATOR, "op"), Actor(Role.AGENCY, "abfa")


async def filed(desk: CaseDesk, count: int = 1, **changes: object) -> list[int]:
    drafts = [OpenDraft.model_validate(complaint(**changes)) for _ in range(count)]
    return [(await desk.file(draft)).case.id for draft in drafts]


async def merged(database: Database, desk: CaseDesk, case: int, leader: int, **step: str) -> None:
    def work(session: Session) -> None:
        first, second = session.get_one(Case, case), session.get_one(Case, leader)
        given = MoveRequest(Move.MERGED, OPERATOR, reason="همان موضوع است", **step)
        merged_cases.merge(session, desk.door, first, second, step=given, now=NOW)

    await database.run(work)


async def moved(
    database: Database, desk: CaseDesk, case: int, move: Move, by: Actor, **step
) -> None:
    def work(session: Session) -> None:
        code = session.get_one(Case, case).tracking_code
        found = desk.door.case(session, code)
        if move is Move.SEPARATED:
            merged_cases.separate(session, desk.door, found, MoveRequest(move, by, **step), NOW)
        else:
            desk.door.move(session, found, MoveRequest(move, by, **step), NOW)

    await database.run(work)


async def answered(database: Database, desk: CaseDesk, case: int, words: str = "درست شد") -> None:
    await moved(database, desk, case, Move.ANSWERED, AGENCY, words=words)


async def seen(database: Database, *ids: int) -> list[Case]:
    return await database.run(lambda s: [s.get_one(Case, id_) for id_ in ids])


async def happened(database: Database, case: int) -> list[str]:
    def work(session: Session) -> list[str]:
        row = session.get_one(Case, case)
        events = history(session, row)
        assert faults(ledger_of(session, row, events).model_dump()) == []
        return [event.type for event in events]

    return await database.run(work)


async def test_a_follower_gets_the_answer_and_keeps_its_own_verdict(
    database: Database, desk: CaseDesk
) -> None:
    leader, first, second = await filed(desk, 3)
    for case in (first, second):
        await merged(database, desk, case, leader)
    await moved(database, desk, leader, Move.TAKEN, AGENCY)
    await answered(database, desk, leader, "وصل شد؛ با 09121234567 تماس بگیرید")
    for case in (first, second):
        assert (await happened(database, case))[-3:] == ["merged", "taken", "answered"]
    await moved(database, desk, first, Move.CONFIRMED, CITIZEN)
    await moved(database, desk, second, Move.DISPUTED, CITIZEN)
    cases = await seen(database, leader, first, second)
    assert [case.status for case in cases] == ["answered", "confirmed", "disputed"]
    assert [case.verdict for case in cases] == [None, "solved", "unsolved"]
    # The second waits again, and its leader for nothing.
    assert cases[2].leader_id is None
    assert (await happened(database, second))[-1] == "separated"
    assert (await happened(database, leader))[-1] == "left"
    await answered(database, desk, second)


async def test_words_of_another_reach_a_follower_masked(database: Database, desk: CaseDesk) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    await answered(database, desk, leader, "با 09121234567 تماس بگیرید")

    def words(session: Session) -> list[str]:
        events = history(session, session.get_one(Case, case))
        return [str(event.data) for event in events]

    assert "09121234567" not in str(await database.run(words))


async def test_a_leader_s_name_reaches_neither_ledger_nor_follower(
    database: Database, desk: CaseDesk
) -> None:
    (case,) = await filed(desk, 1)
    contact = {"name": NAME}
    draft = OpenDraft.model_validate(complaint(identity="named", contact=contact))
    leader = (await desk.file(draft)).case.id
    await merged(database, desk, case, leader)
    await answered(database, desk, leader, f"جناب {NAME}، انشعاب شما وصل شد")
    for id_ in (leader, case):
        told = await database.run(
            lambda s, id_=id_: str([(e.data, e.words) for e in history(s, s.get_one(Case, id_))])
        )
        assert "جناب [نام]، انشعاب شما وصل شد" in told
        assert NAME not in told


async def test_both_ledgers_tell_of_the_bond_by_the_same_name(
    database: Database, desk: CaseDesk
) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    await moved(database, desk, case, Move.SEPARATED, OPERATOR, reason="موضوع دیگری است")

    def links(session: Session, id_: int) -> list[str]:
        events = history(session, session.get_one(Case, id_))
        return [event.data["link"] for event in events if "link" in event.data]

    own = await database.run(lambda s: links(s, case))
    others = await database.run(lambda s: links(s, leader))
    assert set(own) == set(others)
    assert (await happened(database, case))[-2:] == ["merged", "separated"]
    assert (await happened(database, leader))[-2:] == ["joined", "left"]
    told = await database.run(
        lambda s: str([(e.data, e.words) for e in history(s, s.get_one(Case, case))])
    )
    assert (await seen(database, leader))[0].tracking_code not in told


async def test_a_leader_that_was_erased_lets_its_follower_go(
    database: Database, desk: CaseDesk
) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    await answered(database, desk, leader)
    for one in (case, leader):
        await moved(database, desk, one, Move.CONFIRMED, CITIZEN)
    await database.run(
        lambda s: erase_case(s, desk.door, s.get_one(Case, leader), CITIZEN, now=NOW)
    )
    with pytest.raises(IllegalMoveError) as refused:
        await moved(database, desk, leader, Move.REOPENED, CITIZEN, reason="دوباره")
    assert refused.value.why is Why.ERASED
    await moved(database, desk, case, Move.SEPARATED, CITIZEN)
    assert (await happened(database, leader))[-2:] == ["erased", "left"]


async def test_who_follows_a_follower_goes_along(database: Database, desk: CaseDesk) -> None:
    leader, case, third = await filed(desk, 3)
    await merged(database, desk, third, case)
    await merged(database, desk, case, leader)
    assert [one.leader_id for one in await seen(database, case, third)] == [leader, leader]
    counts = await database.run(lambda s: merged_cases.people(s, [leader, case, third]))
    assert counts == {leader: 3, case: 1, third: 1}


async def test_a_leader_that_is_taken_back_leaves_nobody_behind(
    database: Database, desk: CaseDesk
) -> None:
    leader, first, second = await filed(desk, 3)
    for case in (first, second):
        await merged(database, desk, case, leader)
    await moved(database, desk, leader, Move.WITHDRAWN, CITIZEN)
    assert [one.leader_id for one in await seen(database, first, second)] == [None, first]
    await answered(database, desk, first)
    assert [one.status for one in await seen(database, first, second)] == ["answered"] * 2


async def test_followers_go_along_to_another_agency(database: Database, desk: CaseDesk) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    step = {"agency_id": "tavanir", "reason": "با آن‌هاست"}
    await moved(database, desk, leader, Move.REFERRED, OPERATOR, **step)
    (follower,) = await seen(database, case)
    assert (follower.agency_id, follower.leader_id) == ("tavanir", leader)
    await moved(database, desk, case, Move.REFERRED, OPERATOR, agency_id="abfa", reason="برگردد")
    assert (await seen(database, case))[0].leader_id is None


async def test_a_newer_answer_takes_the_place_of_one_not_judged(
    database: Database, desk: CaseDesk
) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    await answered(database, desk, leader)
    await moved(database, desk, leader, Move.DISPUTED, CITIZEN)
    await answered(database, desk, leader, "این بار درست شد")
    assert (await happened(database, case)).count("answered") == 2
    with pytest.raises(IllegalMoveError):
        await answered(database, desk, case, "بی‌رهبر")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"agency_id": "tavanir"}, Why.UNLIKE),
        ({"agency_id": None}, Why.UNLIKE),
        ({"kind": "praise"}, Why.UNLIKE),
    ],
)
async def test_another_matter_is_not_merged(
    database: Database, desk: CaseDesk, changes: dict[str, object], why: Why
) -> None:
    (leader,), (case,) = await filed(desk), await filed(desk, **changes)
    for pair in ((case, leader), (leader, case)):
        with pytest.raises(IllegalMoveError) as refused:
            await merged(database, desk, *pair)
        assert refused.value.why is why
    assert (await happened(database, leader))[-1] == "referred"


async def test_rings_chains_and_ended_cases_are_refused(database: Database, desk: CaseDesk) -> None:
    leader, case, other, ended = await filed(desk, 4)
    await moved(database, desk, ended, Move.WITHDRAWN, CITIZEN)
    await merged(database, desk, case, leader)
    for pair in (
        (leader, leader),
        (leader, case),
        (case, leader),
        (case, other),
        (other, case),
        (other, ended),
        (ended, other),
    ):
        with pytest.raises(IllegalMoveError):
            await merged(database, desk, *pair)
    with pytest.raises(IllegalMoveError):
        await moved(database, desk, other, Move.SEPARATED, OPERATOR, reason="جدا")


async def test_the_same_key_merges_once(database: Database, desk: CaseDesk) -> None:
    leader, case = await filed(desk, 2)
    for _ in range(2):
        await merged(database, desk, case, leader, key="desk:op/1")
    assert (await happened(database, leader)).count("joined") == 1


async def test_nobody_is_told_twice(database: Database, desk: CaseDesk) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    await answered(database, desk, leader)
    for id_, count in ((leader, 1), (case, 2)):
        query = select(func.count()).where(Job.unique_key.like(f"cases.notice:{id_}:%"))
        assert await database.run(lambda s, query=query: s.scalar(query)) == count


async def test_deadlines_of_a_follower_run_on(database: Database, desk: CaseDesk) -> None:
    leader, case = await filed(desk, 2)
    await merged(database, desk, case, leader)
    (row,) = await seen(database, case)

    def late(session: Session) -> None:
        fire_due(session, desk.door, row.due_at + timedelta(minutes=1), limit=1000)

    await database.run(late)
    assert "escalated" in await happened(database, case)
    assert CLOCK.role is Role.CLOCK
