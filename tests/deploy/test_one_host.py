"""Compose and quadlet: valid, shut, and the same installation."""

from typing import Any

import pytest
from support.deploying import COMPOSE, DEPLOY, UNITS, documents, files, program, ran, unit

CONTAINERS = [path for path in UNITS if path.suffix == ".container"]
OURS = {"dastyar-gateway", "dastyar-worker", "dastyar-migrate"}


def services() -> dict[str, Any]:
    return documents(COMPOSE)[0]["services"]


def test_compose_is_valid() -> None:
    ended = ran(program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_all_yaml_is_linted() -> None:
    rules = (
        "{extends: default, rules: {line-length: {max: 260}, document-start: disable, comments: "
        "disable, braces: {max-spaces-inside: 1}, truthy: {check-keys: false}, octal-values: "
        "disable, indentation: {indent-sequences: whatever}}}"
    )
    written = [path for path in files() if path.suffix in {".yaml", ".yml"}]
    assert len(written) > 15
    ended = ran(program("yamllint"), "--strict", "-d", rules, *written)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("name", services())
def test_a_service_is_shut(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].split(":")[0]) > 0
    assert "mem_limit" in service
    assert "pids_limit" in service
    assert ("ports" in service) == (name == "edge")
    # No variable holds a secret, and an image has a version.
    given = service.get("environment", {})
    assert [key for key in given if "PASSWORD" in key and not key.endswith("_FILE")] == []
    image = service["image"]
    assert image.startswith("${")
    assert image.removesuffix("}").rpartition(":")[2][0].isdigit()


def test_only_edge_and_gateway_meet_strangers_and_databases_meet_neither() -> None:
    networks = {name: set(service["networks"]) for name, service in services().items()}
    assert {name for name in networks if "front" in networks[name]} == {"edge", "gateway"}
    assert documents(COMPOSE)[0]["networks"]["back"]["internal"] is True
    for name in ("database", "valkey", "rasa"):
        assert networks[name] == {"back"}
        assert unit(DEPLOY / "quadlet" / f"dastyar-{name}.container")["Network"] == [
            "dastyar-back.network"
        ]


@pytest.mark.parametrize("path", CONTAINERS, ids=lambda path: path.stem)
def test_a_unit_is_shut_and_the_same_as_its_service(path: Any) -> None:
    written, service = unit(path), services()[path.stem.removeprefix("dastyar-")]
    assert written["ReadOnly"] == written["NoNewPrivileges"] == ["true"]
    assert written["DropCapability"] == ["all"]
    assert "MemoryMax" in written
    assert written["User"] == [service["user"].split(":")[0]]
    secrets = [one.split(",") for one in written.get("Secret", [])]
    assert {one[0] for one in secrets} == set(service.get("secrets", []))
    assert all(one[1:] == [f"uid={written['User'][0]}", "mode=0400"] for one in secrets)
    networks = {one.removesuffix(".network") for one in written["Network"]}
    assert networks == {f"dastyar-{name}" for name in service["networks"]}
    image = service["image"].removesuffix("}").partition(":-")[2].rpartition("/")[2]
    assert written["Image"] == [f"localhost/{image}"]


def test_every_service_has_its_unit() -> None:
    assert {path.stem.removeprefix("dastyar-") for path in CONTAINERS} == set(services())


def test_streams_have_time_to_end() -> None:
    """45 seconds; the edge lets its own go by then."""
    for name in ("gateway", "worker", "edge"):
        assert services()[name]["stop_grace_period"] == "45s"
        written = unit(DEPLOY / "quadlet" / f"dastyar-{name}.container")
        assert written["StopTimeout"] == ["45"]
        assert int(written["TimeoutStopSec"][0]) > 45


def test_podman_makes_units_of_them() -> None:
    ended = ran(program("quadlet"), "-dryrun", QUADLET_UNIT_DIRS=str(DEPLOY / "quadlet"))
    assert ended.returncode == 0, ended.stderr
    for path in UNITS:
        kind = path.suffix.removeprefix(".")
        name = path.stem if kind == "container" else f"{path.stem}-{kind}"
        assert f"---{name}.service---" in ended.stdout
    assert "--health-cmd" in ended.stdout
    assert "unsupported" not in (ended.stdout + ended.stderr).lower()
    # Quotes of a command come through whole.
    assert ended.stdout.count('timeout=4)\\"]"') == 3
