"""Files of cases at the desk: for roles that read cases, of no foreign agency, on record."""

import httpx
import pytest
from sqlalchemy import select
from support.files import add_file
from support.operators import Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.models import Case, PersonalReading
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

READERS = [Role.OPERATOR, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR]


async def with_file(http: httpx.AsyncClient, agency: str = "abfa") -> tuple[str, str]:
    """The code of a new case, and the id of its only file."""
    filed = (await http.post("/api/v1/cases", json=complaint(agency_id=agency))).json()
    file = await add_file(http, filed)
    return filed["tracking_code"], file["id"]


@pytest.mark.parametrize("role", READERS)
async def test_who_reads_cases_reads_files_and_it_is_on_record(
    http: httpx.AsyncClient, people: dict[Role, Operator], database: Database, role: Role
) -> None:
    code, id_ = await with_file(http)
    somebody = people[role]
    listed = (await somebody.get(f"cases/{code}/attachments")).json()["attachments"]
    assert [one["id"] for one in listed] == [id_]
    readings = (
        select(PersonalReading.role, PersonalReading.fields)
        .join(Case, Case.id == PersonalReading.case_id)
        .where(Case.tracking_code == code)
    )
    audit = select(AuditEntry).where(AuditEntry.action == "case_file_read")
    assert await database.run(lambda s: s.execute(readings).all()) == []
    file = await somebody.get(f"cases/{code}/attachments/{id_}")
    assert (file.status_code, file.headers["content-type"]) == (200, "application/pdf")
    assert file.headers["content-disposition"].startswith("attachment; ")
    assert file.headers["x-content-type-options"] == "nosniff"
    as_whom = "agency" if role is Role.CLERK else "operator"
    assert await database.run(lambda s: s.execute(readings).all()) == [(as_whom, ["attachment"])]
    entries = await database.run(lambda s: s.scalars(audit).all())
    assert {"case": code, "attachment": id_} in [
        entry.data for entry in entries if entry.account_id == somebody.account["id"]
    ]


async def test_who_reads_no_cases_reads_no_files(
    http: httpx.AsyncClient, people: dict[Role, Operator]
) -> None:
    code, id_ = await with_file(http)
    for part in ("", f"/{id_}"):
        path = f"cases/{code}/attachments{part}"
        assert_problem(await people[Role.ADMINISTRATOR].get(path), 403, "forbidden")
        assert_problem(await http.get(f"/api/v1/desk/{path}"), 401, "not_signed_in")


async def test_every_file_of_another_agency_or_case_does_not_exist(
    http: httpx.AsyncClient, people: dict[Role, Operator], database: Database
) -> None:
    own, foreign = await with_file(http), await with_file(http, "tavanir")
    second = await with_file(http)
    clerk, operator = people[Role.CLERK], people[Role.OPERATOR]
    unknown = await clerk.get("cases/X/attachments")
    for path in ("", f"/{foreign[1]}", f"/{own[1]}"):
        refused = await clerk.get(f"cases/{foreign[0]}/attachments{path}")
        assert_problem(refused, 404, "not_found")
        assert refused.content == unknown.content
    for code, id_ in ((own[0], foreign[1]), (own[0], second[1]), (second[0], own[1])):
        for somebody in (clerk, operator):
            refused = await somebody.get(f"cases/{code}/attachments/{id_}")
            assert_problem(refused, 404, "not_found")
    mistaken = select(PersonalReading.id).join(Case, Case.id == PersonalReading.case_id)
    codes = [own[0], foreign[0], second[0]]
    found = await database.run(
        lambda s: s.scalars(mistaken.where(Case.tracking_code.in_(codes))).all()
    )
    assert found == []
