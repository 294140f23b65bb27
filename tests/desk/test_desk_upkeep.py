"""Dead jobs and closures at the desk."""

import pytest
from sqlalchemy import select
from support.operators import Operator
from support.problems import assert_problem

from assistant.cases.closures import ClosureRow
from assistant.conversation.models import now
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.desk.upkeep.dead_jobs import reason_fa
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState

CLOSURE = {
    "province": "ایلام",
    "begins": "۲۰ اسفند ۱۴۰۵",
    "ends": "1405/12/20",
    "reason": "dust",
    "source": "استانداری ایلام",
}


@pytest.fixture
async def administrator(arrive) -> Operator:
    return await arrive(Role.ADMINISTRATOR)


async def dead_job(database: Database, kind: str) -> int:
    row = Job(
        kind=kind,
        payload={},
        state=JobState.DEAD,
        run_at=now(),
        attempts=7,
        created_at=now(),
        finished_at=now(),
        last_error="ConnectError",
    )

    def add(session) -> int:
        session.add(row)
        session.flush()
        return row.id

    return await database.run(add)


async def states(database: Database, kind: str) -> list[str]:
    query = select(Job.state).where(Job.kind == kind)
    return await database.run(lambda session: list(session.scalars(query)))


async def noted(database: Database, account: str) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.account_id == account)
    return await database.run(lambda session: list(session.scalars(query)))


async def test_a_dead_job_is_seen_and_revived(administrator: Operator, database: Database) -> None:
    id = await dead_job(database, "test.one")
    seen = (await administrator.get("jobs")).json()
    (job,) = [one for one in seen["jobs"] if one["id"] == id]
    assert (job["attempts"], job["last_error"]) == (7, "ConnectError")
    assert {"kind": "test.one", "kind_fa": "test.one", "count": 1} in seen["kinds"]
    assert (await administrator.post(f"jobs/{id}/retry")).status_code == 204
    assert await states(database, "test.one") == ["waiting"]
    assert "job_revived" in await noted(database, administrator.holder.id)
    assert_problem(await administrator.post(f"jobs/{id}/retry"), 404, "not_found")
    assert_problem(await administrator.post(f"jobs/{2**63}/retry"), 422, "invalid")


async def test_a_dead_job_is_dropped_for_a_reason(
    administrator: Operator, database: Database
) -> None:
    id = await dead_job(database, "test.dropped")
    (job,) = [one for one in (await administrator.get("jobs")).json()["jobs"] if one["id"] == id]
    assert "وصل نشدیم" in job["reason_fa"]
    assert_problem(await administrator.post(f"jobs/{id}/drop"), 422, "invalid")
    why = {"reason": "با تلفن ۰۹۱۲۱۲۳۴۵۶۷ گفته\x00 شد"}
    assert (await administrator.post(f"jobs/{id}/drop", why)).status_code == 204
    assert await states(database, "test.dropped") == ["dropped"]
    assert "job_dropped" in await noted(database, administrator.holder.id)
    seen = (await administrator.get("jobs")).json()
    assert id not in {one["id"] for one in seen["jobs"]}
    (dropped,) = [one for one in seen["dropped"] if one["id"] == id]
    assert "۰۹۱۲۱۲۳۴۵۶۷" not in dropped["reason"]
    assert "\x00" not in dropped["reason"]
    assert_problem(await administrator.post(f"jobs/{id}/drop", why), 404, "not_found")
    assert_problem(await administrator.post(f"jobs/{id}/retry"), 404, "not_found")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("ReadTimeout (read:12)", "به‌موقع"),
        ("OperationalError (execute:7)", "پایگاه داده"),
        ("KeyError (send:3)", "خود برنامه"),
        ("the file is gone", "خود برنامه"),
        ("سامانهٔ بالادست پیام را نپذیرفت (400)", "نپذیرفت (400)"),
        ("", "سببی ثبت نشده"),
    ],
)
def test_why_a_job_died_is_told_in_persian(error: str, words: str) -> None:
    assert words in reason_fa(error)


async def test_all_dead_jobs_of_a_kind_are_revived(
    administrator: Operator, database: Database
) -> None:
    for _ in range(2):
        await dead_job(database, "test.many")
    await dead_job(database, "test.other")
    revived = await administrator.post("jobs/retry", {"kind": "test.many"})
    assert revived.json() == {"revived": 2}
    assert set(await states(database, "test.many")) == {"waiting"}
    assert await states(database, "test.other") == ["dead"]


async def test_a_closure_is_added_and_ended(administrator: Operator, database: Database) -> None:
    added = await administrator.post("closures", CLOSURE)
    assert added.status_code == 201, added.text
    closure = added.json()
    assert closure["begins_fa"].endswith("۲۰ اسفند ۱۴۰۵، ساعت ۰۰:۰۰")
    assert closure["ends_fa"].endswith("۲۱ اسفند ۱۴۰۵، ساعت ۰۰:۰۰")
    assert closure["reason_fa"] == "گرد و غبار"
    row = await database.run(lambda session: session.get(ClosureRow, closure["id"]))
    assert row.added_by == administrator.holder.id
    moving = select(Job).where(Job.unique_key == f"reschedule:{row.id}:added:0")
    assert await database.run(lambda session: session.scalar(moving)) is not None
    assert closure in (await administrator.get("closures")).json()
    path, why = f"closures/{row.id}/end", {"reason": "هوا بهتر شد"}
    assert_problem(await administrator.post(path), 422, "invalid")
    assert (await administrator.post(path, why)).status_code == 204
    gone = (await administrator.get("closures/withdrawn")).json()
    assert [one["withdrawn_reason"] for one in gone if one["id"] == row.id] == ["هوا بهتر شد"]
    assert closure not in (await administrator.get("closures")).json()
    assert_problem(await administrator.post(path, why), 404, "not_found")
    assert {"closure_added", "closure_ended"} <= set(await noted(database, administrator.holder.id))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"province": "ناکجاآباد"}, "unknown_reference"),
        ({"begins": "1405-12-31"}, "invalid"),
        ({"begins": "1405-12-22"}, "invalid"),
        ({"reason": "because"}, "invalid"),
        ({"source": " "}, "invalid"),
    ],
)
async def test_a_bad_closure_is_refused(
    administrator: Operator, changes: dict[str, str], code: str
) -> None:
    assert_problem(await administrator.post("closures", CLOSURE | changes), 422, code)
