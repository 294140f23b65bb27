"""The base and its overlay: valid, shut, and every name in them leads somewhere."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from support.deploying import (
    BASE,
    DEPLOY,
    OVERLAY,
    documents,
    made_secrets,
    pods,
    program,
    ran,
    resources,
    variables,
)

from assistant.app import create_app
from assistant.background.workers import worker_app
from assistant.rasa.side.protocol import CHANNEL_PATH
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.jobs import Worker

VERSION = "1.33"
"""The oldest Kubernetes that the resources must fit."""
GATEWAYS = {"dastyar-gateway", "dastyar-messengers"}
WORKERS = {"dastyar-worker-prompt", "dastyar-worker-slow"}


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [one for one in resources() if one["kind"] == kind]


def container(name: str) -> dict[str, Any]:
    (only,) = pods()[name]["spec"]["containers"]
    return only


def labels(name: str) -> dict[str, str]:
    return pods()[name]["metadata"]["labels"]


def selected(selector: dict[str, Any]) -> set[str]:
    """Which pods of ours a selector means."""
    found = {name for name in pods() if _fits(selector.get("matchLabels", {}), labels(name))}
    for rule in selector.get("matchExpressions", ()):
        assert rule["operator"] == "In"
        found &= {name for name in found if labels(name).get(rule["key"]) in rule["values"]}
    return found


def _fits(wanted: dict[str, str], given: dict[str, str]) -> bool:
    return wanted.items() <= given.items()


def test_every_file_of_the_base_is_in_it() -> None:
    (made,) = documents(BASE / "kustomization.yaml")
    written = {path.name for path in BASE.glob("*.yaml")} - {"kustomization.yaml"}
    assert {name for name in made["resources"] if "/" not in name} == written
    sources = [file for one in made["configMapGenerator"] for file in one["envs"]]
    assert set(sources) == {path.name for path in BASE.glob("*.env")}


@pytest.mark.parametrize("name", pods())
def test_a_pod_is_restricted(name: str) -> None:
    pod, only = pods()[name]["spec"], container(name)
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert only["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod["automountServiceAccountToken"] is False
    # Else the cluster tells addresses of services in variables that begin as our settings do.
    assert pod["enableServiceLinks"] is False
    assert (
        {"cpu", "memory"} == set(only["resources"]["requests"]) == set(only["resources"]["limits"])
    )
    assert only["image"].rpartition(":")[2][0].isdigit()
    assert "initContainers" not in pod


@pytest.mark.parametrize("name", pods())
def test_secrets_are_files(name: str) -> None:
    only = container(name)
    assert not [one for one in only.get("envFrom", ()) if "secretRef" in one]
    assert not [
        one
        for one in only.get("env", ())
        if "secretKeyRef" in str(one) or {"name", "value"} < set(one)
    ]
    mounted = {mount["name"]: mount for mount in only.get("volumeMounts", ())}
    for volume in pods()[name]["spec"].get("volumes", ()):
        if "secret" in volume:
            assert volume["secret"]["defaultMode"] == 0o440
            assert mounted[volume["name"]]["readOnly"] is True
        assert volume["name"] in mounted


def paths_of(name: str) -> set[str]:
    """Addresses that the program of a pod answers."""
    if name in GATEWAYS:
        return set(create_app(Settings()).openapi()["paths"])
    if name in WORKERS:
        app: web.Application = worker_app(Worker(Database("sqlite://"), {}))
        return {resource.canonical for resource in app.router.resources()}
    if name == "dastyar-rasa":
        return {CHANNEL_PATH.removesuffix("webhook")}
    assert name == "dastyar-edge"
    assert "monitor-uri /healthz" in (DEPLOY / "edge" / "haproxy.cfg").read_text()
    return {"/healthz"}


@pytest.mark.parametrize("name", sorted(set(pods()) - {"dastyar-migrate", "dastyar-valkey"}))
def test_probes_ask_what_is_there(name: str) -> None:
    only = container(name)
    ports = {one["name"] for one in only["ports"]}
    probes = {key: only[key]["httpGet"] for key in only if key.endswith("Probe")}
    assert {"readinessProbe", "livenessProbe"} <= set(probes)
    assert {probe["path"] for probe in probes.values()} <= paths_of(name)
    assert {probe["port"] for probe in probes.values()} <= ports
    if name in GATEWAYS | WORKERS:
        assert probes["readinessProbe"]["path"] == "/readyz"
        # A database that is away is no reason to kill who waits for it.
        assert probes["livenessProbe"]["path"] == "/healthz"


def test_ports_are_those_that_the_programs_listen_on() -> None:
    assert container("dastyar-gateway")["ports"][0]["containerPort"] == Settings().port
    port = {one["name"]: one.get("value") for one in container("dastyar-worker-slow")["env"]}
    assert container("dastyar-worker-slow")["ports"][0]["containerPort"] == int(
        port["DASTYAR_WORKER_PORT"]
    )
    for name in ("gateway", "rasa"):
        image = (DEPLOY / "images" / f"Containerfile.{name}").read_text()
        listens = container(f"dastyar-{name}")["ports"][0]["containerPort"]
        assert f"EXPOSE {listens}\n" in image
    edge = (DEPLOY / "edge" / "haproxy.cfg").read_text()
    for one in container("dastyar-edge")["ports"]:
        assert f"bind :{one['containerPort']}" in edge


@pytest.mark.parametrize("service", of_kind("Service"), ids=lambda one: one["metadata"]["name"])
def test_a_service_finds_pods_and_their_ports(service: dict[str, Any]) -> None:
    found = selected({"matchLabels": service["spec"]["selector"]})
    assert found
    for name in found:
        named = {one["name"] for one in container(name)["ports"]}
        assert {one["targetPort"] for one in service["spec"]["ports"]} <= named


def test_names_that_are_called_belong_to_pods() -> None:
    stateful = {one["metadata"]["name"]: one["spec"] for one in of_kind("StatefulSet")}
    settings = variables((BASE / "settings.env").read_text())
    rasas = [f"http://dastyar-rasa-{i}.dastyar-rasas:5005" for i in range(3)]
    assert settings["DASTYAR_RASA_URL"].split(",") == rasas
    assert stateful["dastyar-rasa"]["replicas"] == len(rasas)
    allowed = variables((BASE / "callbacks.env").read_text())["DASTYAR_RASA_CALLBACKS"].split(",")
    for name in GATEWAYS:
        service, count = stateful[name]["serviceName"], stateful[name]["replicas"]
        for i in range(count):
            assert f"http://{name}-{i}.{service}:8000/internal/actions/webhook" in allowed
    assert stateful["dastyar-messengers"]["replicas"] == 1
    services = {one["metadata"]["name"]: one["spec"] for one in of_kind("Service")}
    # Rasa reaches a gateway that ends its last turns; the edge sends nothing to that of messengers.
    assert services["dastyar-gateways"]["publishNotReadyAddresses"] is True
    assert selected({"matchLabels": services["dastyar-gateways"]["selector"]}) == GATEWAYS
    (target,) = container("dastyar-edge")["env"]
    name = target["value"].partition(":")[0]
    assert selected({"matchLabels": services[name]["selector"]}) == {"dastyar-gateway"}


def test_who_stops_has_time_for_its_turns() -> None:
    for name in GATEWAYS | WORKERS | {"dastyar-edge"}:
        assert pods()[name]["spec"]["terminationGracePeriodSeconds"] == 45
        assert "lifecycle" not in container(name)


def test_what_there_is_several_of_is_not_taken_away_at_once() -> None:
    several = {
        one["metadata"]["name"]
        for kind in ("Deployment", "StatefulSet")
        for one in of_kind(kind)
        if one["spec"]["replicas"] > 1
    }
    budgets = of_kind("PodDisruptionBudget")
    kept = [name for one in budgets for name in selected(one["spec"]["selector"])]
    assert sorted(kept) == sorted(several)
    assert {one["spec"]["maxUnavailable"] for one in budgets} == {1}


# Who may speak with whom


def policies() -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one["spec"] for one in of_kind("NetworkPolicy")}


def flows(direction: str, peers: str) -> Iterator[tuple[str, str, int]]:
    """Pod, pod at the other end, and port, as policies of one direction allow them."""
    for policy in policies().values():
        for rule in policy.get(direction, ()):
            for peer in rule.get(peers, ()):
                for port in rule["ports"]:
                    for name in selected(policy["podSelector"]):
                        for other in selected(peer.get("podSelector", {"matchLabels": {"": ""}})):
                            yield name, other, port["port"]


def test_nobody_speaks_with_anybody_by_default() -> None:
    assert policies()["nobody"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_each_way_is_open_at_both_ends() -> None:
    out = {(one, other, port) for one, other, port in flows("egress", "to")}
    into = {(other, one, port) for one, other, port in flows("ingress", "from")}
    assert out == into
    gateways = {(one, "dastyar-rasa", 5005) for one in GATEWAYS}
    back = {("dastyar-rasa", one, 8000) for one in GATEWAYS}
    counting = {(one, "dastyar-valkey", 6379) for one in GATEWAYS}
    assert out == gateways | back | counting | {("dastyar-edge", "dastyar-gateway", 8000)}


def test_only_who_needs_the_database_reaches_it() -> None:
    (cluster,) = of_kind("Cluster")
    wanted = {"matchLabels": {"cnpg.io/cluster": cluster["metadata"]["name"]}}
    out = set()
    for policy in policies().values():
        for rule in policy.get("egress", ()):
            if {"podSelector": wanted} in rule.get("to", ()):
                assert 5432 in [port["port"] for port in rule["ports"]]
                out |= selected(policy["podSelector"])
    into = set()
    for rule in policies()["database"]["ingress"]:
        if rule["ports"] == [{"protocol": "TCP", "port": 5432}]:
            into |= {name for peer in rule["from"] for name in selected(peer["podSelector"])}
    assert out == into == GATEWAYS | WORKERS | {"dastyar-migrate"}


def test_strangers_reach_the_edge_alone() -> None:
    open_to_all = {
        name
        for policy in policies().values()
        for rule in policy.get("ingress", ())
        if "from" not in rule
        for name in selected(policy["podSelector"])
    }
    assert open_to_all == {"dastyar-edge"}


def test_a_commit_waits_for_a_standby() -> None:
    (cluster,) = of_kind("Cluster")
    spec = cluster["spec"]
    assert spec["instances"] == 3
    assert spec["postgresql"]["synchronous"] == {
        "method": "any",
        "number": 1,
        "dataDurability": "required",
    }
    assert spec["postgresql"]["parameters"]["synchronous_commit"] == "on"


# What comes of it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of deploy/ with secrets, as somebody has it who applies it."""
    copy = tmp_path_factory.mktemp("cluster") / "deploy"
    shutil.copytree(DEPLOY, copy, ignore=shutil.ignore_patterns("secrets"))
    secrets = copy / OVERLAY.relative_to(DEPLOY) / "secrets"
    made_secrets(secrets, "dastyar-database-rw", "dastyar-valkey")
    for name in ("tls.crt", "tls.key"):
        (secrets / name).write_text("made up")
    return copy


