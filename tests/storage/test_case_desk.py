"""Filing and finding cases, on both databases."""

import asyncio
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select
from support.samples import DESCRIPTION, MOBILE, NATIONAL_ID, complaint

from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.schemas import CaseDraft
from assistant.cases.service import CaseDesk, KeyReusedError, UnknownReferenceError
from assistant.dialogue.store import ConversationStore
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

KEY = b"a key of the tests"


def draft(**changes: object) -> CaseDraft:
    return CaseDraft.model_validate(complaint(**changes))


async def rows(database: Database, key: str) -> int:
    query = select(func.count()).where(Case.idempotency_key == key)
    with database.transaction() as session:
        return session.scalar(query) or 0


async def test_a_filed_case_is_found_with_code_and_pin(desk: CaseDesk) -> None:
    filed = await desk.file(draft())
    code = filed.case.tracking_code
    assert filed.is_new
    assert normalise(code) == code
    found = await desk.find(code.lower(), f" {filed.pin} ")
    assert found is not None
    assert found.id == filed.case.id
    assert [(step.number, step.type) for step in await desk.history(found)] == [(1, "registered")]


@pytest.mark.parametrize("pin", ["", "000000x", "٠", "\x00", "999999999999", "é"], ids=ascii)
async def test_no_other_pin_opens_a_case(desk: CaseDesk, pin: str) -> None:
    filed = await desk.file(draft())
    assert await desk.find(filed.case.tracking_code, pin) is None


@pytest.mark.parametrize("code", ["", "22222222", "ABCD\x002345", "x" * 5000], ids=ascii)
async def test_an_impossible_code_finds_nothing(desk: CaseDesk, code: str) -> None:
    assert await desk.find(code, "123456") is None


async def test_the_agency_has_48_hours(desk: CaseDesk) -> None:
    case = (await desk.file(draft())).case
    assert case.due_at - case.created_at == timedelta(hours=48)
    assert abs(datetime.now(UTC) - case.created_at) < timedelta(minutes=1)


async def test_times_come_back_in_utc(desk: CaseDesk) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    happened = datetime(2026, 11, 20, 10, 0, tzinfo=tehran)
    filed = await desk.file(draft(occurred_at=happened))
    found = await desk.find(filed.case.tracking_code, filed.pin)
    assert found is not None
    assert found.occurred_at == happened
    assert found.occurred_at.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_is_taken_as_utc(desk: CaseDesk) -> None:
    filed = await desk.file(draft(occurred_at="2026-11-20T10:00:00"))
    found = await desk.find(filed.case.tracking_code, filed.pin)
    assert found is not None
    assert found.occurred_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


async def test_personal_words_are_masked_in_the_row_and_sealed_whole(
    desk: CaseDesk, database: Database
) -> None:
    contact = {"mobile": MOBILE, "national_id": NATIONAL_ID}
    filed = await desk.file(draft(description=DESCRIPTION, contact=contact, identity="named"))
    with database.transaction() as session:
        row = session.get(Case, filed.case.id)
    assert row is not None
    for value in (MOBILE, NATIONAL_ID):
        assert value not in row.description
        assert value not in row.sealed
    sealed = json.loads(Sealer(KEY).open(row.sealed))
    assert sealed["description"] == DESCRIPTION
    assert sealed["contact"]["mobile"] == MOBILE


async def test_the_longest_description_of_four_bytes_fits(desk: CaseDesk) -> None:
    filed = await desk.file(draft(description="😀" * 2000, contact={"name": "😀" * 100}))
    assert await desk.find(filed.case.tracking_code, filed.pin) is not None


async def test_control_characters_do_not_reach_the_row(desk: CaseDesk) -> None:
    filed = await desk.file(draft(description="شرح\x00 کار", city="قم\x00"))
    assert filed.case.description == "شرح کار"
    assert filed.case.city == "قم"


@pytest.mark.parametrize("field", ["agency_id", "service_id", "province"])
async def test_an_unknown_reference_is_named(desk: CaseDesk, field: str) -> None:
    with pytest.raises(UnknownReferenceError) as refused:
        await desk.file(draft(**{field: "nowhere"}))
    assert refused.value.field == field


async def test_one_key_is_one_case(desk: CaseDesk, database: Database) -> None:
    first = await desk.file(draft(), "one-key")
    again = await desk.file(draft(), "one-key")
    assert (again.case.tracking_code, again.pin) == (first.case.tracking_code, first.pin)
    assert (first.is_new, again.is_new) == (True, False)
    assert await rows(database, "one-key") == 1


async def test_one_key_with_another_draft_is_refused(desk: CaseDesk, database: Database) -> None:
    await desk.file(draft(), "other-draft")
    with pytest.raises(KeyReusedError):
        await desk.file(draft(description="شرح دیگری از کار"), "other-draft")
    assert await rows(database, "other-draft") == 1


async def test_twenty_at_once_with_one_key_are_one_case(desk: CaseDesk, database: Database) -> None:
    filed = await asyncio.gather(*(desk.file(draft(), "at-once") for _ in range(20)))
    assert len({each.case.tracking_code for each in filed}) == 1
    assert sum(each.is_new for each in filed) == 1
    assert await rows(database, "at-once") == 1


async def test_many_at_once_without_a_key_are_many_cases(desk: CaseDesk) -> None:
    filed = await asyncio.gather(*(desk.file(draft()) for _ in range(30)))
    assert len({each.case.tracking_code for each in filed}) == 30


async def test_a_conversation_lists_its_own_cases_newest_first(
    desk: CaseDesk, store: ConversationStore
) -> None:
    mine, other = (await store.create()).id, (await store.create()).id
    codes = [(await desk.file(draft(), None, mine)).case.tracking_code for _ in range(3)]
    await desk.file(draft(), None, other)
    assert [case.tracking_code for case in await desk.of_conversation(mine)] == codes[::-1]
