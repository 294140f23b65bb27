"""Pages that other systems are built by name every kind of case."""

import re
from pathlib import Path
from typing import Any

import yaml

from assistant.cases.terms import Kind

DOCS = Path(__file__).parents[2] / "docs"
KINDS = [kind.value for kind in Kind]


def test_the_interface_names_every_kind() -> None:
    (row,) = re.findall(r"^\| `kind` \| required \| (.*) \|$", text_of("api.md"), re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == KINDS


def test_open311_lists_every_kind() -> None:
    (_, rows), *_ = re.findall(r"(## Services)(.*?)^## ", text_of("open311.md"), re.M | re.S)
    assert set(KINDS) <= set(re.findall(r"`(\w+)`", rows))


def test_the_connector_takes_every_kind() -> None:
    described = yaml.safe_load(text_of("connector-openapi.yaml"))
    lists = [one["enum"] for one in shapes(described) if "praise" in one.get("enum", ())]
    assert lists == [KINDS]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def shapes(node: Any) -> list[dict[str, Any]]:
    """All objects within a description."""
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in shapes(value))]
    if isinstance(node, list):
        return [found for value in node for found in shapes(value)]
    return []
