"""What everybody at the desk keeps for themselves: password, sessions, and who guesses at them."""

import httpx
from sqlalchemy import select
from support.logged import Logged
from support.operators import DESK, PASSWORD, Holder, Operator
from support.problems import assert_problem
from support.serving import Gateway

from assistant.desk.accounts import login_hash
from assistant.desk.models import AuditEntry, DeskSession
from assistant.desk.sign_in import DEVICE_COOKIE
from assistant.guessing.tries import FREE
from assistant.storage.database import Database

NEW = "شمعدانی روی لبهٔ پنجره"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)


async def change(operator: Operator, **changes: str) -> httpx.Response:
    body = {"old": PASSWORD, "new": NEW, "code": await operator.holder.code()} | changes
    return await operator.post("session/password", body)


async def kept(database: Database, account: str) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.account_id == account)
    return await database.run(lambda s: list(s.scalars(query.order_by(AuditEntry.id))))


async def test_a_new_password_ends_all_other_sessions(
    operator: Operator, gateway: Gateway, database: Database
) -> None:
    async with gateway.client() as http, gateway.client() as stolen:
        other = Operator(http, operator.holder)
        assert (await other.sign_in()).status_code == 200
        stolen.cookies.update(operator.http.cookies)
        answer = await change(operator)
        assert answer.status_code == 200, answer.text
        operator.csrf = answer.json()["csrf_token"]
        assert (await operator.get("session")).status_code == 200
        assert (await operator.post("sessions/end")).status_code == 204
        assert_problem(await other.get("session"), 401, "not_signed_in")
        # Also a copy of this browser's own cookie opens nothing any more.
        assert_problem(await stolen.get(f"{DESK}/session"), 401, "not_signed_in")
        shown = await operator.holder.credentials()
        assert_problem(await http.post(f"{DESK}/session", json=shown), 401, "sign_in_failed")
        shown = await operator.holder.credentials(password=NEW)
        assert (await http.post(f"{DESK}/session", json=shown)).status_code == 200
    assert "password_changed" in await kept(database, operator.holder.id)


async def test_a_password_is_changed_by_old_one_and_code_only(operator: Operator) -> None:
    assert_problem(await change(operator, old="نادرست است این"), 401, "sign_in_failed")
    assert_problem(await change(operator, code="000000"), 401, "sign_in_failed")
    assert_problem(await change(operator, new="123456789012"), 422, "password_common")
    own = operator.holder.login.replace("-", "")
    assert_problem(await change(operator, new=f"{own}۱۲۳۴"), 422, "password_common")
    assert_problem(await change(operator, new="کوتاه"), 422, "invalid")
    operator.csrf, csrf = "", operator.csrf
    assert_problem(await change(operator), 403, "csrf")
    operator.csrf = csrf
    assert (await change(operator)).status_code == 200


async def test_sessions_are_listed_by_device_and_ended(
    operator: Operator, gateway: Gateway, database: Database
) -> None:
    async with gateway.client() as laptop, gateway.client() as phone:
        laptop.headers["User-Agent"], phone.headers["User-Agent"] = FIREFOX, ANDROID
        others = [Operator(one, operator.holder) for one in (laptop, phone)]
        for one in others:
            assert (await one.sign_in()).status_code == 200
        listed = (await operator.get("sessions")).json()
        assert [one["is_this"] for one in listed].count(True) == 1
        by_device = {one["device_fa"]: one["id"] for one in listed}
        assert {"فایرفاکس در ویندوز", "کروم در اندروید"} < set(by_device)
        ended = by_device["فایرفاکس در ویندوز"]
        assert (await operator.post(f"sessions/{ended}/end")).status_code == 204
        assert_problem(await others[0].get("session"), 401, "not_signed_in")
        assert (await others[1].get("session")).status_code == 200
        assert (await operator.post("sessions/end")).status_code == 204
        assert_problem(await others[1].get("session"), 401, "not_signed_in")
        assert len((await operator.get("sessions")).json()) == 1
    assert (await kept(database, operator.holder.id))[-2:] == [
        "session_ended",
        "other_sessions_ended",
    ]


async def test_sessions_of_others_are_out_of_reach(arrive, database: Database) -> None:
    mine, theirs = await arrive(), await arrive()
    (session,) = (await theirs.get("sessions")).json()
    assert_problem(await mine.post(f"sessions/{session['id']}/end"), 404, "not_found")
    assert_problem(await mine.post("sessions/%00/end"), 404, "not_found")
    assert (await mine.post("sessions/end")).status_code == 204
    assert (await theirs.get("session")).status_code == 200


async def test_of_a_device_nothing_but_its_kind_is_kept(
    operator: Operator, database: Database
) -> None:
    query = select(DeskSession).where(DeskSession.account_id == operator.holder.id)
    row = await database.run(lambda s: s.scalars(query).one())
    values = {column.key: str(getattr(row, column.key)) for column in DeskSession.__table__.columns}
    assert "127.0.0.1" not in str(values)
    assert "python" not in str(values).lower()
    assert values["device"] == "دستگاه ناشناخته"


async def test_a_failure_is_kept_and_logged_with_a_keyed_hash_of_the_login(
    gateway: Gateway, holder: Holder, database: Database, logged: Logged
) -> None:
    hashed = login_hash(gateway.runtime.sealer, holder.login)
    async with gateway.client() as http:
        for wrong in ({"password": "نادرست است این"}, {"code": "000000"}):
            await http.post(f"{DESK}/session", json=await holder.credentials(**wrong))
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)
    entries = await database.run(lambda s: list(s.scalars(newest)))
    assert [entry.data for entry in entries] == [
        {"login": hashed, "wrong": "code", "wish": "sign_in"},
        {"login": hashed, "wrong": "login_or_password", "wish": "sign_in"},
    ]
    told = [line for line in logged.lines if "sign_in_failed" in line and hashed in line]
    assert len(told) == 2
    assert holder.login not in logged.text


async def test_codes_cannot_be_guessed_by_who_has_the_password(
    gateway: Gateway, holder: Holder
) -> None:
    async with gateway.client() as browser:
        first = await browser.post(f"{DESK}/session", json=await holder.credentials())
        device = first.cookies[DEVICE_COOKIE]
    async with gateway.client() as strangers:
        # Wrong passwords, however many, make nobody wait for codes.
        for number in range(3 * FREE):
            shown = await holder.credentials(password="نادرست است این", code="000000")
            answer = await _from(strangers, shown, f"6.2.2.{number}")
            assert_problem(answer, 401, "sign_in_failed")
        for number in range(FREE):
            answer = await _from(
                strangers, await holder.credentials(code="000000"), f"6.3.{number}.1"
            )
            assert_problem(answer, 401, "sign_in_failed")
        # The right one too, whatever the address: so it opens only by chance and in years.
        refused = await _from(strangers, await holder.credentials(), "6.4.4.4")
        assert 1 <= int(refused.headers["Retry-After"]) <= 30
        assert "puzzle" not in assert_problem(refused, 429, "too_many")
        # Nor does waiting tell that the password was right.
        shown = await holder.credentials(password="نادرست است این")
        assert_problem(await _from(strangers, shown, "6.5.5.5"), 429, "too_many")
    async with gateway.client() as known:
        known.cookies.set(DEVICE_COOKIE, device, domain="127.0.0.1", path=f"{DESK}/session")
        assert (await _from(known, await holder.credentials(), "5.1.1.1")).status_code == 200


async def _from(http: httpx.AsyncClient, shown: dict[str, str], address: str) -> httpx.Response:
    return await http.post(f"{DESK}/session", json=shown, headers={"X-Forwarded-For": address})
