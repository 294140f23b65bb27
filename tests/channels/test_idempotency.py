"""A message or a case that is sent again because the line broke counts once."""

import asyncio
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select
from support.citizen import Citizen, file_complaint
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.storage.database import Database

CASES = "/api/v1/cases"


async def turns_of(database: Database, citizen: Citizen) -> int:
    query = select(func.count()).where(Turn.conversation_id == citizen.id)
    with database.transaction() as session:
        return session.scalar(query) or 0


async def test_the_same_key_brings_the_same_turn(citizen: Citizen, database: Database) -> None:
    first = await citizen.say("هزینه گذرنامه چند است؟", key="k1")
    again = await citizen.say("هزینه گذرنامه چند است؟", key="k1")
    assert again.body == first.body
    assert await turns_of(database, citizen) == 1


async def test_the_same_words_with_another_key_are_another_turn(
    citizen: Citizen, database: Database
) -> None:
    first = await citizen.say("سلام", key="k1")
    second = await citizen.say("سلام", key="k2")
    assert first.body["turn_id"] != second.body["turn_id"]
    assert await turns_of(database, citizen) == 2


async def test_without_a_key_every_message_counts(citizen: Citizen, database: Database) -> None:
    for key in (None, None, "", ""):
        await citizen.say("سلام", key=key)
    assert await turns_of(database, citizen) == 4


async def test_a_key_with_another_text_is_refused(citizen: Citizen, database: Database) -> None:
    await citizen.say("سلام", key="k1")
    assert_problem(await citizen.send({"text": "خداحافظ"}, key="k1"), 422, "key_reused")
    assert await turns_of(database, citizen) == 1


async def test_a_text_and_a_button_of_the_same_name_differ(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.press("انصراف", key="k1")
    assert_problem(await citizen.send({"text": "cancel"}, key="k1"), 422, "key_reused")


async def test_a_key_belongs_to_its_conversation(citizen: Citizen, http: httpx.AsyncClient) -> None:
    other = await Citizen.arrive(http)
    first = await citizen.say("سلام", key="same")
    second = await other.say("خداحافظ", key="same")
    assert first.body["turn_id"] != second.body["turn_id"]


async def test_a_key_that_is_too_long_is_refused(citizen: Citizen) -> None:
    assert_problem(await citizen.send({"text": "سلام"}, key="k" * 129), 422, "invalid")


async def test_ten_at_once_with_one_key_are_one_turn(citizen: Citizen, database: Database) -> None:
    answers = await asyncio.gather(*(citizen.say("گذرنامه", key="k1") for _ in range(10)))
    assert len({answer.body["turn_id"] for answer in answers}) == 1
    assert await turns_of(database, citizen) == 1


async def test_confirming_again_shows_the_same_case_with_its_pin(
    citizen: Citizen, database: Database
) -> None:
    await file_up_to_confirmation(citizen)
    filed = (await citizen.press("ثبت شود", key="confirm")).first("case")
    again = (await citizen.press("ثبت شود", key="confirm")).first("case")
    assert again == filed
    assert len(again["pin"]) == 12
    query = select(func.count()).where(Case.conversation_id == citizen.id)
    with database.transaction() as session:
        assert session.scalar(query) == 1


async def file_up_to_confirmation(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("سه بار رفتم و هر بار گفتند فردا بیا")
    await citizen.press("نمی‌دانم")
    await citizen.press("لازم نیست")


async def test_confirming_later_without_a_key_files_nothing_twice(citizen: Citizen) -> None:
    await file_complaint(citizen, "سه بار رفتم و هر بار گفتند فردا بیا")
    again = await citizen.press("ثبت شود")
    assert "case" not in again.kinds


async def test_a_case_sent_again_is_the_same_case(http: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    first, again = [await http.post(CASES, json=complaint(), headers=headers) for _ in range(2)]
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


async def test_a_case_key_with_another_body_is_refused(http: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    await http.post(CASES, json=complaint(), headers=headers)
    other = complaint(description="این شکایت دیگری است.")
    assert_problem(await http.post(CASES, json=other, headers=headers), 422, "key_reused")


@pytest.mark.parametrize(
    "key", ["1", "case-0000000000001", "2026-11-28T03:48:06Z", "my-own-complaint"]
)
async def test_a_key_that_others_guess_brings_nobody_code_and_pin(
    http: httpx.AsyncClient, key: str
) -> None:
    """Behind one address, a stranger sends the key with the text of a template."""
    for _ in range(2):
        answer = await http.post(CASES, json=complaint(), headers={"Idempotency-Key": key})
        assert_problem(answer, 422, "key_guessable")


async def test_a_key_is_guessable_no_more_beside_a_random_token(http: httpx.AsyncClient) -> None:
    mine, other = ({"Idempotency-Key": "1", "Authorization": f"Bearer {uuid4()}"} for _ in "ab")
    first, again = [await http.post(CASES, json=complaint(), headers=mine) for _ in range(2)]
    assert first.status_code == 201
    assert first.json() == again.json()
    another = await http.post(CASES, json=complaint(), headers=other)
    assert another.json()["tracking_code"] != first.json()["tracking_code"]
