"""Whom a portal's token proves, and every way in which it proves nobody."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import ECKey, OctKey, RSAKey
from pytest_httpserver import HTTPServer
from support.portal import (
    ALGORITHMS,
    AUDIENCE,
    ISSUER,
    MOBILE,
    NAME,
    SUBJECT,
    Portal,
    by_public_key,
    claims_of,
    unsigned,
)

from assistant.citizens.portal_keys import AGAIN_S, PortalKeys
from assistant.citizens.sign_in import IdentityRefusedError, KeysUnavailableError, RefusalReason
from assistant.citizens.token import LONGEST_LIFE_S, Vouched, prove
from assistant.provider_settings import PortalIdentitySettings

NONCE = "n" * 43
Make = Callable[[Portal], str]


@pytest.fixture
def keys_file(portal: Portal, tmp_path: Path) -> Path:
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps(portal.jwks()))
    return path


async def proved(portal: Portal, keys: str | Path, token: str) -> Vouched:
    settings = portal.settings(str(keys))
    return await prove(token, PortalKeys(settings), settings, time.time())


async def refused(portal: Portal, keys: str | Path, token: str) -> RefusalReason:
    with pytest.raises(IdentityRefusedError) as error:
        await proved(portal, keys, token)
    return error.value.reason


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_a_right_token_proves_its_subject(
    portal: Portal, keys_file: Path, algorithm: str
) -> None:
    token = portal.token(NONCE, algorithm=algorithm, name=NAME, phone_number=MOBILE)
    assert await proved(portal, keys_file, token) == Vouched(SUBJECT, NONCE, NAME, MOBILE)


async def test_the_older_name_of_ed25519_is_taken_too(portal: Portal, keys_file: Path) -> None:
    claims = claims_of(NONCE)
    # joserfc itself warns of the name, so the header is signed as another would.
    header: dict[str, object] = {"alg": "EdDSA", "kid": "ed"}
    head = unsigned(claims, header).removesuffix(".")
    key = portal.keys["Ed25519"].private_key
    assert isinstance(key, Ed25519PrivateKey)
    token = unsigned(claims, header, key.sign(head.encode()))
    assert (await proved(portal, keys_file, token)).subject == SUBJECT


async def test_ours_among_several_audiences_is_enough(portal: Portal, keys_file: Path) -> None:
    token = portal.token(NONCE, aud=["another", AUDIENCE])
    assert (await proved(portal, keys_file, token)).subject == SUBJECT


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, (None, None)),
        (
            {"name": "  شهره\u202e  کیانی ", "phone_number": "+989121234567"},
            ("شهره کیانی", "+989121234567"),
        ),
        ({"name": "\ud800", "phone_number": "00989121234567"}, (None, None)),
        ({"name": ["x"], "phone_number": 9121234567}, (None, None)),
        ({"name": "x" * 300, "phone_number": "۰۹۱۲۱۲۳۴۵۶۷"}, ("x" * 100, None)),
    ],
)
async def test_name_and_mobile_are_taken_as_far_as_they_can_be_kept(
    portal: Portal, keys_file: Path, claims: dict[str, object], expected: tuple[str, str]
) -> None:
    found = await proved(portal, keys_file, portal.token(NONCE, **claims))
    assert (found.name, found.mobile) == expected


def at(seconds: int) -> int:
    return int(time.time()) + seconds


FALSE: dict[str, tuple[Make, RefusalReason]] = {
    "another's signature": (
        lambda portal: portal.sign(
            claims_of(NONCE), key=ECKey.generate_key("P-256", {"kid": "ec"})
        ),
        RefusalReason.SIGNATURE,
    ),
    "changed claims": (
        lambda portal: ".".join(
            [
                (right := portal.token(NONCE).split("."))[0],
                portal.token(NONCE, "another").split(".")[1],
                right[2],
            ]
        ),
        RefusalReason.SIGNATURE,
    ),
    "no signature": (
        lambda portal: portal.token(NONCE).rpartition(".")[0] + ".",
        RefusalReason.SIGNATURE,
    ),
    "alg none": (
        lambda _: unsigned(claims_of(NONCE), {"alg": "none", "kid": "ec"}),
        RefusalReason.ALGORITHM,
    ),
    "alg None": (
        lambda _: unsigned(claims_of(NONCE), {"alg": "nOnE", "kid": "ec"}),
        RefusalReason.ALGORITHM,
    ),
    "no alg": (lambda _: unsigned(claims_of(NONCE), {"kid": "ec"}), RefusalReason.FORMAT),
    "the public key as a secret": (
        lambda portal: by_public_key(claims_of(NONCE), portal.keys["RS256"]),
        RefusalReason.ALGORITHM,
    ),
    "a shared secret": (
        lambda portal: portal.sign(
            claims_of(NONCE), "HS256", key=OctKey.import_key("s" * 64, {"kid": "ec"})
        ),
        RefusalReason.ALGORITHM,
    ),
    "the key of another algorithm": (
        lambda portal: portal.sign(claims_of(NONCE), "RS256", kid="ec"),
        RefusalReason.KEY,
    ),
    "an unknown kid": (lambda portal: portal.sign(claims_of(NONCE), kid="new"), RefusalReason.KEY),
    "a key of its own": (
        lambda portal: portal.sign(
            claims_of(NONCE), kid="own", jwk=portal.keys["ES256"].as_dict(private=False)
        ),
        RefusalReason.KEY,
    ),
    "no kid": (
        lambda portal: unsigned(claims_of(NONCE), {"alg": "ES256"}, b"x" * 64),
        RefusalReason.KEY,
    ),
    "a header that must be understood": (
        lambda portal: unsigned(
            claims_of(NONCE), {"alg": "ES256", "kid": "ec", "crit": ["b64"], "b64": False}
        ),
        RefusalReason.FORMAT,
    ),
    "another issuer": (lambda p: p.token(NONCE, iss="https://evil.example"), RefusalReason.ISSUER),
    "a prefix of the issuer": (
        lambda p: p.token(NONCE, iss=f"{ISSUER}.evil"),
        RefusalReason.ISSUER,
    ),
    "no issuer": (lambda p: p.token(NONCE, iss=None), RefusalReason.ISSUER),
    "another audience": (lambda p: p.token(NONCE, aud="bank"), RefusalReason.AUDIENCE),
    "others' audiences": (lambda p: p.token(NONCE, aud=["bank", "post"]), RefusalReason.AUDIENCE),
    "no audience": (lambda p: p.token(NONCE, aud=None), RefusalReason.AUDIENCE),
    "expired": (
        lambda p: p.token(NONCE, iat=at(-200), nbf=at(-200), exp=at(-60)),
        RefusalReason.EXPIRED,
    ),
    "too long a life": (
        lambda p: p.token(NONCE, iat=at(0), exp=at(LONGEST_LIFE_S + 1)),
        RefusalReason.LIFE,
    ),
    "a life that ends before it begins": (
        lambda p: p.token(NONCE, iat=at(0), exp=at(-1)),
        RefusalReason.LIFE,
    ),
    "not yet": (lambda p: p.token(NONCE, nbf=at(90)), RefusalReason.NOT_YET),
    "of tomorrow": (
        lambda p: p.token(NONCE, iat=at(86400), nbf=at(86400), exp=at(86500)),
        RefusalReason.NOT_YET,
    ),
    "no end": (lambda p: p.token(NONCE, exp=None), RefusalReason.TIMES),
    "no beginning": (lambda p: p.token(NONCE, iat=None), RefusalReason.TIMES),
    "a time that is none": (lambda p: p.token(NONCE, exp="9999999999"), RefusalReason.TIMES),
    "a time that is true": (lambda p: p.token(NONCE, nbf=True), RefusalReason.TIMES),
    "no subject": (lambda p: p.token(NONCE, sub=None), RefusalReason.SUBJECT),
    "an empty subject": (lambda p: p.token(NONCE, subject=""), RefusalReason.SUBJECT),
    "a subject that is a number": (lambda p: p.token(NONCE, sub=12), RefusalReason.SUBJECT),
    "half a letter as subject": (lambda p: p.token(NONCE, sub="\ud800"), RefusalReason.SUBJECT),
    "no nonce": (lambda p: p.sign(claims_of(NONCE) | {"nonce": None}), RefusalReason.NONCE),
    "claims that are a list": (lambda p: p.sign_bytes(b"[1]"), RefusalReason.FORMAT),
    "claims that are no JSON": (lambda p: p.sign_bytes(b"\xff{"), RefusalReason.FORMAT),
    "claims of brackets": (lambda p: p.sign_bytes(b"[" * 1500), RefusalReason.FORMAT),
    "no token": (lambda _: "a.b", RefusalReason.FORMAT),
    "four parts": (lambda p: p.token(NONCE) + ".x", RefusalReason.FORMAT),
    "letters of ours": (lambda _: "توکن.توکن.توکن", RefusalReason.FORMAT),
    "a header of brackets": (lambda _: f"{'W1t' * 300}.e30.eA", RefusalReason.FORMAT),
}


@pytest.mark.parametrize("name", FALSE)
async def test_what_is_false_proves_nobody(portal: Portal, keys_file: Path, name: str) -> None:
    make, reason = FALSE[name]
    assert await refused(portal, keys_file, make(portal)) is reason


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_a_weak_key_or_one_for_something_else_signs_nothing(tmp_path: Path) -> None:
    weak = RSAKey.generate_key(1024, {"kid": "weak"})
    for_reading = ECKey.generate_key("P-256", {"kid": "reading", "use": "enc"})
    other_curve = ECKey.generate_key("P-384", {"kid": "ec"})
    portal = Portal(published=[weak, for_reading, other_curve])
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps(portal.jwks()))
    for token in (
        portal.sign(claims_of(NONCE), "RS256", key=weak),
        portal.sign(claims_of(NONCE), kid="reading"),
        portal.token(NONCE),
    ):
        assert await refused(portal, path, token) is RefusalReason.KEY


async def test_a_secret_among_the_published_keys_is_no_key(tmp_path: Path) -> None:
    secret = OctKey.import_key("s" * 64, {"kid": "ec"})
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps({"keys": [secret.as_dict(private=True)]}))
    with pytest.raises(KeysUnavailableError):
        await proved(Portal(), path, Portal().token(NONCE))


@pytest.mark.parametrize(
    "document",
    ["", "[]", "{}", '{"keys": {}}', '{"keys": []}', "[" * 2000, '{"keys": [1, null, {"kid": 1}]}'],
)
async def test_what_is_no_key_set_signs_nobody_in(tmp_path: Path, document: str) -> None:
    path = tmp_path / "jwks.json"
    path.write_text(document)
    with pytest.raises(KeysUnavailableError):
        await proved(Portal(), path, Portal().token(NONCE))


async def test_two_keys_of_one_name_are_no_key_set(portal: Portal, tmp_path: Path) -> None:
    path = tmp_path / "jwks.json"
    listed = portal.jwks()["keys"]
    path.write_text(json.dumps({"keys": [*listed, listed[0]]}))
    with pytest.raises(KeysUnavailableError):
        await proved(portal, path, portal.token(NONCE))


async def test_a_new_key_is_fetched_and_strangers_names_are_not_each_time(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = Portal()
    settings = portal.settings(portal.serve(httpserver))
    keys, now = PortalKeys(settings), time.time()
    await prove(portal.token(NONCE), keys, settings, now)
    new = ECKey.generate_key("P-256", {"kid": "new"})
    portal.published = [new]
    token = portal.sign(claims_of(NONCE), key=new)
    for _ in range(5):
        with pytest.raises(IdentityRefusedError):
            await prove(token, keys, settings, now)
    assert len(httpserver.log) == 1
    later = time.monotonic() + AGAIN_S
    monkeypatch.setattr("assistant.citizens.portal_keys.time.monotonic", lambda: later)
    assert (await prove(token, keys, settings, now)).subject == SUBJECT
    # The key that the portal shows no more signs no more.
    with pytest.raises(IdentityRefusedError):
        await prove(portal.token(NONCE), keys, settings, now)


async def test_a_portal_that_is_away_or_leads_elsewhere_vouches_for_nobody(
    httpserver: HTTPServer, no_rasa: str
) -> None:
    portal = Portal()
    right = portal.serve(httpserver)
    moved = {"Location": right}
    httpserver.expect_request("/moved").respond_with_data("", status=302, headers=moved)
    httpserver.expect_request("/huge").respond_with_data(" " * 70_000 + json.dumps(portal.jwks()))
    for address in (no_rasa, httpserver.url_for("/moved"), httpserver.url_for("/huge")):
        with pytest.raises(KeysUnavailableError):
            await proved(portal, address, portal.token(NONCE))
    with pytest.raises(KeysUnavailableError):
        await proved(portal, "/nowhere/jwks.json", portal.token(NONCE))


def test_keys_come_over_a_safe_line_only() -> None:
    with pytest.raises(ValueError, match="https"):
        PortalIdentitySettings(issuer=ISSUER, keys="http://portal.example/jwks")