def rendered(folder: Path) -> list[dict[str, Any]]:
    """What `kubectl apply -k` would send."""
    ended = ran(program("kustomize"), "build", folder / OVERLAY.relative_to(DEPLOY))
    assert ended.returncode == 0, ended.stderr
    return list(yaml.safe_load_all(ended.stdout))


def test_what_is_sent_is_valid(folder: Path, tmp_path: Path) -> None:
    sent = rendered(folder)
    # Its schema is its operator's and not here.
    known = [one for one in sent if one["kind"] != "Cluster"]
    assert len(known) == len(sent) - 1 > 30
    (tmp_path / "all.yaml").write_text(yaml.safe_dump_all(known))
    validate = program("kubernetes-validate")
    ended = ran(validate, "--strict", "-k", VERSION, tmp_path / "all.yaml")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (cluster,) = [one for one in sent if one["kind"] == "Cluster"]
    assert cluster["spec"]["imageName"].endswith("postgresql:17")
    assert cluster["spec"]["postgresql"]["synchronous"]["number"] == 1
    assert {one["metadata"].get("namespace") for one in sent if one["kind"] != "Namespace"} == {
        "dastyar"
    }


def test_what_is_named_is_sent(folder: Path) -> None:
    sent = rendered(folder)
    made = {
        kind: {one["metadata"]["name"] for one in sent if one["kind"] == kind}
        for kind in ("Secret", "ConfigMap", "PersistentVolumeClaim", "ServiceAccount")
    }
    named: dict[str, set[str]] = {kind: set() for kind in made}
    for one in sent:
        pod = one.get("spec", {}).get("template", {}).get("spec", {})
        for volume in pod.get("volumes", ()):
            named["Secret"] |= {volume.get("secret", {}).get("secretName")} - {None}
            named["ConfigMap"] |= {volume.get("configMap", {}).get("name")} - {None}
            claim = volume.get("persistentVolumeClaim", {}).get("claimName")
            named["PersistentVolumeClaim"] |= {claim} - {None}
        for only in pod.get("containers", ()):
            named["ConfigMap"] |= {o["configMapRef"]["name"] for o in only.get("envFrom", ())}
        if pod:
            named["ServiceAccount"].add(pod["serviceAccountName"])
    named["Secret"].add("dastyar-database")
    assert named == made


