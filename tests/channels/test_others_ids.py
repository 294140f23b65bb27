"""Knowing an id opens nothing: every route, tried with the key of somebody else.

Routes are taken from the interface's own description, so that a new one is tried, too.
"""

import httpx
import pytest
from support import media
from support.citizen import CONVERSATIONS, Citizen, to_confirmation
from support.doors import body_for, doors
from support.problems import assert_problem
from support.said import replies_of
from support.samples import complaint
from support.serving import Gateway

from assistant.storage.database import Database

CASES = "/api/v1/cases"
NOBODYS = "0" * 32
UNKNOWN = "ABCD2345"
LOST_PIN = "/lost-pin"
"""Here whoever has no pin asks for another; without text messages, as here, for nobody."""


async def filed(http: httpx.AsyncClient) -> dict[str, str]:
    answer = await http.post(CASES, json=complaint())
    assert answer.status_code == 201
    return answer.json()


async def knock(
    http: httpx.AsyncClient, method: str, path: str, headers: dict[str, str]
) -> httpx.Response:
    """Try the door; one that opens a stream is not read to its end."""
    body = body_for(method, path)
    async with http.stream(method, path, json=body, headers=headers) as response:
        if not response.headers["content-type"].startswith("text/event-stream"):
            await response.aread()
    return response


@pytest.mark.parametrize("shown", ["another's", "none", "the desk's way"])
async def test_a_conversation_opens_to_its_own_token_only(
    gateway: Gateway, http: httpx.AsyncClient, citizen: Citizen, database: Database, shown: str
) -> None:
    await to_confirmation(citizen, "سه روز است برق خانهٔ ما قطع است و کسی پاسخ نمی‌دهد")
    sent = await http.post(citizen.path("files"), content=media.pdf(), headers=citizen.headers)
    file_id = sent.json()["file"]["id"]
    other = await Citizen.arrive(http)
    headers = {
        "another's": other.headers,
        "none": {},
        "the desk's way": {"Cookie": f"dastyar_desk={citizen.token}"},
    }[shown]
    before = await replies_of(citizen, database)
    for method, path in doors(gateway, CONVERSATIONS):
        foreign = await knock(http, method, path.format(id=citizen.id, file_id=file_id), headers)
        unknown = await knock(http, method, path.format(id=NOBODYS, file_id=file_id), headers)
        assert_problem(foreign, 401, "unauthorised")
        assert foreign.content == unknown.content, path
    assert await replies_of(citizen, database) == before
    waiting = await http.get(citizen.path("files"), headers=citizen.headers)
    assert [one["id"] for one in waiting.json()["files"]] == [file_id]


@pytest.mark.parametrize("shown", ["another's", "none", "the code itself"])
async def test_a_case_opens_to_its_own_pin_only(
    gateway: Gateway, http: httpx.AsyncClient, shown: str
) -> None:
    mine, other = await filed(http), await filed(http)
    own = {"X-Case-Pin": mine["pin"]}
    code = mine["tracking_code"]
    added = await http.post(
        f"{CASES}/{code}/attachments", content=media.pdf(), headers=own | {"Content-Type": "x/y"}
    )
    assert added.status_code == 201, added.text
    file_id = added.json()["id"]
    before = (await http.get(f"{CASES}/{code}", headers=own)).json()
    pins = {"another's": other["pin"], "none": None, "the code itself": code}
    headers = {"X-Case-Pin": pins[shown]} if pins[shown] else {}
    for method, path in doors(gateway, CASES):
        foreign, unknown = [
            await knock(
                http, method, path.format(tracking_code=one, attachment_id=file_id), headers
            )
            for one in (code, UNKNOWN)
        ]
        refused = (409, "sms_off") if LOST_PIN in path else (404, "case_not_found")
        assert_problem(foreign, *refused)
        assert foreign.content == unknown.content, path
    after = (await http.get(f"{CASES}/{code}", headers=own)).json()
    assert after["timeline"] == before["timeline"]
