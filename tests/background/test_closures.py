"""A closure that is added or called off moves the open deadlines that it touches, and no others."""

from datetime import datetime, timedelta

import pytest
from support.case_work import CaseWork
from support.office_times import closed, jalali

from assistant.background import case_clock
from assistant.cases.closures import (
    UnknownProvinceError,
    add_closure,
    closures,
    withdraw_closure,
)
from assistant.cases.moves import Move
from assistant.storage.shared_clock import utc_now

PROVINCES = {"تهران", "قم"}
SATURDAY = jalali(1406, 9, 6, "09:00")
SMOG = closed(jalali(1406, 9, 6, "10:00"), jalali(1406, 9, 7), "تهران")


async def add(work: CaseWork, closure=SMOG) -> int:
    row = await work.database.run(lambda s: add_closure(s, closure, PROVINCES, "op-1"))
    return row.id


async def deadlines(work: CaseWork, case: int) -> tuple[datetime, datetime, datetime | None]:
    found = await work.case(case)
    return found.first_answer_due_at, found.due_at, found.next_check_at


async def test_open_deadlines_of_the_province_move_and_move_back(
    work: CaseWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_clock, "_DEADLINES_AT_ONCE", 2)
    ours = [await work.file(SATURDAY, province="تهران") for _ in range(5)]
    other = await work.file(SATURDAY, province="قم")
    answered = await work.file(SATURDAY, province="تهران")
    await work.move(answered, Move.ANSWERED, words="پاسخ")
    before = await deadlines(work, ours[0])
    untouched = [await deadlines(work, case) for case in (other, answered)]
    assert before[0] == jalali(1406, 9, 6, "12:00")

    closure = await add(work)
    await work.worker.drain()
    for case in ours:
        moved = await deadlines(work, case)
        assert moved[0] == jalali(1406, 9, 7, "09:30"), "one hour worked, two are left"
        assert moved[1] > before[1]
        assert moved[2] == moved[0]
    assert [await deadlines(work, case) for case in (other, answered)] == untouched

    assert await work.database.run(lambda s: withdraw_closure(s, closure))
    await work.worker.drain()
    assert [await deadlines(work, case) for case in ours] == [before] * 5
    assert await work.database.run(closures) == []
    assert not await work.database.run(lambda s: withdraw_closure(s, closure)), "only once"


async def test_a_closure_of_the_whole_country_moves_all(work: CaseWork) -> None:
    cases = [await work.file(SATURDAY, province=province) for province in ("تهران", "قم", None)]
    await add(work, closed(SMOG.begins, SMOG.ends))
    await work.worker.drain()
    for case in cases:
        assert (await deadlines(work, case))[0] == jalali(1406, 9, 7, "09:30")


async def test_who_filed_before_their_process_knew_is_moved_a_minute_later(
    work: CaseWork,
) -> None:
    await add(work)
    await work.worker.drain()
    late = await work.file(SATURDAY, province="تهران")
    await work.worker.drain(utc_now() + timedelta(minutes=2))
    assert (await deadlines(work, late))[0] == jalali(1406, 9, 7, "09:30")


async def test_an_unknown_province_is_refused(work: CaseWork) -> None:
    with pytest.raises(UnknownProvinceError):
        await add(work, closed(SMOG.begins, SMOG.ends, "اتلانتیس"))
    assert await work.database.run(closures) == []
