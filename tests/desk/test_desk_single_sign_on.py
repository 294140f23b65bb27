"""Signing in with an identity provider, and the ways in which it must not work."""

import base64
import hmac
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from pytest_httpserver import HTTPServer
from sqlalchemy import select
from support.identity import CLIENT, Liar, MockProvider, signed
from support.operators import DESK, Holder
from support.problems import assert_problem
from support.serving import Gateway, private_settings

from assistant.conversation.models import now
from assistant.desk.accounts import AccountError, SignInFailedError
from assistant.desk.models import Account, AuditEntry, DeskSession
from assistant.desk.oidc.linking import (
    account_of,
    identity_hash,
    link_account,
    unlink_account,
)
from assistant.desk.oidc.provider import (
    LASTS,
    IdentityProvider,
    NotProvenError,
    ProviderDownError,
    SingleSignOnAttempt,
    opened,
)
from assistant.desk.roles import Role
from assistant.provider_settings import OidcSettings
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer

SUBJECT = "248289761001"
START, CALLBACK = "/desk/oidc/start", "/desk/oidc/callback"
WRONG = "ورود با سامانهٔ هویتی انجام نشد"


@pytest.fixture(scope="module")
def mock_provider() -> Iterator[MockProvider]:
    provider = MockProvider()
    yield provider
    provider.close()


