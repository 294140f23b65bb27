"""What deploy/ tells the programs: every variable is one, and a gateway is whole with them."""

import re
from pathlib import Path

import pytest
from support.deploying import (
    BASE,
    COMPOSE,
    DEPLOY,
    OVERLAY,
    documents,
    files,
    made_secrets,
    pods,
    variables,
)
from support.deploying import unit as read_unit

from assistant.exposure import check_exposure
from assistant.rasa.side.protocol import SECRET_FILE
from assistant.settings import Settings

OF_THE_EDGE = "DASTYAR_GATEWAYS"
KNOWN = {f"DASTYAR_{name.upper()}" for name in Settings.model_fields} | {SECRET_FILE, OF_THE_EDGE}
IMAGE = re.compile(r"^\s*(?:- )?(?:image: |Image=|newName: |ARG \w+_IMAGE=)(\S+)$", re.MULTILINE)


def test_every_variable_is_a_setting() -> None:
    named = {
        (path.relative_to(DEPLOY).as_posix(), name.split("__")[0])
        for path in files()
        for name in re.findall(r"\bDASTYAR_[A-Z_]*[A-Z]\b", path.read_text())
    }
    assert named
    assert {one for one in named if one[1] not in KNOWN} == set()


def test_no_image_names_a_host_or_the_newest_of_anything() -> None:
    images = [(path, found) for path in files() for found in IMAGE.findall(path.read_text())]
    assert len(images) > 20
    for path, image in images:
        place, _, rest = image.rpartition(":-")[2].rpartition("/")
        assert place == "localhost" or not re.search(r"[.:]", place), path
        assert ":latest" not in rest, path


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    made_secrets(tmp_path / "secrets")
    return tmp_path / "secrets"


def settings_of(values: dict[str, str], secrets: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """As a process of an image reads them."""
    for name, value in (values | {"DASTYAR_HOST": "0.0.0.0"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DASTYAR_SECRETS_DIR", str(secrets))
    return Settings(_env_file=None)


def check_whole(settings: Settings) -> None:
    """All that is secret is given, and the gateway may be reached by others."""
    assert settings.database.startswith("postgresql+psycopg://dastyar:")
    assert settings.redis_url.get_secret_value().startswith("redis://dastyar:")
    given = (
        settings.secret,
        settings.ledger_key,
        settings.internal_secret,
        settings.connector_secret,
    )
    assert all(len(one.get_secret_value()) == 64 for one in given)
    assert len({one.get_secret_value() for one in given}) == len(given)
    # Two checks of the edge, two seconds apart; 45 seconds are given in all, 20 for what follows.
    assert 4 < settings.leave_notice_s <= 45 - 20
    assert check_exposure(settings) == [next(_metrics_warning(settings))]


def _metrics_warning(settings: Settings):
    yield (
        f"DASTYAR_HOST={settings.host} is reached by other machines: what DASTYAR_METRICS_ENABLED "
        "turn off answers whoever passes the proxy."
    )


def test_one_host_is_whole(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = variables((DEPLOY / "compose" / "dastyar.env").read_text())
    settings = settings_of(values, secrets, monkeypatch)
    check_whole(settings)
    services = documents(COMPOSE)[0]["services"]
    assert settings.callback == services["rasa"]["environment"]["DASTYAR_RASA_CALLBACKS"]
    assert f":{settings.worker_port}/" in str(services["worker"]["healthcheck"])
    (subnet,) = documents(COMPOSE)[0]["networks"]["front"]["ipam"]["config"]
    assert settings.trusted_proxies == subnet["subnet"]
    assert read_unit(DEPLOY / "quadlet" / "dastyar-front.network")["Subnet"] == [subnet["subnet"]]
    rasa = read_unit(DEPLOY / "quadlet" / "dastyar-rasa.container")
    assert rasa["Environment"] == [f"DASTYAR_RASA_CALLBACKS={settings.callback}"]


def own(name: str) -> dict[str, str]:
    """The variables that a container of the base has beside those of all."""
    (container,) = pods()[name]["spec"]["containers"]
    return {one["name"]: one["value"] for one in container.get("env", []) if "value" in one}


@pytest.mark.parametrize("name", ["dastyar-gateway", "dastyar-messengers"])
def test_gateways_of_the_cluster_are_whole(
    name: str, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = variables((BASE / "settings.env").read_text())
    values |= variables((OVERLAY / "settings.env").read_text()) | own(name)
    settings = settings_of(values, secrets, monkeypatch)
    check_whole(settings)
    assert settings.messengers_enabled == (name == "dastyar-messengers")
    assert not settings.worker_enabled
    allowed = variables((BASE / "callbacks.env").read_text())["DASTYAR_RASA_CALLBACKS"].split(",")
    assert settings.callback.replace("$(POD_NAME)", f"{name}-0") in allowed
    assert settings.attachments_folder == Path("/srv/files/attachments")


def test_workers_of_the_cluster_do_all_work(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = set()
    for name in ("dastyar-worker-prompt", "dastyar-worker-slow"):
        settings = settings_of(own(name), secrets, monkeypatch)
        assert settings.worker_port == 8001
        kinds |= settings.work_kinds
    assert kinds == Settings(_env_file=None, worker_kinds="prompt,slow").work_kinds


def test_a_rolling_upgrade_lets_versions_differ() -> None:
    component = documents(DEPLOY / "kubernetes" / "components" / "upgrade" / "kustomization.yaml")
    (literal,) = component[0]["configMapGenerator"][0]["literals"]
    name, value = literal.split("=")
    assert name == "DASTYAR_SIBLINGS_MAY_DIFFER"
    assert Settings(_env_file=None, siblings_may_differ=value).differing == {
        "index",
        "model",
        "schema",
    }
