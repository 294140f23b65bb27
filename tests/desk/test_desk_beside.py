"""What stands beside a case at the desk: drafts, agencies that may be meant, cases like it."""

from datetime import timedelta

import httpx
from sqlalchemy import select
from support.elsewhere import from_elsewhere
from support.operators import Operator
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.casework.workspace import DRAFTS_KEPT, forget_drafts
from assistant.desk.models import ActionDraft
from assistant.desk.resealing import reseal_drafts
from assistant.desk.roles import Role
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

WORDS = "انشعاب فردا وصل می‌شود؛ آقای رضایی پیگیر است"


async def filed(http: httpx.AsyncClient, **changes: object) -> str:
    draft = complaint(**changes)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def drafts(somebody: Operator, code: str) -> dict[str, str]:
    response = await somebody.get(f"cases/{code}/drafts")
    assert response.status_code == 200, response.text
    return {one["action"]: one["text"] or one["reason"] for one in response.json()["drafts"]}


async def rows(database: Database) -> list[ActionDraft]:
    return await database.run(lambda s: list(s.scalars(select(ActionDraft))))


async def test_a_draft_is_kept_for_its_writer_until_it_is_said(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    code = await filed(http)
    path = f"cases/{code}"
    refer = {"agency_id": "abfa", "reason": "کار آب‌وفاضلاب است"}
    assert (await operator.post(f"{path}/refer", refer)).status_code == 204
    clerk, colleague = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "abfa")
    for text in ("انشعاب", WORDS):
        kept = await clerk.post(f"{path}/draft", {"action": "answer", "text": text})
        assert kept.status_code == 204, kept.text
    asked = {"action": "ask", "text": "کدام کوچه؟"}
    assert (await clerk.post(f"{path}/draft", asked)).status_code == 204
    assert await drafts(clerk, code) == {"answer": WORDS, "ask": "کدام کوچه؟"}
    assert await drafts(colleague, code) == {}
    # Nothing of it can be read in the database.
    assert all("انشعاب" not in row.sealed for row in await rows(database))

    said = await clerk.post(f"{path}/answer", {"text": WORDS})
    assert said.status_code == 204, said.text
    assert await drafts(clerk, code) == {"ask": "کدام کوچه؟"}
    assert (await clerk.post(f"{path}/draft", {"action": "ask"})).status_code == 204
    assert await drafts(clerk, code) == {}


async def test_a_draft_is_only_of_what_one_may_do(http: httpx.AsyncClient, arrive) -> None:
    code = await filed(http)
    clerk, foreign = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "tavanir")
    note = {"action": "note", "text": "یادداشت"}
    assert_problem(await clerk.post(f"cases/{code}/draft", note), 404, "not_found")
    answer = {"action": "answer", "text": "پاسخ"}
    assert_problem(await foreign.post(f"cases/{code}/draft", answer), 404, "not_found")
    assert_problem(await foreign.get(f"cases/{code}/drafts"), 404, "not_found")
    long = await clerk.post(f"cases/{code}/draft", answer | {"text": "آ" * 2001})
    assert_problem(long, 422, "text_too_long")


async def test_drafts_go_with_time_and_come_under_newer_keys(
    http: httpx.AsyncClient, operator: Operator, database: Database, gateway: Gateway
) -> None:
    code = await filed(http)
    body = {"action": "note", "text": WORDS}
    assert (await operator.post(f"cases/{code}/draft", body)).status_code == 204
    newer = Sealer(gateway.settings.master_key, [b"newer key of the drafts, 32 bytes"])
    await database.run(lambda s: reseal_drafts(s, newer))
    own = [row for row in await rows(database) if row.account_id == operator.holder.id]
    assert [newer.is_current(row.sealed) for row in own] == [True]
    # A draft whose key is not there is no draft, and no fault.
    assert await drafts(operator, code) == {}
    await database.run(lambda s: forget_drafts(s, now() + DRAFTS_KEPT - timedelta(hours=1)))
    assert len([row for row in await rows(database) if row.account_id == operator.holder.id]) == 1
    await database.run(lambda s: forget_drafts(s, now() + DRAFTS_KEPT + timedelta(hours=1)))
    assert await rows(database) == []


async def test_agencies_are_proposed_with_a_reason(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    words = "چراغ کوچه خاموش است؛ شرکت توانیر باید درستش کند"
    code = await filed(http, description=words, agency_id="abfa")
    told = (await operator.get(f"cases/{code}/proposals")).json()["proposals"]
    assert told[0]["agency"]["id"] == "tavanir"
    assert "نام برده شده" in told[0]["reason_fa"]
    # Never the one that has it, and never more than three.
    assert "abfa" not in [one["agency"]["id"] for one in told]
    assert len(told) <= 3


async def test_what_may_be_the_same_matter_is_told(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    same = {"indicator": "system_down", "agency_id": "sabteahval", "description": "سامانه قطع است"}
    first, second = await filed(http, **same), await filed(http, **same)
    other = await filed(http, **same | {"agency_id": "abfa"})
    found = (await operator.get(f"cases/{second}/alike")).json()["cases"]
    codes = [one["tracking_code"] for one in found]
    assert first in codes
    assert second not in codes
    assert other not in codes
    into = {"into": first, "reason": "هر دو از یک قطعی می‌گویند"}
    assert (await operator.post(f"cases/{second}/merge", into)).status_code == 204
    # Who follows is no matter of its own any more.
    again = (await operator.get(f"cases/{first}/alike")).json()["cases"]
    assert second not in [one["tracking_code"] for one in again]
