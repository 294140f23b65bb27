"""The auditor reads the record of the desk, and that is recorded; nobody else does."""

import httpx
from sqlalchemy import select
from support.elsewhere import from_elsewhere
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.desk.audit import Audited
from assistant.desk.audit_words import ACTION_FA, TITLE_FA
from assistant.desk.models import AuditEntry
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


async def test_every_entry_is_told_in_persian(http: httpx.AsyncClient, arrive) -> None:
    """What names no person, case or row is told in words, down to the last detail."""
    supervisor, administrator = await arrive(Role.SUPERVISOR), await arrive(Role.ADMINISTRATOR)
    case, leader = [
        (await http.post("/api/v1/cases", json=complaint(), headers=from_elsewhere())).json()
        for _ in range(2)
    ]
    why = {"reason": "هر دو از یک قطعی می‌گویند", "into": leader["tracking_code"]}
    merged = await supervisor.post(f"cases/{case['tracking_code']}/merge", why)
    mandate = {"relation": "family", "consent": "spoken", "statement": "پدرم است و رضایت داد"}
    called = {"mandate": mandate | {"caller_name": "مریم کاشانی"}, "identity": "sealed"}
    call = complaint(**called, contact={"mobile": "09123456789"})
    filed = await supervisor.post("cases", call)
    key = {"name": "سامانهٔ آبفا", "scope": "agency", "agency_id": "abfa", "days": 30}
    issued = await administrator.post("keys", key)
    assert filed.status_code == 201, filed.text
    assert [merged.status_code, filed.status_code, issued.status_code] == [204, 201, 201]
    auditor = await arrive(Role.AUDITOR)
    await read(auditor, before=10**6, since="1405-10-12", action="signed_in")
    told = [one for entry in (await read(auditor))["entries"] for one in entry["details"]]
    assert not [one["title_fa"] for one in told if one["title_fa"].isascii()]
    # Of several, the newest is that of this test.
    words = {one["title_fa"]: one["text"] for one in reversed(told)}
    assert words["به پروندهٔ"] == leader["tracking_code"]
    assert (words["تماس‌گیرنده"], words["رضایت"]) == ("برای یکی از خانواده", "شفاهی، در همین تماس")
    assert "۱۴۰۵/۱۰/۱۲" in {one["text"] for one in told if one["title_fa"] == "از روز"}
    assert {"رسیدگی دستگاه به پرونده‌هایش"} <= {one["text"] for one in told}


async def test_what_makes_no_sense_is_refused(arrive) -> None:
    auditor = await arrive(Role.AUDITOR)
    for query in (
        {"action": "x"},
        {"since": "1405-13-01"},
        {"before": 0},
        {"tracking_code": "x"},
        {"who": "x"},
    ):
        response = await auditor.http.get(f"{DESK}/audit", params=query)
        assert_problem(response, 422, "invalid")
    assert (await read(auditor, until="1398-10-11"))["entries"] == []


async def test_reading_is_for_those_who_may(operator: Operator) -> None:
    assert_problem(await operator.get("audit"), 403, "forbidden")
    assert_problem(await operator.get("audit/terms"), 403, "forbidden")


def test_every_kind_of_entry_has_words() -> None:
    assert set(ACTION_FA) == set(Audited)
    assert all(title.strip() for title in (*ACTION_FA.values(), *TITLE_FA.values()))
