"""The auditor reads the record of the desk, and that is recorded; nobody else does."""

import httpx
from sqlalchemy import select
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.desk.audit import Audited
from assistant.desk.models import AuditEntry
from assistant.desk.record.words import ACTION_FA, TITLE_FA
from assistant.desk.roles import Role
from assistant.storage.database import Database


async def read(auditor: Operator, **query: object) -> dict:
    response = await auditor.http.get(f"{DESK}/audit", params=query)
    assert response.status_code == 200, response.text
    return response.json()


async def test_the_auditor_reads_what_somebody_did(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    case = (await http.post("/api/v1/cases", json=complaint())).json()["tracking_code"]
    await operator.post(f"cases/{case}/note", {"text": "فوری است"})
    auditor = await arrive(Role.AUDITOR)
    terms = (await auditor.get("audit/terms")).json()
    assert operator.holder.id in {one["id"] for one in terms["people"]}
    assert {one["id"] for one in terms["actions"]} == set(Audited)
    page = await read(auditor, account_id=operator.holder.id)
    newest = page["entries"][0]
    assert (newest["action"], newest["tracking_code"]) == ("case_moved", case)
    assert newest["who_fa"] == operator.holder.name
    assert newest["details"] == [{"title_fa": "چه کاری", "text": "یادداشت داخلی"}]
    narrowed = await read(auditor, account_id=operator.holder.id, action="signed_in")
    assert {one["action"] for one in narrowed["entries"]} == {"signed_in"}
    own = select(AuditEntry.data).where(
        AuditEntry.account_id == auditor.holder.id, AuditEntry.action == "audit_read"
    )
    reads = await database.run(lambda s: list(s.scalars(own.order_by(AuditEntry.id))))
    person = {"account": operator.holder.id}
    assert reads == [person, person | {"action": "signed_in"}]


async def test_what_makes_no_sense_is_refused(arrive) -> None:
    auditor = await arrive(Role.AUDITOR)
    for query in ({"action": "x"}, {"day": "1405-13-01"}, {"before": 0}, {"who": "x"}):
        response = await auditor.http.get(f"{DESK}/audit", params=query)
        assert_problem(response, 422, "invalid")
    assert (await read(auditor, day="1398-10-11"))["entries"] == []


async def test_reading_is_for_those_who_may(operator: Operator) -> None:
    assert_problem(await operator.get("audit"), 403, "forbidden")
    assert_problem(await operator.get("audit/terms"), 403, "forbidden")


def test_every_kind_of_entry_has_words() -> None:
    assert set(ACTION_FA) == set(Audited)
    assert all(title.strip() for title in (*ACTION_FA.values(), *TITLE_FA.values()))
