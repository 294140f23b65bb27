"""A citizen signs in by the portal's token, once for each, and out again."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from joserfc.jwk import ECKey
from limits import RateLimitItemPerMinute
from sqlalchemy import select
from support.portal import (
    CITIZEN,
    MOBILE,
    NAME,
    SUBJECT,
    Portal,
    Someone,
    begin,
    by_public_key,
    claims_of,
    show,
    unsigned,
)
from support.problems import assert_problem
from support.serving import Gateway

from assistant.channels.web.bounds.rate_limits import Rate
from assistant.citizens import sessions
from assistant.citizens.service import Citizens
from assistant.citizens.sessions import CitizenSession, UsedNonce
from assistant.citizens.token import Vouched
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer, hash_token


@pytest.fixture
async def kept(vouched_gateway: Gateway) -> Database:
    return vouched_gateway.runtime.database


async def test_a_token_signs_in_and_tells_what_the_portal_told(
    vouched: httpx.AsyncClient, portal: Portal
) -> None:
    plain = await Someone.arrive(vouched, portal)
    assert (plain.answer.get("name"), plain.answer["has_mobile"]) == (None, False)
    known = await Someone.arrive(vouched, portal, name=NAME, phone_number=MOBILE)
    assert (known.answer["name"], known.answer["has_mobile"]) == (NAME, True)
    assert MOBILE not in str(known.answer)
    assert await known.cases() == []


async def test_of_who_it_is_only_a_keyed_hash_is_kept(
    vouched: httpx.AsyncClient, portal: Portal, kept: Database, vouched_gateway: Gateway
) -> None:
    someone = await Someone.arrive(vouched, portal, name=NAME, phone_number=MOBILE)
    query = select(CitizenSession).where(CitizenSession.id == hash_token(someone.session))
    row = await kept.run(lambda session: session.scalar(query))
    assert row is not None
    told = " ".join(str(getattr(row, column.name)) for column in row.__table__.columns)
    assert not [one for one in (SUBJECT, NAME, MOBILE, someone.session) if one in told]
    # Without the key nobody guesses it; with another one it is another.
    other = Citizens(kept, Sealer(b"another"), portal.settings("/keys"))
    here = vouched_gateway.runtime.citizens
    assert other.portal
    assert here.portal
    vouched_for = Vouched(SUBJECT, "n")
    assert here.portal._hash_of(vouched_for) == row.subject_hash
    assert other.portal._hash_of(vouched_for) != row.subject_hash


async def refusal(http: httpx.AsyncClient, token: str, begun: dict[str, str]) -> object:
    answer = await show(http, token, begun)
    return assert_problem(answer, 401, "identity_refused")["reason"]


async def test_a_token_is_good_once(vouched: httpx.AsyncClient, portal: Portal) -> None:
    begun = await begin(vouched)
    token = portal.token(begun["nonce"])
    assert (await show(vouched, token, begun)).status_code == 201
    assert await refusal(vouched, token, begun) == "used"
    # Nor does another token for the same attempt.
    assert await refusal(vouched, portal.token(begun["nonce"]), begun) == "used"


async def test_of_many_at_once_one_is_let_in(vouched: httpx.AsyncClient, portal: Portal) -> None:
    begun = await begin(vouched)
    token = portal.token(begun["nonce"])
    answers = await asyncio.gather(*(show(vouched, token, begun) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [401] * 7


async def test_a_stolen_token_signs_in_nowhere_else(
    vouched: httpx.AsyncClient, portal: Portal
) -> None:
    begun, thiefs = await begin(vouched), await begin(vouched)
    token = portal.token(begun["nonce"])
    assert await refusal(vouched, token, thiefs) == "nonce"
    for secret in ("x", begun["nonce"], begun["secret"] + "=", begun["secret"][:-2]):
        assert await refusal(vouched, token, begun | {"secret": secret}) == "nonce"
    # It was not used up by that: its own browser gets in.
    assert (await show(vouched, token, begun)).status_code == 201


async def test_what_is_false_is_refused_over_http_too(
    vouched: httpx.AsyncClient, portal: Portal
) -> None:
    begun = await begin(vouched)
    nonce, foreign = begun["nonce"], ECKey.generate_key("P-256", {"kid": "ec"})
    at = int(datetime.now(UTC).timestamp())
    false = {
        "signature": portal.sign(claims_of(nonce), key=foreign),
        "algorithm": unsigned(claims_of(nonce), {"alg": "none", "kid": "ec"}),
        "key": portal.sign(claims_of(nonce), kid="unknown"),
        "expired": portal.token(nonce, iat=at - 200, nbf=at - 200, exp=at - 60),
        "life": portal.token(nonce, exp=at + 3600),
        "audience": portal.token(nonce, aud="bank"),
        "issuer": portal.token(nonce, iss="https://evil.example"),
        "not_yet": portal.token(nonce, nbf=at + 100),
        "nonce": portal.token("another"),
        "subject": portal.token(nonce, sub=None),
        "format": "x",
    }
    for reason, token in false.items():
        assert await refusal(vouched, token, begun) == reason
    confused = by_public_key(claims_of(nonce), portal.keys["RS256"])
    assert await refusal(vouched, confused, begun) == "algorithm"
    assert (await show(vouched, portal.token(nonce), begun)).status_code == 201


async def test_a_late_attempt_is_none(
    portal: Portal, kept: Database, vouched_gateway: Gateway
) -> None:
    now = [datetime.now(UTC)]
    settings = vouched_gateway.settings.portal_identity
    citizens = Citizens(kept, vouched_gateway.runtime.sealer, settings, lambda: now[0])
    assert citizens.portal
    attempt = citizens.portal.begin()
    now[0] += timedelta(minutes=11)
    at = int(now[0].timestamp())
    token = portal.token(attempt.nonce, iat=at, nbf=at, exp=at + 60)
    with pytest.raises(ValueError, match="nonce"):
        await citizens.portal.sign_in(token, attempt.secret)


async def test_a_session_ends_by_sign_out(vouched: httpx.AsyncClient, portal: Portal) -> None:
    someone, elsewhere = (
        await Someone.arrive(vouched, portal),
        await Someone.arrive(vouched, portal),
    )
    assert (await someone.ask("DELETE", f"{CITIZEN}/session")).status_code == 204
    for method, path in (
        ("GET", f"{CITIZEN}/cases"),
        ("GET", f"{CITIZEN}/data"),
        ("DELETE", f"{CITIZEN}/data"),
        ("DELETE", f"{CITIZEN}/session"),
        ("GET", "/api/v1/cases/ABCD2345"),
    ):
        assert_problem(await someone.ask(method, path), 401, "citizen_not_signed_in")
    assert await elsewhere.cases() == []


async def test_a_session_ends_by_age_and_is_forgotten(
    portal: Portal, kept: Database, vouched_gateway: Gateway
) -> None:
    now = [datetime.now(UTC)]
    settings = vouched_gateway.settings.portal_identity
    citizens = Citizens(kept, vouched_gateway.runtime.sealer, settings, lambda: now[0])
    assert citizens.portal
    assert settings
    attempt = citizens.portal.begin()
    new = await citizens.portal.sign_in(portal.token(attempt.nonce), attempt.secret)
    assert await citizens.who(new.token) == new.citizen
    now[0] += timedelta(minutes=settings.session_minutes)
    assert await citizens.who(new.token) is None
    await kept.run(lambda session: sessions.forget_ended(session, now[0]))
    rows = await kept.run(
        lambda session: (
            session.get(CitizenSession, hash_token(new.token)),
            session.scalars(select(UsedNonce).where(UsedNonce.until <= now[0])).all(),
        )
    )
    assert rows == (None, [])


@pytest.mark.parametrize("session", ["x", "x" * 128, "' OR 1=1 --", "%00"])
async def test_a_made_up_session_opens_nothing(vouched: httpx.AsyncClient, session: str) -> None:
    answer = await vouched.get(f"{CITIZEN}/cases", headers={"X-Citizen-Session": session})
    assert_problem(answer, 401, "citizen_not_signed_in")


async def test_what_is_too_long_is_refused_before_it_is_read(vouched: httpx.AsyncClient) -> None:
    for body in (
        {"token": "x" * 4097, "secret": "y"},
        {"token": "x", "secret": "y" * 513},
        {"token": "x", "secret": "y", "more": 1},
        {"token": "", "secret": ""},
        {},
    ):
        assert_problem(await vouched.post(f"{CITIZEN}/session", json=body), 422, "invalid")


async def test_sign_ins_of_an_address_are_counted_and_work_is_offered(
    vouched_gateway: Gateway, vouched: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Rate(uuid4().hex, RateLimitItemPerMinute(2))
    monkeypatch.setattr(vouched_gateway.app.state.guards, "citizen_sign_ins", few)
    begun = await begin(vouched)
    assert (await show(vouched, "x", begun)).status_code == 401
    for path, body in (("nonce", None), ("session", {"token": "x", "secret": "y"})):
        refused = await vouched.post(f"{CITIZEN}/{path}", json=body)
        problem = assert_problem(refused, 429, "too_many")
        assert int(refused.headers["Retry-After"]) >= 1
        assert problem["puzzle"]


async def test_the_page_on_privacy_tells_what_is_kept_of_who_signs_in(
    vouched: httpx.AsyncClient, http: httpx.AsyncClient
) -> None:
    told = "شناسه‌ای را که درگاه از شما می‌دهد نگه نمی‌داریم"
    assert told in (await vouched.get("/privacy")).text
    assert told not in (await http.get("/privacy")).text


async def test_where_no_portal_vouches_there_is_nothing(http: httpx.AsyncClient) -> None:
    assert_problem(await http.post(f"{CITIZEN}/nonce"), 404, "not_found")
    body = {"token": "x", "secret": "y"}
    assert_problem(await http.post(f"{CITIZEN}/session", json=body), 404, "not_found")
    shown = {"X-Citizen-Session": "x"}
    answer = await http.get(f"{CITIZEN}/cases", headers=shown)
    assert_problem(answer, 401, "citizen_not_signed_in")
