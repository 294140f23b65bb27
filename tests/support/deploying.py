"""What deploy/ holds, as tests read it, and the programs of others that read it too."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import PROJECT

DEPLOY = PROJECT / "deploy"
IMAGES = sorted((DEPLOY / "images").glob("Containerfile.*"))
BASE = DEPLOY / "kubernetes" / "base"
OVERLAY = DEPLOY / "kubernetes" / "overlays" / "production"
COMPOSE = DEPLOY / "compose" / "compose.yaml"
UNITS = sorted((DEPLOY / "quadlet").iterdir())
ALERTS = DEPLOY / "seeing" / "alerts.yml"
BOARD = DEPLOY / "seeing" / "board.json"
EDGE = DEPLOY / "edge" / "haproxy.cfg"
TOOLS = PROJECT / "var" / "tools" / "root"
"""Where `bin/deploy-tools` puts what is not installed."""
_PLACES = (
    Path(sys.executable).parent,
    *(TOOLS / place for place in ("usr/bin", "usr/sbin", "usr/libexec/podman")),
)


def files() -> list[Path]:
    """All files of deploy/ that are kept; secrets of a developer's own are not."""
    found = (path for path in DEPLOY.rglob("*") if path.is_file() and "secrets" not in path.parts)
    return sorted(found)


def documents(path: Path) -> list[dict[str, Any]]:
    """The YAML documents of a file."""
    return [one for one in yaml.safe_load_all(path.read_text(encoding="utf-8")) if one]


@cache
def resources() -> list[dict[str, Any]]:
    """The resources of the base, as its files have them."""
    written = [path for path in sorted(BASE.glob("*.yaml")) if path.name != "kustomization.yaml"]
    return [one for path in written for one in documents(path)]


@cache
def pods() -> dict[str, dict[str, Any]]:
    """Templates of pods by the name of what makes them."""
    return {
        one["metadata"]["name"]: one["spec"]["template"]
        for one in resources()
        if "template" in one.get("spec", {})
    }


def variables(text: str) -> dict[str, str]:
    """Name and value of each line of a file of variables."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


def unit(path: Path) -> dict[str, list[str]]:
    """Keys of a unit, of all its sections, each with its values."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", path.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def program(name: str) -> str:
    """The path of a program; the test is skipped where it is missing."""
    places = [*(str(place) for place in _PLACES), os.environ.get("PATH", "")]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.skip(f"{name} is missing; bin/bootstrap test or bin/deploy-tools gets it")
    return found


def environment() -> dict[str, str]:
    """With the libraries that were unpacked beside the programs."""
    libraries = sorted(TOOLS.glob("usr/lib/*-linux-gnu"))
    path = os.pathsep.join(str(folder) for folder in libraries)
    return dict(os.environ) | ({"LD_LIBRARY_PATH": path} if path else {})


def ran(
    *command: str | Path, folder: Path = PROJECT, **more: str
) -> subprocess.CompletedProcess[str]:
    """A program that has ended, whatever it said."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment() | more,
        capture_output=True,
        text=True,
        check=False,
    )


def made_secrets(folder: Path, *hosts: str) -> dict[str, str]:
    """What `deploy/make-secrets` puts into `folder`, and a certificate beside it."""
    ended = ran(DEPLOY / "make-secrets", folder, *hosts)
    assert ended.returncode == 0, ended.stderr
    return {path.name: path.read_text() for path in folder.iterdir()}
