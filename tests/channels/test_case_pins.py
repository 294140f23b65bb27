"""A citizen changes the pin of a case: the old one opens nothing any more, and none is told."""

from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update
from support.citizen import Citizen
from support.pins import wrong
from support.problems import assert_problem
from support.samples import MOBILE, complaint
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.storage.database import Database

CASES = "/api/v1/cases"


class Holder:
    """Who has filed a case, and looks at it with any pin."""

    def __init__(self, http: httpx.AsyncClient, receipt: dict[str, str]) -> None:
        self._http, self.code, self.first = http, receipt["tracking_code"], receipt["pin"]

    async def see(self, pin: str, part: str = "") -> httpx.Response:
        return await self._http.get(f"{CASES}/{self.code}{part}", headers={"X-Case-Pin": pin})

    async def change(self, pin: str, key: str | None = None) -> httpx.Response:
        headers = {"X-Case-Pin": pin, "Idempotency-Key": uuid4().hex if key is None else key}
        return await self._http.post(f"{CASES}/{self.code}/pin", headers=headers)


@pytest.fixture
async def holder(http: httpx.AsyncClient) -> Holder:
    return Holder(http, (await http.post(CASES, json=complaint())).json())


async def changed(holder: Holder, pin: str) -> str:
    answer = await holder.change(pin)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told.keys() == {"tracking_code", "pin"}
    assert told["tracking_code"] == holder.code
    return told["pin"]


async def test_the_new_pin_opens_and_the_old_one_no_longer(holder: Holder) -> None:
    assert "pin" in (await holder.see(holder.first)).json()["actions"]
    second = await changed(holder, holder.first)
    assert second != holder.first
    assert_problem(await holder.see(holder.first), 404, "case_not_found")
    assert_problem(await holder.change(holder.first), 404, "case_not_found")
    seen = (await holder.see(second)).json()
    assert seen["timeline"][-1]["title_fa"] == "رمز پیگیری را عوض کردید"
    third = await changed(holder, second)
    assert_problem(await holder.see(second), 404, "case_not_found")
    assert len({holder.first, second, third}) == 3


async def test_the_event_has_neither_pin(holder: Holder) -> None:
    second = await changed(holder, holder.first)
    ledger = (await holder.see(second, "/ledger")).text
    assert '"pin_changed"' in ledger
    assert holder.first not in ledger
    assert second not in ledger


async def test_a_lost_answer_is_told_again_to_its_own_key_alone(holder: Holder) -> None:
    key = uuid4().hex
    first = (await holder.change(holder.first, key)).json()
    again = await holder.change(holder.first, key)
    assert again.json() == first
    assert_problem(await holder.change(holder.first, uuid4().hex), 404, "case_not_found")
    third = await changed(holder, first["pin"])
    # Its answer is old by now: what it told opens nothing.
    assert_problem(await holder.change(holder.first, key), 404, "case_not_found")
    assert (await holder.see(third)).status_code == 200


@pytest.mark.parametrize("key", ["", "1", "2026-11-28T05:52:04Z"])
async def test_a_key_that_others_could_guess_changes_nothing(holder: Holder, key: str) -> None:
    assert_problem(await holder.change(holder.first, key), 422, "key_guessable")
    assert (await holder.see(holder.first)).status_code == 200


async def test_a_wrong_pin_changes_nothing(holder: Holder) -> None:
    assert_problem(await holder.change(wrong(holder.first)), 404, "case_not_found")
    assert (await holder.see(holder.first)).status_code == 200


async def test_a_repeated_filing_tells_no_later_pin(http: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    holder = Holder(http, (await http.post(CASES, json=complaint(), headers=key)).json())
    second = await changed(holder, holder.first)
    again = await http.post(CASES, json=complaint(), headers=key)
    assert again.json()["pin"] == holder.first
    assert second not in again.text


async def test_the_talk_opens_by_the_new_pin_alone(http: httpx.AsyncClient) -> None:
    holder = Holder(http, (await http.post(CASES, json=complaint())).json())
    second = await changed(holder, holder.first)
    stranger, owner = await Citizen.arrive(http), await Citizen.arrive(http)
    refused = await stranger.say(f"کد {holder.code} رمز {holder.first}")
    assert "case" not in refused.kinds
    assert "case" in (await owner.say(f"کد {holder.code} رمز {second}")).kinds


@pytest.mark.parametrize(("identity", "digits"), [("anonymous", 12), ("sealed", 6), ("named", 6)])
async def test_who_is_anonymous_gets_a_long_pin(
    http: httpx.AsyncClient, identity: str, digits: int
) -> None:
    somebody = {} if identity == "anonymous" else {"contact": {"mobile": MOBILE}}
    filed = await http.post(CASES, json=complaint(identity=identity, **somebody))
    holder = Holder(http, filed.json())
    second = await changed(holder, holder.first)
    assert [len(pin) for pin in (holder.first, second)] == [digits, digits]
    assert second.isdigit()


async def test_an_older_anonymous_case_gets_a_long_pin_by_a_change(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    """It has a short one, from before there were long ones."""
    case = (await http.post(CASES, json=complaint())).json()
    is_it = Case.tracking_code == case["tracking_code"]
    with database.transaction() as session:
        session.execute(update(Case).where(is_it).values(has_long_pin=False))
    short = gateway.runtime.sealer.pin(case["tracking_code"])
    holder, key = Holder(http, case | {"pin": short}), uuid4().hex
    told = (await holder.change(short, key)).json()
    assert len(told["pin"]) == 12
    assert (await holder.change(short, key)).json() == told
    assert (await holder.see(told["pin"])).status_code == 200
    assert_problem(await holder.see(short), 404, "case_not_found")


async def test_a_long_pin_may_be_typed_in_groups(http: httpx.AsyncClient) -> None:
    holder = Holder(http, (await http.post(CASES, json=complaint())).json())
    groups = [holder.first[i : i + 3] for i in range(0, 12, 3)]
    for typed in ("-".join(groups), " ".join(groups)):
        assert (await holder.see(typed)).status_code == 200
