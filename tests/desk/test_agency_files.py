"""An agency's system reads the files of the agency's cases, on record, and no others."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from support import media
from support.files import add_file, prepare_file
from support.keys import AGENCY_CASES, AgencySystem
from support.operators import Operator
from support.problems import assert_problem
from support.samples import MOBILE, NAME, NATIONAL_ID, complaint

from assistant.cases.models import Case, PersonalReading
from assistant.cases.terms import Identity
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

CONTACT = {"mobile": MOBILE, "name": NAME, "national_id": NATIONAL_ID}


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    return dict((await http.post("/api/v1/cases", json=complaint(**changes))).json())


async def readings(database: Database, code: str) -> list[tuple[Any, ...]]:
    """Who has read personal values of the case."""
    query = (
        select(PersonalReading.role, PersonalReading.reader_id, PersonalReading.fields)
        .join(Case, Case.id == PersonalReading.case_id)
        .where(Case.tracking_code == code)
    )
    return await database.run(lambda session: [tuple(row) for row in session.execute(query)])


@pytest.fixture
async def system(http: httpx.AsyncClient, database: Database) -> AgencySystem:
    return await AgencySystem.of(http, database)


@pytest.fixture
async def foreign(http: httpx.AsyncClient, database: Database) -> AgencySystem:
    return await AgencySystem.of(http, database, "tavanir")


async def test_the_agency_reads_a_file_and_it_is_on_record(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    case = await filed(http)
    code, data = case["tracking_code"], media.pdf("رسید پرداخت")
    file = await add_file(http, case, data)
    assert (await system.get(f"{code}/attachments")).json() == {"attachments": [file]}
    assert await readings(database, code) == [], "a list shows nothing that a file does"
    seen = await system.get(f"{code}/attachments/{file['id']}")
    assert (seen.status_code, seen.headers["content-type"]) == (200, "application/pdf")
    assert seen.content == data
    assert seen.headers["content-disposition"] == f'attachment; filename="{file["name"]}"'
    assert seen.headers["cache-control"] == "no-store"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert await readings(database, code) == [("agency", "abfa", ["attachment"])]
    audit = select(AuditEntry.account_id, AuditEntry.data).where(
        AuditEntry.action == "case_file_read"
    )
    entries = await database.run(lambda session: session.execute(audit).all())
    told = {"case": code, "attachment": file["id"], "key": system.key_id}
    assert (None, told) in [tuple(entry) for entry in entries]


@pytest.mark.parametrize("identity", Identity, ids=str)
async def test_nothing_about_a_file_says_whose_it_is(
    http: httpx.AsyncClient, system: AgencySystem, identity: Identity
) -> None:
    """A photo is evidence for the agency whoever sent it; its list names nobody."""
    case = await filed(http, identity=identity, contact=CONTACT)
    code = case["tracking_code"]
    file = await add_file(http, case, media.photo())
    listed = await system.get(f"{code}/attachments")
    seen = await system.get(f"{code}/attachments/{file['id']}")
    assert (listed.status_code, seen.status_code) == (200, 200)
    for value in CONTACT.values():
        assert value not in listed.text
        assert value.encode() not in seen.content
        assert value not in str(seen.headers)


async def test_every_file_of_another_agency_or_case_does_not_exist(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    cases = [await filed(http), await filed(http), await filed(http, agency_id="tavanir")]
    own, second, other = [(case["tracking_code"], await add_file(http, case)) for case in cases]
    unknown = await system.get("X/attachments")
    assert_problem(unknown, 404, "not_found")
    for part in ("", f"/{other[1]['id']}", f"/{own[1]['id']}", "/x"):
        refused = await system.get(f"{other[0]}/attachments{part}")
        assert_problem(refused, 404, "not_found")
        assert refused.content == unknown.content
    for code, file in ((own[0], second[1]), (own[0], other[1]), (second[0], own[1])):
        refused = await system.get(f"{code}/attachments/{file['id']}")
        assert_problem(refused, 404, "not_found")
    for code, _ in (own, second, other):
        assert await readings(database, code) == []


async def test_files_go_with_the_case_to_the_next_agency(
    http: httpx.AsyncClient,
    system: AgencySystem,
    foreign: AgencySystem,
    people: dict[Role, Operator],
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    path = f"{code}/attachments/{(await add_file(http, case))['id']}"
    assert (await system.get(path)).status_code == 200
    assert_problem(await foreign.get(path), 404, "not_found")
    sent = {"agency_id": "tavanir", "reason": "با برق است"}
    assert (await people[Role.OPERATOR].post(f"cases/{code}/refer", sent)).status_code == 204
    assert_problem(await system.get(path), 404, "not_found")
    assert (await foreign.get(path)).status_code == 200


async def test_the_agency_s_system_answers_with_a_file(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    case = await filed(http)
    code, data = case["tracking_code"], media.pdf("پاسخ")
    path = f"{AGENCY_CASES}/{code}"
    file = await prepare_file(http, path, system.headers, data)
    again = await prepare_file(http, path, system.headers, data)
    assert again == file
    told = {"text": "نامه پیوست است", "files": [file["id"]]}
    # Another key, also one of the same agency, has no part in it.
    colleague = await AgencySystem.of(http, database)
    refused = await colleague.post(f"{code}/answer", told)
    assert_problem(refused, 422, "unknown_reference")
    for _ in range(2):
        answered = await system.post(f"{code}/answer", told, Idempotency_Key="a-1")
        assert answered.status_code == 200, answered.text
    (answer,) = answered.json()["answers"]
    headers = {"X-Case-Pin": case["pin"]}
    address = f"/api/v1/cases/{code}/attachments"
    (shown,) = (await http.get(address, headers=headers)).json()["attachments"]
    assert (answer["files"], shown["by"]) == ([shown["number"]], "agency")
    got = await http.get(f"{address}/{shown['id']}", headers=headers)
    assert got.content == data


async def test_another_agency_prepares_nothing(
    http: httpx.AsyncClient, foreign: AgencySystem
) -> None:
    code = (await filed(http))["tracking_code"]
    path = f"{AGENCY_CASES}/{code}/files"
    refused = await http.post(path, content=media.pdf(), headers=foreign.headers)
    assert_problem(refused, 404, "not_found")
