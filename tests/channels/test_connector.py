"""Callbacks of the system above: only signed ones, each once, and only what the agency may do."""

import hashlib
import json
import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy.orm import Session
from support import media
from support.logged import Logged
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.cases.connector.adapters import Signer
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.terms import Actor, Role

PATH = "/api/v1/connector/callbacks"


class Above:
    """The system above, with the right secret."""

    def __init__(self, http: httpx.AsyncClient, gateway: Gateway) -> None:
        self._http, self._signer = http, Signer(gateway.settings.connector_key)

    async def tells(self, body: Any, age_s: int = 0, **headers: str) -> httpx.Response:
        data, stamp = json.dumps(body).encode(), str(int(time.time()) - age_s)
        signed = {
            "Content-Type": "application/json",
            "Dastyar-Timestamp": stamp,
            "Dastyar-Signature": self._signer.sign(data, stamp),
        }
        return await self._http.post(PATH, content=data, headers=signed | headers)

    async def sends(self, code: str, data: bytes, **changes: str) -> httpx.Response:
        """A file for an answer; `changes` are what is signed or sent instead."""
        stamp, sha256 = str(int(time.time())), hashlib.sha256(data).hexdigest()
        told = f"{changes.get('signed_code', code)}/{changes.get('sha256', sha256)}"
        headers = {
            "Content-Type": "application/octet-stream",
            "Dastyar-Timestamp": stamp,
            "Dastyar-Sha256": changes.get("sha256", sha256),
            "Dastyar-Signature": self._signer.sign(told.encode(), stamp),
        }
        path = f"/api/v1/connector/cases/{code}/files"
        return await self._http.post(path, content=data, headers=headers)


@pytest.fixture
def above(http: httpx.AsyncClient, gateway: Gateway) -> Above:
    return Above(http, gateway)


@pytest.fixture
async def filed(http: httpx.AsyncClient) -> dict[str, str]:
    return (await http.post("/api/v1/cases", json=complaint())).json()


async def seen(http: httpx.AsyncClient, filed: dict[str, str]) -> dict[str, Any]:
    headers = {"X-Case-Pin": filed["pin"]}
    return (await http.get(f"/api/v1/cases/{filed['tracking_code']}", headers=headers)).json()


def answer(filed: dict[str, str], event_id: str = "e-1", **changes: Any) -> dict[str, Any]:
    body = {"event_id": event_id, "tracking_code": filed["tracking_code"]}
    return body | {"type": "answered", "text": "انشعاب وصل شد"} | changes


async def test_an_answer_comes_in_once(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str]
) -> None:
    for _ in range(3):
        assert (await above.tells(answer(filed))).status_code == 204
    case = await seen(http, filed)
    assert case["status"] == "answered"
    assert [one["text"] for one in case["answers"]] == ["انشعاب وصل شد"]


async def test_the_agency_s_moves_in_their_order(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str]
) -> None:
    assert (await above.tells(answer(filed, "1", type="taken", text=""))).status_code == 204
    assert (await seen(http, filed))["status"] == "in_progress"
    assert (await above.tells(answer(filed, "2", type="misdirected"))).status_code == 204
    assert (await seen(http, filed))["status"] == "misdirected"
    assert_problem(await above.tells(answer(filed, "3")), 409, "move_not_allowed")


async def refer(gateway: Gateway, code: str, agency_id: str) -> None:
    """Another agency gets the case, as an operator refers it."""
    door = gateway.runtime.desk.door
    step = MoveRequest(
        Move.REFERRED, Actor(Role.OPERATOR, "-"), reason="کار آن‌هاست", agency_id=agency_id
    )

    def work(session: Session) -> None:
        case = door.case(session, code)
        assert case is not None
        door.move(session, case, step, datetime.now(UTC))

    await gateway.runtime.database.run(work)


