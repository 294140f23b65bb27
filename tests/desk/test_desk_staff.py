"""An administrator keeps the accounts of the desk, without a command line."""

import asyncio
import csv
import io
import time
from typing import Any

import httpx
import pyotp
import pytest
from sqlalchemy import select
from support.operators import DESK, PASSWORD, Operator
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.desk import audit_log
from assistant.desk.audit import Audited
from assistant.desk.models import Account, AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

WISH = {"login": "Z.Moradi", "name": "زهرا  مرادی‌نیا", "role": "operator"}


@pytest.fixture
async def administrator(arrive) -> Operator:
    return await arrive(Role.ADMINISTRATOR)


@pytest.fixture
async def alone(administrator: Operator, database: Database) -> Operator:
    """The one administrator who can sign in."""

    def work(session: Any) -> None:
        for one in session.scalars(select(Account).where(Account.role == Role.ADMINISTRATOR)):
            if one.id != administrator.holder.id:
                one.password_hash = None

    await database.run(work)
    return administrator


async def found(administrator: Operator, **wanted: object) -> dict[str, Any]:
    response = await administrator.http.get(f"{DESK}/accounts", params=wanted)
    assert response.status_code == 200, response.text
    return response.json()


async def noted(database: Database, by: Operator) -> list[tuple[str, dict[str, Any]]]:
    query = select(AuditEntry).where(AuditEntry.account_id == by.holder.id).order_by(AuditEntry.id)
    rows = await database.run(lambda s: [(row.action, row.data) for row in s.scalars(query)])
    return [row for row in rows if row[0].startswith("account")]


async def test_somebody_is_invited_and_enters(
    administrator: Operator, gateway: Gateway, database: Database
) -> None:
    login = f"z.moradi-{time.monotonic_ns()}"
    made = await administrator.post("accounts", WISH | {"login": login.upper()})
    assert made.status_code == 201, made.text
    invited = made.json()
    assert invited["account"]["login"] == login
    assert invited["account"]["name"] == "زهرا مرادی‌نیا"
    assert (invited["account"]["state"], invited["account"]["sessions"]) == ("invited", 0)
    again = await administrator.post("accounts", WISH | {"login": login})
    assert_problem(again, 409, "login_taken")
    address, token = invited["link"].split("#")
    assert address.endswith("/desk/enrol")
    async with gateway.client() as http:
        begun = (await http.post(f"{DESK}/enrolment/begin", json={"token": token})).json()
        code = pyotp.TOTP(begun["totp_secret"]).at(time.time())
        proof = {"token": token, "password": PASSWORD, "code": code}
        assert (await http.post(f"{DESK}/enrolment", json=proof)).status_code == 204
    page = await found(administrator, words="مرادی نیا", role="operator")
    mine = [one for one in page["accounts"] if one["login"] == login]
    assert [one["state"] for one in mine] == ["active"]
    assert ("account_added", {"account": mine[0]["id"]}) in await noted(database, administrator)


async def test_accounts_are_found_by_what_they_are(administrator: Operator, arrive) -> None:
    clerk = await arrive(Role.CLERK, "abfa")
    wanted = {"words": clerk.holder.login, "role": "clerk", "agency_id": "abfa", "state": "active"}
    (one,) = (await found(administrator, **wanted))["accounts"]
    assert (one["id"], one["sessions"]) == (clerk.holder.id, 1)
    assert one["agency_name"]
    assert "seen_at_fa" in one
    for other in ({"role": "editor"}, {"agency_id": "tax"}, {"state": "disabled"}, {"page": 2}):
        assert (await found(administrator, **(wanted | other)))["accounts"] == []
    assert (await found(administrator, words="100%_"))["total"] == 0
    whole = await found(administrator)
    assert whole["total"] >= len(whole["accounts"]) >= 2
    page = (await administrator.get(f"accounts/{clerk.holder.id}")).json()
    assert len(page["signed_in"]) == 1
    for bad in ({"role": "x"}, {"page": 0}, {"words": "آ" * 65}, {"who": "x"}):
        response = await administrator.http.get(f"{DESK}/accounts", params=bad)
        assert_problem(response, 422, "invalid")


async def test_another_role_signs_out_and_is_told_in_the_record(
    administrator: Operator, arrive, database: Database
) -> None:
    somebody = await arrive(Role.OPERATOR)
    id = somebody.holder.id
    wish = {"name": somebody.holder.name, "role": "clerk", "agency_id": "abfa"}
    changed = await administrator.post(f"accounts/{id}/change", wish)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["role"], changed.json()["sessions"]) == ("clerk", 0)
    assert_problem(await somebody.get("session"), 401, "not_signed_in")
    told = {"account": id, "role": "clerk", "role_before": "operator", "agency": "abfa"}
    assert ("account_changed", told) in await noted(database, administrator)
    # Nothing changed, nothing told.
    before = len(await noted(database, administrator))
    await administrator.post(f"accounts/{id}/change", wish)
    assert len(await noted(database, administrator)) == before


async def test_no_identity_opens_the_account_of_a_new_administrator(
    administrator: Operator, arrive, database: Database
) -> None:
    somebody = await arrive(Role.EDITOR)
    id = somebody.holder.id

    def link(session: Any) -> None:
        row = session.get_one(Account, id)
        row.identity_hash, row.password_hash = id, None

    await database.run(link)
    path = f"accounts/{id}"
    assert (await administrator.get(path)).json()["state"] == "active"
    wish = {"name": somebody.holder.name, "role": "administrator"}
    changed = await administrator.post(f"{path}/change", wish)
    assert changed.json()["state"] == "lapsed"
    row = await database.run(lambda s: s.get_one(Account, id))
    assert row.identity_hash is None
    told = select(AuditEntry).where(AuditEntry.action == Audited.IDENTITY_UNLINKED)
    entries = await database.run(lambda s: list(s.scalars(told)))
    assert (administrator.holder.id, id) in {(e.account_id, e.data["account"]) for e in entries}


