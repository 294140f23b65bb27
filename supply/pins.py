"""The lists of pins, and what is installed by them."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
_PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==([\w.!+-]+)")
BESIDE_THE_PINS = {"torch"}
"""Named by a range in `requirements/torch.txt`, so that each machine takes its own CPU build."""


@dataclass(frozen=True)
class PinList:
    """A compiled list, the environment that is built by it, and whether it is part of a release.

    Without an environment it is the one that this runs in.
    """

    name: str
    path: str
    environment: Path | None = None
    is_shipped: bool = True


LISTS = (
    PinList("gateway", "requirements/gateway.txt"),
    PinList("analytics", "requirements/analytics.txt"),
    PinList("rasa", "rasa_runtime/requirements.txt", PROJECT / ".venv-rasa"),
    PinList("development", "requirements/dev.txt", is_shipped=False),
    PinList("rasa-development", "rasa_runtime/dev.txt", PROJECT / ".venv-rasa", is_shipped=False),
)
LOCKS = {"widget": "widget/package-lock.json", "console": "console/package-lock.json"}
"""What npm puts into the scripts that browsers are given."""


@dataclass(frozen=True, order=True)
class Pin:
    """One package in exactly one version; `name` in its normal form."""

    name: str
    version: str


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(path: Path) -> list[Pin]:
    """All pins of a list; raises `ValueError`, with the line, for what is no exact version."""
    return [_pin(path, line) for line in _lines(path.read_text(encoding="utf-8"))]


def _pin(path: Path, line: str) -> Pin:
    found = _PIN.fullmatch(line.partition(";")[0].strip().lower().replace("_", "-"))
    if not found:
        raise ValueError(f"{path.name}: no exact version in {line!r}")
    return Pin(normal(found[1]), found[2])


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if meaning := line.split("#")[0].strip():
            yield meaning


def differences(pins: Iterable[Pin], environment: Path | None = None) -> list[str]:
    """What is not installed as it is pinned, in words."""
    installed = _installed(environment)
    return [
        f"{pin.name}: pinned {pin.version}, installed {installed.get(pin.name, 'not at all')}"
        for pin in pins
        if installed.get(pin.name) != pin.version
    ]


def version_of(name: str) -> str | None:
    """The version of a package that no list pins, as it is installed here."""
    return _installed(None).get(name)


def _installed(environment: Path | None) -> dict[str, str]:
    folders = environment.glob("lib/python3*/site-packages") if environment else map(Path, sys.path)
    found = [*metadata.distributions(path=[str(folder) for folder in folders])]
    # Of two that have one name, the first in the path is the one that is imported.
    return {normal(one.metadata["Name"]): one.version.lower() for one in reversed(found)}


def shipped_scripts(lock: Path) -> dict[str, dict[str, Any]]:
    """Packages of a lock of npm that are more than tools: name to what the lock says of it."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {
        path.rpartition("node_modules/")[2]: found
        for path, found in packages.items()
        if path and not found.get("dev")
    }
