"""A citizen changes the pin of a case: the old one opens nothing any more, and none is told."""

from uuid import uuid4

import httpx
import pytest
from support.citizen import Citizen
from support.problems import assert_problem
from support.samples import complaint

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
    wrong = f"{(int(holder.first) + 1) % 10**6:06}"
    assert_problem(await holder.change(wrong), 404, "case_not_found")
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
