"""A clerk's answer brings files: whose they are, who gets them, and what is told of them."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from support import media
from support.citizen import Citizen, file_complaint
from support.files import add_file, prepare_file
from support.operators import DESK, Arrive, Operator
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.conversation.models import Event
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

CASES = "/api/v1/cases"


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    return dict((await http.post(CASES, json=complaint(**changes))).json())


async def prepared(somebody: Operator, code: str, data: bytes | None = None) -> dict[str, Any]:
    return await prepare_file(somebody.http, f"{DESK}/cases/{code}", somebody.headers, data)


async def seen(http: httpx.AsyncClient, case: dict[str, str], part: str = "") -> Any:
    headers = {"X-Case-Pin": case["pin"]}
    return await http.get(f"{CASES}/{case['tracking_code']}{part}", headers=headers)


def body(*ids: str) -> dict[str, Any]:
    return {"text": "نامهٔ پاسخ پیوست است.", "files": list(ids)}


async def test_the_citizen_gets_the_files_of_an_answer(
    http: httpx.AsyncClient, people: dict[Role, Operator], database: Database
) -> None:
    case, clerk = await filed(http), people[Role.CLERK]
    code = case["tracking_code"]
    await add_file(http, case)
    data = media.pdf("letter")
    letter, photo = await prepared(clerk, code, data), await prepared(clerk, code, media.photo())
    assert (letter["kind_fa"], letter["size"]) == ("سند PDF", len(data))
    waiting = (await clerk.get(f"cases/{code}/files")).json()
    assert [one["id"] for one in waiting["files"]] == [letter["id"], photo["id"]]
    assert waiting["left"] == 3
    # Nobody has it before it is said.
    assert len((await seen(http, case, "/attachments")).json()["attachments"]) == 1
    sent = await clerk.post(f"cases/{code}/answer", body(letter["id"], photo["id"]))
    assert sent.status_code == 204, sent.text

    view = (await seen(http, case)).json()
    (answer,) = view["answers"]
    listed = (await seen(http, case, "/attachments")).json()
    files = {one["number"]: one for one in listed["attachments"]}
    assert [files[number]["kind"] for number in answer["files"]] == ["document", "image"]
    assert {files[number]["by"] for number in answer["files"]} == {"agency"}
    # It is told of with the answer, and not as something that the citizen did.
    assert [step["type"] for step in view["timeline"]].count("attached") == 1
    assert view["timeline"][-1]["files"] == answer["files"]
    # The citizen's own room is as before.
    assert listed["left"] == 9
    got = await seen(http, case, f"/attachments/{files[answer['files'][0]]['id']}")
    assert (got.status_code, got.content) == (200, data)
    # Redrawn and freed of its camera, as a citizen's is.
    drawn = await seen(http, case, f"/attachments/{files[answer['files'][1]]['id']}")
    assert media.CAMERA.encode() not in drawn.content

    desk = (await clerk.get(f"cases/{code}")).json()
    assert desk["timeline"][-1]["files"] == answer["files"]
    assert [step["type"] for step in desk["timeline"]].count("attached") == 1
    audit = select(AuditEntry.data).where(AuditEntry.action == "case_moved")
    entries = await database.run(lambda session: session.scalars(audit).all())
    assert {"case": code, "move": "answered", "files": "2"} in entries
    assert (await clerk.get(f"cases/{code}/files")).json()["files"] == []


async def test_the_files_of_an_answer_are_its_citizens_alone(
    http: httpx.AsyncClient, people: dict[Role, Operator]
) -> None:
    case, other, clerk = await filed(http), await filed(http), people[Role.CLERK]
    file = await prepared(clerk, case["tracking_code"])
    sent = await clerk.post(f"cases/{case['tracking_code']}/answer", body(file["id"]))
    assert sent.status_code == 204
    (shown,) = (await seen(http, case, "/attachments")).json()["attachments"]
    part = f"/attachments/{shown['id']}"
    assert_problem(await seen(http, other, part), 404, "not_found")
    stolen = {"tracking_code": case["tracking_code"], "pin": other["pin"]}
    assert_problem(await seen(http, stolen, part), 404, "case_not_found")
    assert (await seen(http, case, part)).status_code == 200


@pytest.mark.parametrize("action", ["answer", "ask"])
async def test_another_hand_and_another_case_have_no_part_in_it(
    http: httpx.AsyncClient, people: dict[Role, Operator], arrive: Arrive, action: str
) -> None:
    case, other, clerk = await filed(http), await filed(http), people[Role.CLERK]
    code, colleague = case["tracking_code"], await arrive(Role.CLERK, "abfa")
    own = await prepared(clerk, code)
    of_other = await prepared(clerk, other["tracking_code"])
    of_colleague = await prepared(colleague, code)
    assert own["sha256"] == of_colleague["sha256"]
    for id_ in (of_other["id"], of_colleague["id"], "0" * 32):
        refused = await clerk.post(f"cases/{code}/{action}", body(own["id"], id_))
        assert_problem(refused, 422, "unknown_reference")
        assert refused.json()["errors"] == [{"field": "files"}]
    for path in (f"cases/{code}/files/{of_colleague['id']}/remove", "cases/X/files"):
        await clerk.post(path, {})
    assert len((await colleague.get(f"cases/{code}/files")).json()["files"]) == 1
    assert (await seen(http, case)).json()["status"] == "referred"
    sent = await clerk.post(f"cases/{code}/{action}", body(own["id"]))
    assert sent.status_code == 204, sent.text


async def test_a_file_that_was_dropped_is_not_sent(
    http: httpx.AsyncClient, people: dict[Role, Operator]
) -> None:
    case, operator = await filed(http), people[Role.OPERATOR]
    code = case["tracking_code"]
    file = await prepared(operator, code)
    for _ in range(2):
        gone = await operator.post(f"cases/{code}/files/{file['id']}/remove", {})
        assert gone.status_code == 204
    assert_problem(
        await operator.post(f"cases/{code}/ask", body(file["id"])), 422, "unknown_reference"
    )


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"<html><script>alert(1)</script></html>", 415, "file_type"),
        (media.photo()[:-80], 422, "file_broken"),
        (media.bomb(), 422, "file_pixels"),
        (bytes(10 * 1024 * 1024 + 1), 413, "file_too_large"),
    ],
    ids=["page", "cut", "bomb", "large"],
)
async def test_what_no_citizen_may_send_no_clerk_may(
    http: httpx.AsyncClient, people: dict[Role, Operator], data: bytes, status: int, code: str
) -> None:
    case, clerk = await filed(http), people[Role.CLERK]
    path = f"{DESK}/cases/{case['tracking_code']}/files"
    refused = await clerk.http.post(path, content=data, headers=clerk.headers)
    assert_problem(refused, status, code)


async def test_five_go_and_a_sixth_does_not(
    http: httpx.AsyncClient, people: dict[Role, Operator]
) -> None:
    case, clerk = await filed(http), people[Role.CLERK]
    code = case["tracking_code"]
    ids = [(await prepared(clerk, code, media.pdf(f"page {n}")))["id"] for n in range(5)]
    path = f"{DESK}/cases/{code}/files"
    sixth = await clerk.http.post(path, content=media.pdf("page 6"), headers=clerk.headers)
    assert_problem(sixth, 409, "files_full")
    assert_problem(await clerk.post(f"cases/{code}/answer", body(*ids, "0" * 32)), 422, "invalid")
    assert (await clerk.post(f"cases/{code}/answer", body(*ids))).status_code == 204


async def test_a_file_of_a_stranger_is_not_read(
    http: httpx.AsyncClient, people: dict[Role, Operator]
) -> None:
    code = (await filed(http, agency_id="tavanir"))["tracking_code"]
    clerk, auditor = people[Role.CLERK], people[Role.AUDITOR]
    path, large = f"{DESK}/cases/{code}/files", bytes(1024 * 1024)
    knocks = [
        (await clerk.http.post(path, content=large, headers=clerk.headers), 404, "not_found"),
        (await auditor.http.post(path, content=large, headers=auditor.headers), 403, "forbidden"),
        (await http.post(path, content=large), 401, "not_signed_in"),
        (await clerk.http.post(path, content=large), 403, "csrf"),
    ]
    for response, status, problem in knocks:
        assert_problem(response, status, problem)


async def test_an_answer_is_told_with_its_files_where_it_was_filed(
    gateway: Gateway, citizen: Citizen, people: dict[Role, Operator], database: Database
) -> None:
    receipt = (await file_complaint(citizen, "اداره برق سه روز است جواب نمی‌دهد")).first("case")
    code, operator = receipt["tracking_code"], people[Role.OPERATOR]
    file = await prepared(operator, code)
    assert (await operator.post(f"cases/{code}/ask", body(file["id"]))).status_code == 204
    query = select(Event.data).where(Event.conversation_id == citizen.id)
    for _ in range(100):
        rows = await database.run(lambda session: session.scalars(query).all())
        told = [row["reply"]["text"] for row in rows if "پیوست است" in str(row.get("reply"))]
        if told:
            break
        await asyncio.sleep(0.1)
    (said,) = told
    assert "۱ فایل هم همراه آن است؛ در «پیگیری پرونده»" in said