@pytest.fixture(scope="module")
async def joined(
    tmp_path_factory: pytest.TempPathFactory, mock_provider: MockProvider, no_rasa: str
) -> AsyncIterator[Gateway]:
    """A gateway whose operators may come from the provider."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = private_settings(
        tmp_path_factory.mktemp("joined"),
        rasa_url=no_rasa,
        public_url=f"http://127.0.0.1:{port}",
        oidc={
            "issuer": mock_provider.issuer,
            "client_id": CLIENT,
            "client_secret": "s",
            "title": "درگاه کارکنان",
        },
    )
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    served = Gateway(settings, port)
    served.start()
    yield served
    served.stop()


@pytest.fixture
async def rows(joined: Gateway) -> AsyncIterator[Database]:
    database = Database(joined.settings.database)
    yield database
    await database.close()


async def linked(joined: Gateway, rows: Database, subject: str, role: Role = Role.OPERATOR) -> str:
    """The login of an account that this identity opens."""
    agency = "abfa" if role is Role.CLERK else None
    holder = await Holder.enrol(rows, joined.runtime.sealer, role, agency)
    known = identity_hash(joined.runtime.sealer.digests, joined.settings.oidc, subject)
    await rows.run(lambda session: link_account(session, holder.login, known))
    return holder.login


async def to_provider(browser: httpx.AsyncClient) -> str:
    response = await browser.get(START)
    assert response.status_code == 303, response.text
    return response.headers["location"]


async def come_back(browser: httpx.AsyncClient, subject: str) -> str:
    """Sign in at the provider; where it sends the browser."""
    address = await to_provider(browser)
    async with httpx.AsyncClient(trust_env=False) as elsewhere:
        answer = await elsewhere.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def test_who_is_linked_is_in_with_their_own_role(joined: Gateway, rows: Database) -> None:
    login = await linked(joined, rows, "supervisor-1", Role.SUPERVISOR)
    async with joined.client() as browser:
        door = (await browser.get("/desk/sign-in")).text
        assert "ورود با درگاه کارکنان" in door
        done = await browser.get(await come_back(browser, "supervisor-1"))
        assert done.status_code == 200
        # A redirect would come from elsewhere, and a strict cookie would stay behind.
        assert 'content="0;url=/desk"' in done.text
        assert "SameSite=strict" in done.headers["set-cookie"]
        account = (await browser.get(f"{DESK}/session")).json()["account"]
        assert (account["login"], account["role"]) == (login, "supervisor")
        assert (await browser.get(f"{DESK}/queue")).status_code == 200


async def test_the_provider_is_asked_as_the_standard_has_it(joined: Gateway) -> None:
    async with joined.client() as browser:
        query = parse_qs(urlsplit(await to_provider(browser)).query)
        cookie = browser.cookies["dastyar_oidc"]
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"{joined.settings.public_url}{CALLBACK}"]
    assert {len(query[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}
    assert query["state"][0] not in cookie


async def test_nobody_gets_an_account_from_the_provider(joined: Gateway, rows: Database) -> None:
    before = await rows.run(lambda session: len(session.scalars(select(Account)).all()))
    async with joined.client() as browser:
        refused = await browser.get(await come_back(browser, "admin"))
        assert refused.status_code == 401
        assert WRONG in refused.text
        assert_problem(await browser.get(f"{DESK}/session"), 401, "not_signed_in")
    assert await rows.run(lambda session: len(session.scalars(select(Account)).all())) == before
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    entry = await rows.run(lambda session: session.scalar(newest))
    assert (entry.action, entry.data) == ("sign_in_failed", {"by": "oidc"})


async def test_a_closed_account_stays_closed(joined: Gateway, rows: Database) -> None:
    login = await linked(joined, rows, "closed-1")

    def close(session: Any) -> None:
        session.scalar(select(Account).where(Account.login == login)).disabled_at = now()

    await rows.run(close)
    async with joined.client() as browser:
        assert (await browser.get(await come_back(browser, "closed-1"))).status_code == 401


async def test_an_answer_opens_only_in_the_browser_that_asked(
    joined: Gateway, rows: Database
) -> None:
    await linked(joined, rows, "victim-1")
    async with joined.client() as thief, joined.client() as victim:
        address = await come_back(thief, "victim-1")
        assert (await victim.get(address)).status_code == 401
        await to_provider(victim)
        assert (await victim.get(address)).status_code == 401
        assert_problem(await victim.get(f"{DESK}/session"), 401, "not_signed_in")


async def test_an_answer_opens_once(joined: Gateway, rows: Database) -> None:
    await linked(joined, rows, "once-1")
    async with joined.client() as browser:
        address = await come_back(browser, "once-1")
        attempt = browser.cookies["dastyar_oidc"]
        assert (await browser.get(address)).status_code == 200
        assert (await browser.get(address)).status_code == 401
        browser.cookies.set("dastyar_oidc", attempt, domain="127.0.0.1", path="/desk/oidc")
        # The provider knows the code no more.
        assert (await browser.get(address)).status_code == 401


@pytest.mark.parametrize(
    "query", ["", "code=x", "state=x&code=x", "error=access_denied&state=x", "code=" + "x" * 3000]
)
async def test_a_senseless_answer_is_refused(joined: Gateway, query: str) -> None:
    async with joined.client() as browser:
        await to_provider(browser)
        assert (await browser.get(f"{CALLBACK}?{query}")).status_code in {401, 422}
        assert_problem(await browser.get(f"{DESK}/session"), 401, "not_signed_in")


async def test_signing_out_goes_on_at_the_provider(joined: Gateway, rows: Database) -> None:
    await linked(joined, rows, "leaver-1")
    async with joined.client() as browser:
        await browser.get(await come_back(browser, "leaver-1"))
        csrf = (await browser.get(f"{DESK}/session")).json()["csrf_token"]
        kept = await rows.run(
            lambda s: s.scalar(select(DeskSession.id_token_sealed).order_by(DeskSession.seen_at))
        )
        out = await browser.delete(f"{DESK}/session", headers={"X-CSRF-Token": csrf})
        assert out.status_code == 200
        address = out.json()["continue_at"]
        assert "/oauth2/end_session?" in address
        query = parse_qs(urlsplit(address).query)
        assert query["post_logout_redirect_uri"] == [f"{joined.settings.public_url}/desk/sign-in"]
        assert query["id_token_hint"][0] != kept
        assert_problem(await browser.get(f"{DESK}/session"), 401, "not_signed_in")


async def test_without_a_provider_there_is_no_way_to_one(http: httpx.AsyncClient) -> None:
    assert_problem(await http.get(START), 404, "not_found")
    assert_problem(await http.get(CALLBACK), 404, "not_found")
    assert "oidc" not in (await http.get("/desk/sign-in")).text


async def test_an_administrator_is_never_linked(joined: Gateway, rows: Database) -> None:
    holder = await Holder.enrol(rows, joined.runtime.sealer, Role.ADMINISTRATOR)
    known = identity_hash(joined.runtime.sealer.digests, joined.settings.oidc, "boss")
    with pytest.raises(AccountError):
        await rows.run(lambda session: link_account(session, holder.login, known))

    def force(session: Any) -> None:
        session.get(Account, holder.id).identity_hash = known

    await rows.run(force)
    with pytest.raises(SignInFailedError):
        await rows.run(lambda session: account_of(session, known))


async def test_an_identity_opens_one_account_until_it_is_unlinked(
    joined: Gateway, rows: Database
) -> None:
    login = await linked(joined, rows, "one-account")
    other = await Holder.enrol(rows, joined.runtime.sealer)
    known = identity_hash(joined.runtime.sealer.digests, joined.settings.oidc, "one-account")
    with pytest.raises(AccountError, match=login):
        await rows.run(lambda session: link_account(session, other.login, known))
    await rows.run(lambda session: unlink_account(session, login))
    with pytest.raises(SignInFailedError):
        await rows.run(lambda session: account_of(session, known))


# What a provider must not get away with.


@pytest.fixture
def liar(httpserver: HTTPServer) -> Liar:
    return Liar(httpserver)


async def identify(liar: Liar, **changes: Any) -> str:
    """Go the whole way; the value by which the account is found."""
    values = {"issuer": liar.issuer, "client_id": CLIENT} | changes
    provider = IdentityProvider(
        OidcSettings(**values), "https://portal.example.ir/desk/oidc/callback"
    )
    try:
        attempt = SingleSignOnAttempt.begin(now())
        liar.authorise(await provider.sign_in_url(attempt))
        return (await provider.identify("the-code", attempt)).value
    finally:
        await provider.close()


async def test_a_true_token_is_believed(liar: Liar) -> None:
    assert await identify(liar) == SUBJECT
    assert "client_secret" not in liar.exchanged
    assert await identify(liar, client_secret="s") == SUBJECT


def _hs256(claims: dict[str, Any], key: RSAKey) -> str:
    """The old trick: the public key taken for a shared secret."""
    text = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
    signature = hmac.digest(key.as_pem(private=False), text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _unsigned(claims: dict[str, Any], _: RSAKey) -> str:
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _foreign_key(claims: dict[str, Any], _: RSAKey) -> str:
    return signed(claims, RSAKey.generate_key(2048, {"kid": "one"}))


def _changed(claims: dict[str, Any], key: RSAKey) -> str:
    head, _, signature = signed(claims, key).split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "another"}).encode())
    return f"{head}.{body.rstrip(b'=').decode()}.{signature}"


@pytest.mark.parametrize(
    "encode", [_hs256, _unsigned, _foreign_key, _changed, lambda *_: "x.y.z", lambda *_: ""]
)
async def test_a_signature_that_is_none_of_the_providers(
    liar: Liar, encode: Callable[[dict[str, Any], RSAKey], str]
) -> None:
    liar.encode = encode
    with pytest.raises(NotProvenError):
        await identify(liar)


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://another.example.ir"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"exp": int(time.time()) - 3600},
        {"nbf": int(time.time()) + 3600},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 5},
        {"at_hash": "another"},
    ],
    ids=str,
)
async def test_a_claim_that_is_wrong(liar: Liar, change: dict[str, Any]) -> None:
    liar.change = lambda claims: {
        name: value for name, value in (claims | change).items() if value is not None
    }
    with pytest.raises(NotProvenError):
        await identify(liar)


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "nonce", "sub"])
async def test_a_claim_that_is_missing(liar: Liar, name: str) -> None:
    liar.change = lambda claims: {key: value for key, value in claims.items() if key != name}
    with pytest.raises(NotProvenError):
        await identify(liar)


async def test_an_email_has_to_be_verified(liar: Liar) -> None:
    liar.change = lambda claims: claims | {"email": "n@example.ir"}
    with pytest.raises(NotProvenError):
        await identify(liar, claim="email")
    liar.change = lambda claims: claims | {"email": "n@example.ir", "email_verified": True}
    assert await identify(liar, claim="email") == "n@example.ir"


async def test_a_stronger_sign_in_can_be_demanded(liar: Liar) -> None:
    with pytest.raises(NotProvenError, match="acr"):
        await identify(liar, acr="mfa")
    assert liar.asked["acr_values"] == "mfa"
    liar.change = lambda claims: claims | {"acr": "mfa"}
    assert await identify(liar, acr="mfa") == SUBJECT


async def test_a_code_without_its_verifier_is_worth_nothing(liar: Liar) -> None:
    provider = IdentityProvider(
        OidcSettings(issuer=liar.issuer, client_id=CLIENT), "https://a.ir/back"
    )
    liar.authorise(await provider.sign_in_url(SingleSignOnAttempt.begin(now())))
    with pytest.raises(NotProvenError, match="invalid_grant"):
        await provider.identify("the-code", SingleSignOnAttempt.begin(now()))
    await provider.close()


async def test_a_new_key_is_fetched_when_it_is_first_seen(
    liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.desk.oidc.provider._KEYS_AGAIN_S", 0.0)
    provider = IdentityProvider(
        OidcSettings(issuer=liar.issuer, client_id=CLIENT), "https://a.ir/back"
    )
    for kid in ("one", "two"):
        liar.key = RSAKey.generate_key(2048, {"kid": kid})
        liar.published = [liar.key]
        liar.encode = lambda claims, key: signed(claims, key, kid=key.kid)
        attempt = SingleSignOnAttempt.begin(now())
        liar.authorise(await provider.sign_in_url(attempt))
        assert (await provider.identify("the-code", attempt)).value == SUBJECT
    await provider.close()


@pytest.mark.parametrize(
    "fault",
    [
        {"issuer": "http://localhost:1"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://localhost/keys"},
        {"authorization_endpoint": ["x"]},
    ],
    ids=str,
)
async def test_a_provider_that_describes_itself_wrongly(
    liar: Liar, fault: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = liar.metadata()
    monkeypatch.setattr(liar, "metadata", lambda: right | fault)
    with pytest.raises(ProviderDownError):
        await identify(liar)


async def test_a_provider_that_is_away_is_told_so(no_rasa: str) -> None:
    provider = IdentityProvider(OidcSettings(issuer=no_rasa, client_id=CLIENT), "https://a.ir/back")
    with pytest.raises(ProviderDownError):
        await provider.sign_in_url(SingleSignOnAttempt.begin(now()))
    assert await provider.sign_out_url("x", "https://a.ir") is None
    await provider.close()


async def test_an_address_with_a_query_keeps_it(liar: Liar) -> None:
    provider = IdentityProvider(
        OidcSettings(issuer=liar.issuer, client_id=CLIENT), "https://a.ir/back"
    )
    address = await provider.sign_out_url("token", "https://a.ir/desk/sign-in")
    await provider.close()
    assert address
    query = parse_qs(urlsplit(address).query)
    assert (query["realm"], query["id_token_hint"]) == (["one"], ["token"])


def test_an_attempt_is_ours_and_short_lived() -> None:
    sealer, at = Sealer(b"k" * 32), now()
    attempt = SingleSignOnAttempt.begin(at)
    assert opened(sealer, attempt.sealed(sealer)) == attempt
    assert opened(Sealer(b"x" * 32), attempt.sealed(sealer)) is None
    assert opened(sealer, "nonsense") is None
    assert opened(sealer, sealer.seal("[]")) is None
    assert attempt.is_answered_by(attempt.state, at)
    assert not attempt.is_answered_by(attempt.state, at + LASTS * 1.1)
    assert not attempt.is_answered_by(attempt.nonce, at)
    assert not attempt.is_answered_by("", at)


def test_settings_name_a_provider_by_single_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASTYAR_OIDC__ISSUER", "https://id.example.ir")
    monkeypatch.setenv("DASTYAR_OIDC__CLIENT_ID", "desk")
    monkeypatch.setenv("DASTYAR_OIDC__CLIENT_SECRET", "hidden")
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert settings.oidc is not None
    assert settings.oidc.claim == "sub"
    assert "hidden" not in repr(settings)
    with pytest.raises(ValueError, match="https"):
        OidcSettings(issuer="http://id.example.ir", client_id="desk")
