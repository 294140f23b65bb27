"""What is said to a provider, and what each of its answers means; over real connections."""

import asyncio
import logging
import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import ValidationError
from pytest_httpserver import HTTPServer
from support.sms_server import (
    KEY,
    LINE,
    Fault,
    SmsServer,
    gives,
    keeps_silent,
    refuses,
    takes_and_loses_the_answer,
)

from assistant.provider_settings import SmsProviderSettings
from assistant.sms.profiles import Because, MessageState, profile_of, profiles
from assistant.sms.provider import SmsProvider, SmsRefusedError, UnansweredError

MOBILE, TEXT = "09121234567", "دستیار: سلام"
CODES = [(name, code) for name, one in profiles().items() for code in one.refusals]


async def test_kavenegar_is_given_what_it_documents(server: SmsServer) -> None:
    provider = SmsProvider(server.account("kavenegar"))
    id_ = await provider.send(MOBILE, TEXT, 450)
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", f"/v1/{quote(KEY, safe='')}/sms/send.json")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.fields == {
        "receptor": MOBILE,
        "message": TEXT,
        "sender": LINE,
        "localid": "450",
        "hide": "1",
    }
    assert [str(one) for one in server.sent] == [id_]
    await provider.close()


async def test_smsir_is_given_what_it_documents(server: SmsServer) -> None:
    provider = SmsProvider(server.account("smsir"))
    id_ = await provider.send(MOBILE, TEXT, 450)
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/v1/send/bulk")
    assert asked.headers["X-API-KEY"] == KEY
    assert asked.fields == {
        "lineNumber": int(LINE),
        "messageText": TEXT,
        "mobiles": [MOBILE],
        "sendDateTime": None,
    }
    assert [str(one) for one in server.sent] == [id_]
    await provider.close()


@pytest.mark.parametrize(("name", "code"), CODES)
async def test_each_documented_code_is_what_its_profile_says(
    server: SmsServer, name: str, code: int
) -> None:
    provider = SmsProvider(server.account(name))
    server.faults.append(refuses(name, code))
    with pytest.raises(SmsRefusedError) as caught:
        await provider.send(MOBILE, TEXT, 1)
    expected = profile_of(name).refusals[code]
    assert caught.value.because is expected.because
    assert expected.fa in str(caught.value)
    assert str(code) in str(caught.value)
    await provider.close()


async def test_a_code_that_nobody_documents_is_a_refusal_with_its_number(
    server: SmsServer, provider: SmsProvider
) -> None:
    server.faults.append(refuses(provider.name, 477))
    with pytest.raises(SmsRefusedError, match="477") as caught:
        await provider.send(MOBILE, TEXT, 1)
    assert caught.value.because is Because.MESSAGE


@pytest.mark.parametrize(
    ("ids", "words"),
    [([0], "فهرست سیاه"), ([None], "پذیرفته نشد")],
)
async def test_smsir_may_take_a_pack_without_its_recipient(
    server: SmsServer, ids: list[object], words: str
) -> None:
    provider = SmsProvider(server.account("smsir"))
    data = {"packId": "x", "messageIds": ids, "cost": 0}
    server.faults.append(gives({"status": 1, "message": "موفق", "data": data}))
    with pytest.raises(SmsRefusedError, match=words) as caught:
        await provider.send(MOBILE, TEXT, 1)
    assert caught.value.because is Because.MESSAGE
    await provider.close()


@pytest.mark.parametrize(
    "fault",
    [
        gives(b""),
        gives(b"<html>busy</html>"),
        gives(b"\xff\xfe\x00"),
        gives([]),
        gives({}),
        gives({"return": None, "status": None}),
        gives({"return": {"status": True}, "status": True}),
        gives({"return": {"status": 200}, "entries": [], "status": 1, "data": {}}),
        gives({"return": {"status": 200}, "entries": [{"messageid": {}}], "status": 1, "data": 1}),
        gives(b"[" * 200_000),
        gives(b'{"a": ' + b"9" * 100_000 + b"}"),
        gives(b"x" * 300_000),
        gives(b"{}", 500),
        gives(b"", 502),
        gives(b"", 429),
        takes_and_loses_the_answer,
    ],
)
async def test_what_cannot_be_read_says_nothing(
    server: SmsServer, provider: SmsProvider, fault: Fault
) -> None:
    server.faults.append(fault)
    with pytest.raises(UnansweredError) as caught:
        await provider.send(MOBILE, TEXT, 1)
    assert provider.profile.title_fa in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 401, 403])
async def test_no_redirect_is_followed_and_a_wrong_key_is_the_administrator_s(
    server: SmsServer, provider: SmsProvider, status: int
) -> None:
    server.faults.append(gives(b"", status, Location=f"{server.address}/elsewhere"))
    with pytest.raises(SmsRefusedError, match=str(status)) as caught:
        await provider.send(MOBILE, TEXT, 1)
    assert caught.value.because is Because.ACCOUNT
    assert len(server.asked) == 1


