"""The bill of materials, and the check of pins, against a source of holes on this machine."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cyclonedx.schema
import jsonschema_rs
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from supply import audit
from supply.audit import ask
from supply.pins import LISTS, LOCKS, PROJECT, Pin, PinList, differences, read_pins, shipped_scripts

SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
AT, BESIDE = "http://cyclonedx.org/schema/", ("spdx.", "jsf-", "cryptography-defs.")
ONE = Pin("filetype", "1.2.0")
HOLE = {
    "id": "TEST-2026-1",
    "aliases": [],
    "summary": "a hole",
    "modified": "2026-01-01T00:00:00Z",
    "published": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": ONE.name, "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}],
        }
    ],
}


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict:
    target = tmp_path_factory.mktemp("sbom") / "sbom.cdx.json"
    command = [sys.executable, "-m", "supply.sbom", str(target)]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert str(target) in ended.stdout
    return json.loads(target.read_text(encoding="utf-8"))


def test_every_pin_and_every_bundled_script_is_in_the_bill(bill: dict):
    listed = {(part["bom-ref"], part["version"]) for part in bill["components"]}
    for pins in LISTS:
        wanted = {
            (f"{pins.name}:{pin.name}", pin.version) for pin in read_pins(PROJECT / pins.path)
        }
        assert wanted
        assert wanted <= listed
    for part, lock in LOCKS.items():
        scripts = shipped_scripts(PROJECT / lock)
        assert {"lit", "@noble/hashes"} <= set(scripts)
        assert {(f"{part}:{name}", s["version"]) for name, s in scripts.items()} <= listed


def test_the_bill_is_valid_cyclonedx(bill: dict):
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    kept = {
        path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.schema.json")
    }
    others = [(f"{AT}{name}", schema) for name, schema in kept.items() if name.startswith(BESIDE)]
    registry = jsonschema_rs.Registry(others)
    (own,) = (schema for name, schema in kept.items() if name.startswith("bom-1.6."))
    jsonschema_rs.validator_for(own, registry=registry).validate(bill)


@pytest.fixture
def source(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """A source of holes that knows of one hole in `ONE`."""

    def answer(request: Request) -> Response:
        is_it = json.loads(request.get_data())["package"]["name"] == ONE.name
        return Response(json.dumps({"vulns": [HOLE]} if is_it else {}))

    httpserver.expect_request("/v1/query", method="POST").respond_with_handler(answer)
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", httpserver.url_for("/v1/query"))
    monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")
    return httpserver


@pytest.fixture
def no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", f"http://127.0.0.1:{port}/")
    monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")


@pytest.mark.usefixtures("source")
def test_a_known_hole_is_told_and_others_are_not():
    holes = ask("osv", [ONE, Pin("limits", "5.8.0")])
    assert holes is not None
    assert holes.found == ["filetype 1.2.0: TEST-2026-1"]
    assert not holes.unknown
    assert audit.answering() == "osv"


@pytest.mark.usefixtures("no_source")
def test_without_a_source_it_is_said_and_is_no_success(capsys: pytest.CaptureFixture[str]):
    assert ask("osv", [ONE]) is None
    status = audit.main()
    said = capsys.readouterr().out
    assert "NOT AUDITED for known holes" in said
    assert status != audit.FINE
    assert "no known" not in said.lower()


@pytest.mark.parametrize("pins", LISTS, ids=lambda pins: pins.name)
def test_what_is_installed_is_what_is_pinned(pins: PinList):
    assert differences(read_pins(PROJECT / pins.path), pins.environment) == []


def test_what_is_installed_otherwise_is_told(tmp_path: Path):
    (own,) = [pin for pin in read_pins(PROJECT / LISTS[0].path) if pin.name == "filetype"]
    assert differences([own]) == []
    assert differences([Pin("filetype", "0.1")]) == [
        f"filetype: pinned 0.1, installed {own.version}"
    ]
    assert differences([own], tmp_path) == [f"filetype: pinned {own.version}, installed not at all"]


@pytest.mark.parametrize(
    "line", ["torch>=2.6,<3", "limits", "x @ https://example.com/x.whl", "-e ."]
)
def test_what_is_no_exact_version_is_refused(tmp_path: Path, line: str):
    path = tmp_path / "pins.txt"
    path.write_text(f"# a list\nfiletype==1.2.0\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no exact version"):
        read_pins(path)