def test_new_settings_and_secrets_restart_who_has_them(folder: Path) -> None:
    before = json.dumps(rendered(folder))
    settings = folder / OVERLAY.relative_to(DEPLOY) / "settings.env"
    written = settings.read_text()
    settings.write_text(written.replace("portal.example.ir", "other.example.ir"))
    after = json.dumps(rendered(folder))
    settings.write_text(written)
    (old,), (new,) = (_names(text, "dastyar-settings-") for text in (before, after))
    assert old != new


def _names(text: str, beginning: str) -> set[str]:
    return {part.split('"')[0] for part in text.split(beginning)[1:]}


def test_the_component_of_an_upgrade_fits(folder: Path) -> None:
    overlay = folder / OVERLAY.relative_to(DEPLOY) / "kustomization.yaml"
    written = overlay.read_text()
    overlay.write_text(
        written.replace("# components:", "components:").replace("#   - ../../c", "  - ../../c")
    )
    sent = rendered(folder)
    overlay.write_text(written)
    (settings,) = [
        one["data"] for one in sent if one["metadata"]["name"].startswith("dastyar-settings")
    ]
    assert settings["DASTYAR_SIBLINGS_MAY_DIFFER"] == "index,model,schema"
    assert settings["DASTYAR_PUBLIC_URL"] == "https://dastyar.example.ir"