async def test_a_late_answer_of_the_agency_before_is_not_the_new_one_s(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str], gateway: Gateway, logged: Logged
) -> None:
    taken = answer(filed, "1", type="taken", text="", agency_id="abfa")
    assert (await above.tells(taken)).status_code == 204
    await refer(gateway, filed["tracking_code"], "tavanir")
    before = await seen(http, filed)
    late = await above.tells(answer(filed, "2", agency_id="abfa"))
    assert_problem(late, 409, "move_not_allowed")
    assert late.json()["why"] == "not_your_case"
    assert await seen(http, filed) == before
    assert "callback_refused" in logged.text
    # What was done in its time is still known as done.
    assert (await above.tells(taken)).status_code == 204
    assert await seen(http, filed) == before
    assert (await above.tells(answer(filed, "2", agency_id="tavanir"))).status_code == 204
    assert (await seen(http, filed))["status"] == "answered"


async def test_an_answer_without_words_is_refused(above: Above, filed: dict[str, str]) -> None:
    assert (await above.tells(answer(filed, text=" "))).status_code == 409


@pytest.mark.parametrize("age_s", [-400, 400])
async def test_an_old_callback_cannot_be_replayed(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str], age_s: int
) -> None:
    assert_problem(await above.tells(answer(filed), age_s), 401, "bad_signature")
    assert (await seen(http, filed))["status"] == "referred"


async def test_without_the_secret_nothing_moves(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str]
) -> None:
    stolen = Signer(b"another").sign(b"{}", str(int(time.time())))
    answers = [
        await above.tells(answer(filed), **{"Dastyar-Signature": stolen}),
        await above.tells(answer(filed), **{"Dastyar-Signature": ""}),
        await http.post(PATH, json=answer(filed)),
    ]
    for refused in answers:
        assert_problem(refused, 401, "bad_signature")
    assert (await seen(http, filed))["status"] == "referred"


@pytest.mark.parametrize("code", ["ABCD2345", "nothing", ""])
async def test_an_unknown_code_is_said_to_be_unknown(
    above: Above, filed: dict[str, str], code: str
) -> None:
    assert_problem(await above.tells(answer(filed, tracking_code=code)), 404, "not_found")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "confirmed"},
        {"type": "closed"},
        {"event_id": ""},
        {"text": "x" * 2001},
        {"agency_id": ""},
        {"agency_id": "x" * 65},
        {"more": 1},
    ],
)
async def test_what_only_citizens_say_or_makes_no_sense_is_refused(
    above: Above, filed: dict[str, str], changes: dict[str, Any]
) -> None:
    assert_problem(await above.tells(answer(filed) | changes), 422, "invalid")


async def test_no_object_is_refused(above: Above) -> None:
    for body in ([], None, "x", 1):
        assert_problem(await above.tells(body), 422, "invalid")


async def test_an_answer_brings_files_that_came_before_it(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str]
) -> None:
    code = filed["tracking_code"]
    sent = [await above.sends(code, media.pdf("letter")) for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    for _ in range(2):
        told = await above.tells(answer(filed, files=[sent[0].json()["id"]]))
        assert told.status_code == 204, told.text
    (one,) = (await seen(http, filed))["answers"]
    headers = {"X-Case-Pin": filed["pin"]}
    listed = await http.get(f"/api/v1/cases/{code}/attachments", headers=headers)
    (file,) = listed.json()["attachments"]
    assert (one["files"], file["by"]) == ([file["number"]], "agency")


async def test_files_come_signed_for_their_case_or_not_at_all(
    above: Above, filed: dict[str, str]
) -> None:
    code, data = filed["tracking_code"], media.pdf("letter")
    wrong = [
        await above.sends(code, data, signed_code="ABCD2345"),
        await above.sends(code, data, sha256="0" * 64),
        await above.sends(code, data, sha256="نه"[:0]),
    ]
    for response in wrong:
        assert_problem(response, 401, "bad_signature")
    assert_problem(await above.sends("ABCD2345", data), 404, "not_found")


async def test_files_go_with_words_to_the_citizen_alone(
    http: httpx.AsyncClient, above: Above, filed: dict[str, str]
) -> None:
    id_ = (await above.sends(filed["tracking_code"], media.pdf("letter"))).json()["id"]
    for type_ in ("taken", "misdirected"):
        refused = await above.tells(answer(filed, type=type_, files=[id_]))
        assert_problem(refused, 422, "invalid")
    unknown = await above.tells(answer(filed, files=[id_, "0" * 32]))
    assert_problem(unknown, 422, "unknown_reference")
    assert (await seen(http, filed))["status"] == "referred"
