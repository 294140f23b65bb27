"""Addresses are asked over a real network: the loopback, with servers that are not ours to mock."""

import datetime
import ipaddress
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.catalogue_files import write_catalogue
from support.link_server import Busy, LinkServer
from support.serving import ClosedPort
from typer.testing import CliRunner

from assistant.cli import app as cli
from knowledge.catalogue import Catalogue, load
from knowledge.upkeep.links import (
    LinkOutcome,
    LinkState,
    Manners,
    OfflineError,
    addresses,
    check_links,
)

QUICK = Manners(timeout_s=1, pause_s=0.05)
NOWHERE = "http://nowhere.invalid/page"
"""A name that never resolves, by RFC 6761."""


@pytest.fixture
def server() -> Iterator[LinkServer]:
    served = LinkServer()
    yield served
    served.close()


@pytest.fixture
def closed() -> Iterator[ClosedPort]:
    port = ClosedPort()
    yield port
    port.close()


async def outcome_of(address: str, manners: Manners = QUICK, *known: str) -> LinkOutcome:
    (outcome,) = await check_links([address], known, manners)
    return outcome


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/page", LinkState.OK, 200),
        ("/no-head", LinkState.OK, 200),
        ("/moved", LinkState.MOVED, 200),
        ("/elsewhere", LinkState.MOVED, 200),
        ("/astray", LinkState.DEAD, 404),
        ("/gone", LinkState.DEAD, 404),
        ("/broken", LinkState.DEAD, 500),
        ("/closed", LinkState.UNSURE, 403),
        ("/busy", LinkState.UNSURE, 429),
        ("/loop", LinkState.DEAD, None),
        ("/slow", LinkState.DEAD, None),
    ],
)
async def test_an_answer_decides(
    server: LinkServer, path: str, state: LinkState, status: int | None
) -> None:
    outcome = await outcome_of(server.url + path)
    assert (outcome.state, outcome.status) == (state, status), outcome


async def test_a_redirect_is_told_with_where_it_leads(server: LinkServer) -> None:
    for_good = await outcome_of(f"{server.url}/moved")
    for_now = await outcome_of(f"{server.url}/elsewhere")
    assert for_good.moved_to == for_now.moved_to == f"{server.url}/page"
    assert (for_good.is_permanent, for_now.is_permanent) == (True, False)


async def test_what_is_there_is_asked_by_head_alone(server: LinkServer) -> None:
    await outcome_of(f"{server.url}/page")
    await outcome_of(f"{server.url}/no-head")
    assert server.asked == [("HEAD", "/page"), ("HEAD", "/no-head"), ("GET", "/no-head")]


async def test_each_address_is_asked_once_and_a_host_one_at_a_time(server: LinkServer) -> None:
    wanted = [f"{server.url}/page?{number}" for number in range(12)]
    outcomes = await check_links([*wanted, *wanted], (), QUICK)
    assert [outcome.address for outcome in outcomes] == wanted
    assert len(server.asked) == len(wanted)
    assert server.busy.most == 1
    # The first tells whether there is a network; between the others there is a pause.
    gaps = [b - a for a, b in zip(server.times[1:], server.times[2:], strict=False)]
    assert min(gaps) >= QUICK.pause_s


@pytest.mark.parametrize("at_once", [1, 3])
async def test_hosts_are_asked_beside_each_other_up_to_a_bound(at_once: int) -> None:
    busy = Busy()
    servers = [LinkServer(busy=busy) for _ in range(8)]
    try:
        wanted = [f"{one.url}/late" for one in servers]
        await check_links(wanted, (), Manners(timeout_s=5, at_once=at_once))
    finally:
        for one in servers:
            one.close()
    assert busy.most == at_once


async def test_a_shut_door_is_dead_and_is_not_knocked_at_again(
    server: LinkServer, closed: ClosedPort
) -> None:
    wanted = [f"{closed.url}/{number}" for number in range(50)]
    outcomes = await check_links([*wanted, f"{server.url}/page"], (), Manners(1, 4, 1))
    assert {outcome.state for outcome in outcomes[:-1]} == {LinkState.DEAD}
    assert outcomes[-1].state is LinkState.OK


async def test_a_name_that_is_not_there_is_dead_where_others_answer(server: LinkServer) -> None:
    outcome = await outcome_of(NOWHERE, QUICK, f"{server.url}/page")
    assert outcome.state is LinkState.DEAD


