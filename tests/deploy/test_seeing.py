"""Alerts, their runbooks and the board: every metric exists, every alert was seen to fire."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY
from support.case_work import CaseWork
from support.deploying import ALERTS, BOARD, documents, program, ran
from support.serving import private_settings

import assistant.app  # noqa: F401 - what it imports makes its metrics
from assistant.background.workers import build_worker
from assistant.settings import PROJECT
from assistant.worker_settings import WorkKind
from knowledge.catalogue import Catalogue

promql = pytest.importorskip("promql_parser", reason="bin/bootstrap test installs promql-parser")

RUNBOOKS = PROJECT / "docs" / "runbooks.md"
TESTS = ALERTS.with_name("alerts.test.yml")
OF_PROMETHEUS = {"up": {"job", "instance"}}
OF_EVERY_SERIES = {"job", "instance"}
PROMPT = re.compile(r'dastyar_jobs_oldest_seconds\{kind=~"([^"]+)"\}')
ANY_OTHER = re.compile(r'dastyar_jobs_oldest_seconds\{kind!~"([^"]+)"\}')


def rules() -> list[dict[str, Any]]:
    return [rule for group in documents(ALERTS)[0]["groups"] for rule in group["rules"]]


def alerts() -> dict[str, dict[str, Any]]:
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def panels() -> list[dict[str, Any]]:
    return [one for one in json.loads(BOARD.read_text())["panels"] if one["type"] != "row"]


def asked() -> dict[str, str]:
    """Every question to Prometheus, by what asks it."""
    found = {
        f"board: {one['title']}/{t['refId']}": t["expr"] for one in panels() for t in one["targets"]
    }
    return found | {rule.get("alert") or rule["record"]: rule["expr"] for rule in rules()}


def made() -> dict[str, set[str]]:
    """Series that our programs and the rules give, with their labels."""
    found: dict[str, set[str]] = {rule["record"]: set() for rule in rules() if "record" in rule}
    for collector in list(REGISTRY._collector_to_names):
        labels = set(getattr(collector, "_labelnames", ()))
        for name in REGISTRY._collector_to_names[collector]:
            found[name] = labels | ({"le"} if name.endswith("_bucket") else set())
    return found | OF_PROMETHEUS


def selectors(expression: Any) -> Iterator[Any]:
    """The selectors of series in an expression."""
    if type(expression).__name__ == "VectorSelector":
        yield expression
        return
    for part in ("lhs", "rhs", "expr", "vector_selector", "args"):
        inner = getattr(expression, part, None)
        for one in inner if isinstance(inner, list) else [inner]:
            if one is not None:
                yield from selectors(one)


@pytest.mark.parametrize("who", asked())
def test_every_series_exists_with_its_labels(who: str) -> None:
    expression, known = asked()[who], made()
    found = list(selectors(promql.parse(expression)))
    assert found
    for one in found:
        assert one.name in known, one.name
        labels = {matcher.name for matcher in one.matchers.matchers}
        assert labels <= known[one.name] | OF_EVERY_SERIES, one.name
    grouped = {
        name.strip()
        for group in re.findall(r"by \(([^)]*)\)", expression)
        for name in group.split(",")
    }
    possible = set().union(*(known[one.name] for one in found)) | OF_EVERY_SERIES
    assert grouped <= possible


def test_what_nobody_looks_at_is_known() -> None:
    """Each of our metrics is on the board or in a rule."""
    seen = {one.name for text in asked().values() for one in selectors(promql.parse(text))}
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in seen}
    ours = {
        re.sub(r"_(bucket|count|sum|created)$", "", name)
        for name in made()
        if name.startswith("dastyar_")
    }
    plain = {name for name in ours if f"{name}_total" not in ours}
    assert plain - families == {"dastyar_request_seconds"}


async def test_the_kinds_that_somebody_waits_for_are_all_watched(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    work = CaseWork(private_settings(tmp_path), catalogue)
    prompt = {str(kind) for kind in build_worker(work.parts, kinds={WorkKind.PROMPT})._handlings}
    await work.close()
    text = ALERTS.read_text() + json.loads(json.dumps(BOARD.read_text())).replace('\\"', '"')
    named = [set(one.split("|")) for one in PROMPT.findall(text) + ANY_OTHER.findall(text)]
    assert len(named) == 3
    assert [one for one in named if one != prompt] == []


def test_each_alert_has_its_runbook_and_each_runbook_its_alert() -> None:
    titles = re.findall(r"^## (\w+)$", RUNBOOKS.read_text(), re.MULTILINE)
    assert titles == list(alerts())
    for name, rule in alerts().items():
        assert rule["annotations"]["runbook_url"] == f"docs/runbooks.md#{name.lower()}"
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_each_alert_was_seen_to_fire_and_to_be_silent() -> None:
    fires, silent = set(), set()
    for one in documents(TESTS)[0]["tests"]:
        for case in one["alert_rule_test"]:
            (fires if case["exp_alerts"] else silent).add(case["alertname"])
    assert fires == set(alerts())
    assert silent == set(alerts())


def test_prometheus_takes_the_rules_and_they_say_what_they_should() -> None:
    promtool = program("promtool")
    checked = ran(promtool, "check", "rules", "--lint-fatal", ALERTS)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    tested = ran(promtool, "test", "rules", TESTS.name, folder=TESTS.parent)
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_a_rule_that_says_another_thing_is_found_out(tmp_path: Path) -> None:
    """The tests of rules are no ornament: with another bound one fails."""
    promtool = program("promtool")
    (tmp_path / TESTS.name).write_text(TESTS.read_text())
    (tmp_path / ALERTS.name).write_text(ALERTS.read_text().replace("> 120", "> 240"))
    tested = ran(promtool, "test", "rules", TESTS.name, folder=tmp_path)
    assert tested.returncode == 1
    assert "DastyarDeadlinesLate" in tested.stdout + tested.stderr


def test_the_board_stands_in_order() -> None:
    board = json.loads(BOARD.read_text())
    ids = [one["id"] for one in board["panels"]]
    assert len(ids) == len(set(ids))
    places = [one["gridPos"] for one in board["panels"]]
    cells = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells)), "panels lie on each other"
    assert max(x for x, _ in cells) < 24
    (source,) = board["templating"]["list"]
    assert {one["datasource"]["uid"] for one in panels()} == {f"${{{source['name']}}}"}
    assert all(one["description"] for one in panels())
