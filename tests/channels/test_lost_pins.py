"""Who has lost the pin gets another by a code on their telephone; nobody else learns anything."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update
from support.lost_pins import CASES, House, house_in
from support.problems import assert_problem
from support.samples import MOBILE

from assistant.cases.codes import normalise
from assistant.cases.lost_pins import MOST_A_DAY, MOST_TRIES, VALID, forget_recoveries
from assistant.cases.models import PersonalReading
from assistant.notices.case_notices import code_sms
from assistant.sms.text_messages import parts_of
from assistant.storage.jobs import Job, JobState
from knowledge.catalogue import Catalogue
from lab.evaluation.stack import UNLIMITED


@pytest.fixture(scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, no_rasa: str, catalogue: Catalogue
) -> AsyncIterator[House]:
    async with house_in(tmp_path_factory.mktemp("lost"), no_rasa, catalogue) as house:
        yield house


async def test_the_code_brings_another_pin_at_any_hour(house: House) -> None:
    code, pin = await house.filed()
    ticket = await house.ask(code)
    sms = house.texted()[-1]
    assert sms["mobile"] == MOBILE
    assert code not in sms["text"], "who reads it over a shoulder cannot use it"
    typed = house.newest_code()
    answer = await house.show(code.lower(), ticket, f"{typed[:3]} {typed[3:]}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["tracking_code"] == code
    assert await house.opens(code, answer.json()["pin"])
    assert not await house.opens(code, pin)
    assert_problem(await house.show(code, ticket, typed), 403, "pin_code_wrong")


async def test_a_lost_answer_is_told_again_to_its_own_key(house: House) -> None:
    code, _ = await house.filed()
    ticket, key = await house.ask(code), uuid4().hex
    first, again = [await house.show(code, ticket, house.newest_code(), key) for _ in range(2)]
    assert first.json() == again.json()
    assert first.status_code == 200


async def test_who_has_no_number_or_no_case_is_answered_alike_and_sent_nothing(
    house: House,
) -> None:
    anonymous, _ = await house.filed(identity="anonymous", contact=None)
    before, done = len(house.texted()), await jobs(house)
    unknown = "22222222"
    for code in (anonymous, unknown, "x" * 40):
        ticket = await house.ask(code)
        assert_problem(await house.show(code, ticket, "000000"), 403, "pin_code_wrong")
    assert len(house.texted()) == before
    added = (await jobs(house))[len(done) :]
    assert {job.state for job in added} == {JobState.DONE}
    assert {job.kind for job in added} <= {"cases.lost_pin", "cases.upstream"}


async def jobs(house: House) -> list[Job]:
    query = select(Job).order_by(Job.id)
    return list(await house.database.run(lambda session: session.scalars(query).all()))


async def test_a_known_and_an_unknown_code_do_the_same_work(house: House) -> None:
    """So that not even the time of an answer tells of a case."""
    known, _ = await house.filed()
    other = next(
        made
        for made in (known[:-2] + a + b for a in "23456789ABCDEFGH" for b in "23456789ABCDEFGH")
        if made != known and normalise(made)
    )
    await house.worker.drain()
    for code in (known, other):
        before = await jobs(house)
        await house.http.post(f"{CASES}/{code}/lost-pin")
        assert len(await jobs(house)) == len(before) + 1
    await house.worker.drain()


async def test_five_tries_and_no_more_and_a_stranger_s_count_for_the_stranger(
    house: House,
) -> None:
    code, pin = await house.filed()
    own = await house.ask(code)
    typed = house.newest_code()
    stranger = await house.ask(code)
    wrong = "111111" if typed != "111111" else "222222"
    for _ in range(MOST_TRIES + 1):
        assert_problem(await house.show(code, stranger, wrong), 403, "pin_code_wrong")
    assert_problem(await house.show(code, stranger, house.newest_code()), 403, "pin_code_wrong")
    assert_problem(await house.show(code, stranger, typed), 403, "pin_code_wrong")
    assert await house.opens(code, pin)
    assert (await house.show(code, own, typed)).status_code == 200


async def test_a_code_grows_old(house: House) -> None:
    code, _ = await house.filed()
    ticket = await house.ask(code)
    await house.age(VALID)
    assert_problem(await house.show(code, ticket, house.newest_code()), 403, "pin_code_wrong")


async def test_a_code_that_comes_too_late_is_not_sent(house: House) -> None:
    code, _ = await house.filed()
    before = len(house.texted())
    await house.ask(code)
    assert len(house.texted()) == before + 1
    await house.age(VALID)
    again = update(Job).where(Job.kind == "cases.pin_code").values(state=JobState.WAITING)
    await house.database.run(lambda session: session.execute(again))
    await house.worker.drain()
    assert len(house.texted()) == before + 1


async def test_three_a_day_for_a_case(house: House) -> None:
    code, _ = await house.filed()
    before = len(house.texted())
    for _ in range(MOST_A_DAY + 2):
        await house.ask(code)
    assert len(house.texted()) == before + MOST_A_DAY
    await house.age(timedelta(hours=24))
    await house.ask(code)
    assert len(house.texted()) == before + MOST_A_DAY + 1
    await house.database.run(lambda s: forget_recoveries(s, datetime.now(UTC) + timedelta(days=1)))
    assert await house.rows() == []


async def test_another_case_s_ticket_opens_nothing(house: House) -> None:
    mine, _ = await house.filed()
    theirs, pin = await house.filed()
    ticket = await house.ask(mine)
    assert_problem(await house.show(theirs, ticket, house.newest_code()), 403, "pin_code_wrong")
    assert await house.opens(theirs, pin)


async def test_the_reading_of_the_number_is_noted(house: House) -> None:
    code, _ = await house.filed()
    count = select(PersonalReading.role)
    before = len(await house.database.run(lambda session: session.scalars(count).all()))
    await house.ask(code)
    after = await house.database.run(lambda session: session.scalars(count).all())
    assert (len(after), after[-1]) == (before + 1, "clock")


@pytest.mark.parametrize("key", ["", "1", "short-key"])
async def test_a_key_that_others_can_guess_is_refused(house: House, key: str) -> None:
    code, _ = await house.filed()
    headers = {"Idempotency-Key": key} if key else {}
    body = {"ticket": "t", "code": "111111"}
    path = f"{CASES}/{code}/lost-pin/code"
    assert_problem(await house.http.post(path, json=body, headers=headers), 422, "key_guessable")


@pytest.mark.parametrize(
    "body", [{}, {"ticket": "", "code": "1"}, {"ticket": "t" * 65, "code": "1"}, {"code": "1" * 33}]
)
async def test_bad_bodies_are_refused(house: House, body: dict[str, str]) -> None:
    answer = await house.http.post(
        f"{CASES}/22222222/lost-pin/code", json=body, headers={"Idempotency-Key": uuid4().hex}
    )
    assert_problem(answer, 422, "invalid")


async def test_an_address_works_for_more_than_its_share(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    guards = house.gateway.app.state.guards
    one = type(guards.lost_pins)(f"lost {uuid4().hex}", type(guards.lost_pins.limit)(1))
    monkeypatch.setattr(guards, "lost_pins", one)
    assert guards.case_looks.limit.amount == UNLIMITED
    await house.ask("22222222")
    refused = await house.http.post(f"{CASES}/22222222/lost-pin")
    assert_problem(refused, 429, "too_many")
    assert refused.json()["puzzle"]
    await house.worker.drain()


async def test_where_no_messages_are_sent_that_is_said(http: httpx.AsyncClient) -> None:
    assert_problem(await http.post(f"{CASES}/22222222/lost-pin"), 409, "sms_off")
    body = {"ticket": "t", "code": "1"}
    assert_problem(await http.post(f"{CASES}/22222222/lost-pin/code", json=body), 409, "sms_off")


def test_the_message_is_short() -> None:
    assert parts_of(code_sms("123456")) <= 2
