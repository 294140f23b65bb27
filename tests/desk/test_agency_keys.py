"""Every kind of caller tries every action of an agency's system."""

import itertools
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import update
from support import media
from support.files import add_file
from support.keys import AGENCY_CASES, AgencySystem, issued_key
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.roles import Role
from assistant.keys import api_keys
from assistant.keys.api_keys import ApiKey
from assistant.storage.database import Database

ACTIONS: dict[str, tuple[str, str, object]] = {
    "list": ("GET", "", None),
    "see": ("GET", "/{code}", None),
    "note": ("POST", "/{code}/note", {"text": "یادداشت"}),
    "ask": ("POST", "/{code}/ask", {"text": "کدام اداره؟"}),
    "take": ("POST", "/{code}/take", {}),
    "answer": ("POST", "/{code}/answer", {"text": "انجام شد"}),
    "send back": ("POST", "/{code}/misdirected", {"reason": "با ما نیست"}),
    "reveal": ("POST", "/{code}/reveal", {"reason": "تماس"}),
    "see files": ("GET", "/{code}/attachments", None),
    "prepare a file": ("POST", "/{code}/files", {}),
    "read a file": ("GET", "/{code}/attachments/{attachment_id}", None),
}
REFUSED = {
    "nobody": (401, "bad_key"),
    "a stranger": (401, "bad_key"),
    "a conversation": (401, "bad_key"),
    "an expired key": (401, "bad_key"),
    "a revoked key": (401, "bad_key"),
    "a key for Open311": (403, "forbidden"),
    "another agency": (404, "not_found"),
}


@pytest.fixture(scope="module")
async def callers(gateway: Gateway, http: httpx.AsyncClient) -> AsyncIterator[dict[str, str]]:
    """What each kind of caller sends as `Authorization`."""
    database = Database(gateway.settings.database)
    expired, revoked = [await issued_key(database) for _ in "ab"]
    past = update(ApiKey).where(ApiKey.id == expired.key.id).values(expires_at=now())
    await database.run(lambda session: session.execute(past))
    await database.run(lambda session: api_keys.revoke(session, revoked.key.id, now()))
    conversation = (await http.post("/api/v1/conversations", json={})).json()
    yield {
        "nobody": "",
        "a stranger": f"Bearer dk_{'a' * 12}_{'A' * 43}",
        "a conversation": f"Bearer {conversation['token']}",
        "an expired key": f"Bearer {expired.token}",
        "a revoked key": f"Bearer {revoked.token}",
        "a key for Open311": f"Bearer {(await issued_key(database, None)).token}",
        "another agency": f"Bearer {(await issued_key(database, 'tavanir')).token}",
        "the agency": f"Bearer {(await issued_key(database)).token}",
    }
    await database.close()


async def new_case(http: httpx.AsyncClient) -> dict[str, str]:
    """The code of a new case of the agency, and the id of its only file."""
    wanted = complaint(identity="named", contact={"name": "مینا"})
    filed = (await http.post("/api/v1/cases", json=wanted)).json()
    file = await add_file(http, filed)
    return {"code": filed["tracking_code"], "attachment_id": file["id"]}


@pytest.fixture(scope="module")
async def case(http: httpx.AsyncClient) -> dict[str, str]:
    """A case that nobody's refused action changes."""
    return await new_case(http)


@pytest.fixture(scope="module")
def code(case: dict[str, str]) -> str:
    return case["code"]


@pytest.mark.parametrize(("who", "action"), list(itertools.product(REFUSED, ACTIONS)), ids=str)
async def test_who_may_not_is_refused(
    who: str, action: str, callers: dict[str, str], case: dict[str, str], http: httpx.AsyncClient
) -> None:
    method, path, body = ACTIONS[action]
    address, headers = AGENCY_CASES + path.format(**case), {"Authorization": callers[who]}
    response = await http.request(method, address, json=body, headers=headers)
    if (who, action) == ("another agency", "list"):
        assert response.status_code == 200
        assert case["code"] not in response.text
    else:
        assert_problem(response, *REFUSED[who])


@pytest.mark.parametrize("action", ACTIONS)
async def test_the_agency_may(
    action: str, callers: dict[str, str], http: httpx.AsyncClient
) -> None:
    method, path, body = ACTIONS[action]
    headers = {"Authorization": callers["the agency"]}
    address = AGENCY_CASES + path.format(**await new_case(http))
    sent = {"content": media.pdf()} if action == "prepare a file" else {"json": body}
    response = await http.request(method, address, headers=headers, **sent)
    assert response.status_code in {200, 201}, response.text


@pytest.mark.parametrize("role", Role, ids=str)
async def test_no_session_of_the_desk_opens_it(role: Role, people, code: str) -> None:
    somebody = people[role]
    response = await somebody.http.get(f"{AGENCY_CASES}/{code}", headers=somebody.headers)
    assert_problem(response, 401, "bad_key")


async def test_a_key_opens_nothing_else(
    http: httpx.AsyncClient, database: Database, code: str
) -> None:
    system = await AgencySystem.of(http, database)
    for path in ("desk/cases", f"desk/cases/{code}", "desk/keys", "desk/queue"):
        response = await http.get(f"/api/v1/{path}", headers=system.headers)
        assert_problem(response, 401, "not_signed_in")
    response = await http.get(f"/api/v1/cases/{code}", headers=system.headers)
    assert_problem(response, 404, "case_not_found")


def test_every_route_stands_in_the_matrix(gateway: Gateway) -> None:
    routes = {
        (method.upper(), path.removeprefix(AGENCY_CASES))
        for path, methods in gateway.app.openapi()["paths"].items()
        for method in methods
        if path.startswith("/api/v1/agency")
    }
    assert routes == {(method, path) for method, path, _ in ACTIONS.values()}


async def test_a_key_stands_in_no_log(http: httpx.AsyncClient, database: Database, logged) -> None:
    system = await AgencySystem.of(http, database)
    await system.get()
    await http.get(AGENCY_CASES, headers={"Authorization": "Bearer dk_wrong"})
    assert "/api/v1/agency/cases" in logged.text
    assert system.token[16:] not in logged.text
    assert "dk_wrong" not in logged.text