@pytest.mark.parametrize(("asked", "seconds"), [("7", 7), ("0", 1), ("99999999999", 3600)])
async def test_it_waits_as_long_as_it_is_asked_to_and_an_hour_at_most(
    server: SmsServer, provider: SmsProvider, asked: str, seconds: int
) -> None:
    server.faults.append(gives(b"", 503, Retry_After=asked))
    with pytest.raises(UnansweredError) as caught:
        await provider.send(MOBILE, TEXT, 1)
    assert caught.value.wait == timedelta(seconds=seconds)


async def test_silence_ends_and_so_does_a_closed_door(server: SmsServer) -> None:
    slow = SmsProvider(server.account("kavenegar", timeout_s=0.2))
    server.faults.append(keeps_silent)
    async with asyncio.timeout(4):
        with pytest.raises(UnansweredError):
            await slow.send(MOBILE, TEXT, 1)
    await slow.close()
    nobody = SmsProvider(server.account("smsir", api="http://127.0.0.1:1"))
    with pytest.raises(UnansweredError, match="ConnectError"):
        await nobody.send(MOBILE, TEXT, 1)
    await nobody.close()


async def test_reports_are_read(server: SmsServer, provider: SmsProvider) -> None:
    many = [await provider.send(MOBILE, TEXT, local_id) for local_id in range(1, 4)]
    codes = {"kavenegar": (10, 11, 5), "smsir": (1, 2, 3)}[provider.name]
    server.states = dict(zip(server.sent, codes, strict=True))
    if provider.profile.report.most > 1:
        states = await provider.look(many)
    else:
        states = {id_: state for one in many for id_, state in (await provider.look([one])).items()}
    ends = (MessageState.DELIVERED, MessageState.UNDELIVERED, MessageState.UNDER_WAY)
    assert states == dict(zip(many, ends, strict=True))


async def test_a_report_about_others_is_passed_over(
    server: SmsServer, provider: SmsProvider
) -> None:
    row = {"messageid": 1, "status": 10, "messageId": 1, "deliveryState": 1}
    entries = [row, None, "x", {"messageid": "2"}]
    answer = {"return": {"status": 200}, "entries": entries, "status": 1, "data": row}
    server.faults.append(gives(answer))
    assert await provider.look(["2"]) == {}


async def test_the_credit_is_read(server: SmsServer, provider: SmsProvider) -> None:
    server.credit = 1234.5
    assert await provider.credit() == 1234.5
    odd = {"return": {"status": 200}, "entries": {"remaincredit": "NaN"}, "status": 1, "data": []}
    server.faults.append(gives(odd))
    with pytest.raises(UnansweredError):
        await provider.credit()


async def test_neither_key_nor_number_nor_text_is_logged_or_in_an_error(
    server: SmsServer, provider: SmsProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults = [takes_and_loses_the_answer, refuses(provider.name, 477), gives(b"x", 503)]
    server.faults.extend(faults)
    errors = []
    for _ in faults:
        with pytest.raises((UnansweredError, SmsRefusedError)) as caught:
            await provider.send(MOBILE, TEXT, 1)
        errors.append(f"{caught.value!r} {caught.value.__cause__!r}")
    await provider.send(MOBILE, TEXT, 1)
    everything = " ".join([*errors, caplog.text, repr(server.account(provider.name).model_dump())])
    for secret in (KEY, quote(KEY, safe=""), MOBILE, TEXT):
        assert secret not in everything.replace(f"'line': '{LINE}'", "")


def test_certificates_are_checked_and_only_loopback_is_asked_in_the_clear() -> None:
    for profile in profiles().values():
        assert profile.api.startswith("https://")
        assert all(re.match(r"https://", source) for source in profile.sources)
    account = {"profile": "smsir", "key": KEY, "line": LINE}
    for api in ("http://api.sms.ir", "ftp://127.0.0.1", "api.sms.ir"):
        with pytest.raises(ValidationError):
            SmsProviderSettings.model_validate(account | {"api": api})
    with pytest.raises(ValueError, match="kavenegar, smsir"):
        SmsProvider(SmsProviderSettings.model_validate(account | {"profile": "nobody"}))


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[str]:
    """A server for 127.0.0.1 whose certificate nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.sms.ir")])
    now, own = datetime.now(UTC), x509.IPAddress(ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([own]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "both.pem").write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    server = HTTPServer("127.0.0.1", 0, ssl_context=context)
    with server:
        yield server.url_for("")
        assert server.log == [], "nothing was said to a stranger"


async def test_a_certificate_that_nobody_signed_is_not_believed(stranger: str) -> None:
    account = {"profile": "kavenegar", "key": KEY, "line": LINE, "api": stranger}
    provider = SmsProvider(SmsProviderSettings.model_validate(account))
    with pytest.raises(UnansweredError, match="ConnectError"):
        await provider.send(MOBILE, TEXT, 1)
    await provider.close()