async def test_a_name_is_changed_without_signing_out(administrator: Operator, arrive) -> None:
    somebody = await arrive()
    wish = {"name": "نام تازه", "role": "operator"}
    changed = await administrator.post(f"accounts/{somebody.holder.id}/change", wish)
    assert changed.json()["name"] == "نام تازه"
    assert (await somebody.get("session")).json()["account"]["name"] == "نام تازه"
    own = {"name": "مدیر یک", "role": "administrator"}
    renamed = await administrator.post(f"accounts/{administrator.holder.id}/change", own)
    assert renamed.json()["name"] == "مدیر یک"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"role": "clerk"}, "invalid"),
        ({"agency_id": "abfa"}, "invalid"),
        ({"role": "clerk", "agency_id": "nowhere"}, "unknown_reference"),
        ({"name": " "}, "invalid"),
        ({"name": "آ" * 101}, "invalid"),
        ({"role": "king"}, "invalid"),
        ({"login": "با فاصله"}, "invalid"),
        ({"login": "a" * 65}, "invalid"),
        ({"password": PASSWORD}, "invalid"),
    ],
)
async def test_a_bad_account_is_refused(
    administrator: Operator, changes: dict[str, str], code: str
) -> None:
    assert_problem(await administrator.post("accounts", WISH | changes), 422, code)


async def test_an_account_is_closed_opened_and_renewed(
    administrator: Operator, arrive, database: Database
) -> None:
    somebody = await arrive()
    path = f"accounts/{somebody.holder.id}"
    closed = await administrator.post(f"{path}/disable")
    assert (closed.json()["state"], closed.json()["sessions"]) == ("disabled", 0)
    assert_problem(await somebody.get("session"), 401, "not_signed_in")
    assert_problem(await somebody.sign_in(), 401, "sign_in_failed")
    assert (await administrator.post(f"{path}/enable")).json()["state"] == "active"
    assert (await somebody.sign_in()).status_code == 200
    ended = await administrator.post(f"{path}/sign-out")
    assert ended.json()["sessions"] == 0
    assert_problem(await somebody.get("session"), 401, "not_signed_in")
    renewed = await administrator.post(f"{path}/renew")
    assert renewed.json()["account"]["state"] == "invited"
    assert_problem(await somebody.sign_in(), 401, "sign_in_failed")
    told = [action for action, _ in await noted(database, administrator)]
    assert told == ["account_disabled", "account_enabled", "account_signed_out", "account_reset"]


async def test_nobody_changes_the_own_account(administrator: Operator) -> None:
    path = f"accounts/{administrator.holder.id}"
    for step in ("renew", "disable", "enable", "sign-out"):
        assert_problem(await administrator.post(f"{path}/{step}"), 409, "own_account")
    wish = {"name": administrator.holder.name, "role": "supervisor"}
    assert_problem(await administrator.post(f"{path}/change", wish), 409, "own_account")
    assert (await administrator.get("session")).json()["account"]["role"] == "administrator"


async def test_one_administrator_always_remains(alone: Operator, arrive) -> None:
    """Two close each other's account at the same moment: one of them stays."""
    other = await arrive(Role.ADMINISTRATOR)
    pair = ((alone, other), (other, alone))
    answers = await asyncio.gather(
        *(one.post(f"accounts/{two.holder.id}/disable") for one, two in pair)
    )
    assert sorted(answer.status_code for answer in answers)[0] == 200
    # Who was closed is signed out, or is refused as the last one's last hope.
    assert {answer.status_code for answer in answers} <= {200, 401, 409}
    assert sum(answer.status_code == 200 for answer in answers) == 1


async def test_the_record_is_narrowed_and_saved(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    case = (await http.post("/api/v1/cases", json=complaint())).json()["tracking_code"]
    await operator.post(f"cases/{case}/note", {"text": "فوری است"})
    auditor = await arrive(Role.AUDITOR)
    asked = {"tracking_code": case.lower(), "since": "دیروز", "until": "امروز"}
    page = await auditor.http.get(f"{DESK}/audit", params=asked)
    assert [one["tracking_code"] for one in page.json()["entries"]] == [case]
    saved = await auditor.http.get(f"{DESK}/audit.csv", params=asked)
    assert saved.headers["content-type"] == "text/csv; charset=utf-8"
    table = list(csv.reader(io.StringIO(saved.content.decode("utf-8-sig"))))
    assert len(table) == 2
    assert table[1][3:6] == [operator.holder.name, "کار روی پرونده", case]
    last = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    row = await database.run(lambda s: s.scalars(last).one())
    assert (row.action, row.account_id) == (Audited.AUDIT_EXPORTED, auditor.holder.id)
    assert (row.data["rows"], row.data["tracking_code"]) == (1, case)
    turned = {"since": "امروز", "until": "دیروز"}
    for path in ("audit", "audit.csv"):
        response = await auditor.http.get(f"{DESK}/{path}", params=turned)
        assert_problem(response, 422, "period_reversed")


async def test_too_long_a_record_is_not_cut_in_silence(
    arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = await arrive(Role.AUDITOR)
    monkeypatch.setattr(audit_log, "MOST_EXPORTED", 1)
    assert_problem(await auditor.get("audit.csv"), 422, "record_too_long")
