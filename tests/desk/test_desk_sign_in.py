"""Signing in at the desk, and the ways in which it must not work."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, update
from support.logged import Logged
from support.operators import DESK, PASSWORD, Holder, Operator
from support.problems import assert_problem
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.dependencies import COOKIE
from assistant.desk.models import Account, AuditEntry, DeskSession
from assistant.storage.database import Database

SESSION = f"{DESK}/session"


async def test_who_knows_password_and_code_is_in(operator: Operator) -> None:
    seen = await operator.get("session")
    assert seen.status_code == 200
    assert seen.json()["account"]["name"] == operator.holder.name
    assert "answer_citizens" in seen.json()["account"]["permissions"]


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    gateway: Gateway, holder: Holder
) -> None:
    async with gateway.client() as http:
        response = await http.post(SESSION, json=await holder.credentials())
        cookie = response.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/" in cookie
        # On this machine only, a browser may do without https.
        assert "Secure" not in cookie
        other = await http.post(
            SESSION, json=await holder.credentials(), headers={"Host": "portal.example.ir"}
        )
        assert "Secure" in other.headers["set-cookie"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "nobody-of-this-name"},
        {"password": "گذرواژهٔ دیگری است"},
        {"password": ""},
        {"code": "000000"},
        {"login": "' OR 1=1 --"},
    ],
    ids=["login", "password", "no password", "code", "injection"],
)
async def test_all_failures_look_the_same(
    gateway: Gateway, holder: Holder, wrong: dict[str, str]
) -> None:
    async with gateway.client() as http:
        response = await http.post(SESSION, json=await holder.credentials() | wrong)
        problem = assert_problem(response, 401, "sign_in_failed")
        assert problem["detail"].startswith("نام کاربری، گذرواژه یا کد")
        assert "set-cookie" not in response.headers
        assert_problem(await http.get(SESSION), 401, "not_signed_in")


async def test_a_code_opens_once(gateway: Gateway, holder: Holder) -> None:
    shown = await holder.credentials()
    async with gateway.client() as http:
        assert (await http.post(SESSION, json=shown)).status_code == 200
        assert_problem(await http.post(SESSION, json=shown), 401, "sign_in_failed")


async def test_persian_digits_of_a_code_are_read(gateway: Gateway, holder: Holder) -> None:
    shown = await holder.credentials()
    persian = shown["code"].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    async with gateway.client() as http:
        assert (await http.post(SESSION, json=shown | {"code": persian})).status_code == 200


async def test_a_closed_account_is_out_at_once(operator: Operator, database: Database) -> None:
    close = update(Account).where(Account.id == operator.holder.id).values(disabled_at=now())
    await database.run(lambda session: session.execute(close))
    assert_problem(await operator.get("session"), 401, "not_signed_in")
    assert_problem(await operator.sign_in(), 401, "sign_in_failed")


async def test_a_session_that_was_fixed_beforehand_stays_nobodys(
    gateway: Gateway, holder: Holder
) -> None:
    fixed = "chosen-by-somebody-else"
    async with gateway.client() as victim, gateway.client() as thief:
        victim.cookies.set(COOKIE, fixed, domain="127.0.0.1", path="/")
        response = await victim.post(SESSION, json=await holder.credentials())
        assert response.status_code == 200
        assert response.cookies[COOKIE] != fixed
        thief.cookies.set(COOKIE, fixed, domain="127.0.0.1", path="/")
        assert_problem(await thief.get(SESSION), 401, "not_signed_in")


async def test_signing_in_again_ends_the_session_before(
    gateway: Gateway, operator: Operator
) -> None:
    before = operator.http.cookies[COOKIE]
    assert (await operator.sign_in()).status_code == 200
    assert operator.http.cookies[COOKIE] != before
    async with gateway.client() as old:
        old.cookies.set(COOKIE, before, domain="127.0.0.1", path="/")
        assert_problem(await old.get(SESSION), 401, "not_signed_in")


async def test_the_value_of_the_cookie_is_not_kept(operator: Operator, database: Database) -> None:
    token = operator.http.cookies[COOKIE]
    ids = await database.run(lambda session: list(session.scalars(select(DeskSession.id))))
    assert ids
    assert token not in ids


@pytest.mark.parametrize(
    ("aged", "why"),
    [
        ({"seen_at": now() - timedelta(minutes=31)}, "idle"),
        ({"expires_at": now() - timedelta(seconds=1)}, "old"),
    ],
    ids=["idle", "old"],
)
async def test_a_session_ends_by_itself(
    operator: Operator, database: Database, logged: Logged, aged: dict[str, object], why: str
) -> None:
    change = update(DeskSession).where(DeskSession.account_id == operator.holder.id).values(**aged)
    await database.run(lambda session: session.execute(change))
    assert_problem(await operator.get("session"), 401, "not_signed_in")
    # From outside every reason looks the same; whoever keeps the desk can tell them apart.
    (line,) = [line for line in logged.lines if "desk_session_refused" in line]
    assert f'"why": "{why}"' in line


async def test_signing_out_ends_it_here(operator: Operator, gateway: Gateway) -> None:
    token = operator.http.cookies[COOKIE]
    response = await operator.http.delete(SESSION, headers=operator.headers)
    assert response.status_code == 204
    async with gateway.client() as again:
        again.cookies.set(COOKIE, token, domain="127.0.0.1", path="/")
        assert_problem(await again.get(SESSION), 401, "not_signed_in")


async def test_signing_out_everywhere_ends_it_in_every_browser(
    operator: Operator, gateway: Gateway
) -> None:
    async with gateway.client() as http:
        other = Operator(http, operator.holder)
        assert (await other.sign_in()).status_code == 200
        response = await operator.http.delete(
            SESSION, params={"everywhere": True}, headers=operator.headers
        )
        assert response.status_code == 204
        assert_problem(await other.get("session"), 401, "not_signed_in")


async def test_signing_in_and_failing_are_recorded(
    gateway: Gateway, holder: Holder, database: Database
) -> None:
    async with gateway.client() as http:
        await http.post(SESSION, json=await holder.credentials(password="نادرست است این"))
        await http.post(SESSION, json=await holder.credentials())
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)
    entries = await database.run(lambda session: list(session.scalars(newest)))
    assert [entry.action for entry in entries] == ["signed_in", "sign_in_failed"]
    assert entries[0].account_id == holder.id


@pytest.mark.parametrize("body", [{}, {"login": "a"}, {"login": "a", "password": "b", "code": "x"}])
async def test_a_body_without_sense_is_refused(http: httpx.AsyncClient, body: object) -> None:
    assert_problem(await http.post(SESSION, json=body), 422, "invalid")


async def test_an_enrolment_link_works_once(gateway: Gateway, database: Database) -> None:
    from assistant.desk.accounts import add_account

    sealer = gateway.runtime.sealer
    row = Account(login=f"new-{now():%H%M%S%f}", name="تازه‌وارد", role="operator")
    new = await database.run(lambda session: add_account(session, sealer, row, now()))
    async with gateway.client() as http:
        begun = await http.post(f"{DESK}/enrolment/begin", json={"token": new.token})
        assert begun.status_code == 200
        assert begun.json()["totp_uri"].startswith("otpauth://totp/")
        holder = Holder(row.id, row.login, row.name, begun.json()["totp_secret"], database)
        proof = {"token": new.token, "password": PASSWORD, "code": await holder.code()}
        short = await http.post(f"{DESK}/enrolment", json=proof | {"password": "کوتاه"})
        assert_problem(short, 422, "invalid")
        wrong = await http.post(f"{DESK}/enrolment", json=proof | {"code": "000000"})
        assert_problem(wrong, 401, "sign_in_failed")
        assert (await http.post(f"{DESK}/enrolment", json=proof)).status_code == 204
        again = await http.post(f"{DESK}/enrolment", json=proof)
        assert_problem(again, 410, "enrolment_invalid")
        assert (await Operator(http, holder).sign_in()).status_code == 200