async def test_where_nothing_answers_there_is_no_internet() -> None:
    with pytest.raises(OfflineError):
        await outcome_of(NOWHERE, QUICK, "http://also.nowhere.invalid/")


async def test_a_shut_door_proves_a_network(closed: ClosedPort) -> None:
    assert (await outcome_of(f"{closed.url}/page")).state is LinkState.DEAD


async def test_a_certificate_that_nobody_knows_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    served = LinkServer(self_signed(tmp_path / "own.pem"))
    try:
        outcome = await outcome_of(f"{served.url}/page")
    finally:
        served.close()
    assert outcome.state is LinkState.UNSURE
    assert "certificate" in outcome.detail


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://a b.ir/", "http://é..ir/"])
async def test_an_address_that_is_none_is_dead(server: LinkServer, address: str) -> None:
    assert (await outcome_of(address, QUICK, f"{server.url}/page")).state is LinkState.DEAD


def test_every_address_of_the_catalogue_is_there_once(catalogue: Catalogue) -> None:
    found = addresses(catalogue)
    assert len(found) == len(set(found)) > 1000
    for entry in catalogue.entries:
        if entry.service.portal:
            assert entry.service.portal.url in found
        assert {one.address for one in entry.service.sources if one.is_public} <= set(found)
    assert set(addresses(catalogue, ["abfa"])) < set(found)


# The command


def catalogue_at(root: Path, server: LinkServer, path: str) -> Path:
    """A small catalogue whose sources are all on `server`; one of them is `path`."""
    write_catalogue(root)
    for file in (root / "catalogue").glob("*.yml"):
        text = file.read_text("utf-8").replace("https://example.ir/alef", server.url + path)
        text = text.replace("https://example.ir", server.url)
        text = text.replace("https://news.example.ir", server.url)
        file.write_text(text, "utf-8")
    assert all(address.startswith(server.url) for address in addresses(load(root)))
    return root


def run(root: Path, *options: str) -> tuple[int, str]:
    command = ["catalogue", "check-links", "--knowledge", str(root), "--timeout", "1", *options]
    told = CliRunner().invoke(cli, command)
    return told.exit_code, told.stdout


def test_the_command_names_dead_addresses_with_their_places(
    tmp_path: Path, server: LinkServer
) -> None:
    root = catalogue_at(tmp_path / "knowledge", server, "/gone")
    code, told = run(root, "--json")
    content = json.loads(told)
    assert code == 1
    assert content["totals"] == {"ok": 2, "moved": 0, "unsure": 0, "dead": 1}
    (dead,) = [one for one in content["addresses"] if one["state"] == "dead"]
    assert dead["address"] == f"{server.url}/gone"
    assert dead["places"] == ["knowledge/catalogue/alef.yml:23"]
    code, told = run(root)
    assert code == 1
    assert "3 addresses: 2 ok, 0 moved, 0 unsure, 1 dead" in told


@pytest.mark.parametrize("path", ["/page", "/moved", "/closed"])
def test_without_dead_addresses_the_command_succeeds(
    tmp_path: Path, server: LinkServer, path: str
) -> None:
    assert run(catalogue_at(tmp_path / "knowledge", server, path))[0] == 0


def test_without_internet_the_command_says_so_in_both_languages(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "knowledge")
    for file in (root / "catalogue").glob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("example.ir", "nowhere.invalid"), "utf-8")
    command = ["catalogue", "check-links", "--knowledge", str(root), "--timeout", "1", "--json"]
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 2
    assert json.loads(told.stdout) == {"offline": True}
    assert "به اینترنت دسترسی ندارد" in told.stderr
    assert "no internet" in told.stderr


def test_an_agency_that_is_not_there_is_refused(tmp_path: Path, server: LinkServer) -> None:
    root = catalogue_at(tmp_path / "knowledge", server, "/page")
    assert run(root, "--agency", "nowhere")[0] == 2
    assert server.asked == []


def self_signed(file: Path) -> Path:
    """Key and certificate of a server that no authority vouches for."""
    key, name = ec.generate_private_key(ec.SECP256R1()), "127.0.0.1"
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.datetime.now(datetime.UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))])
    certificate = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(host, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, kind, plain)
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return file
