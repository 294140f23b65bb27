"""Dastyar's version: one, wherever it is named."""

import json
import re
from collections.abc import Iterator

import tomllib
from support.deploying import OVERLAY, documents, files

from assistant import VERSION
from assistant.app import create_app
from assistant.settings import PROJECT, Settings

SCRIPTS = ("console", "contract", "widget")
IMAGE = re.compile(r"\bdastyar-(?:gateway|rasa):(\d[\w.+-]*)")
RELEASE = re.compile(r"^## (\d\S*) — \d{4}-\d{2}-\d{2}$", re.MULTILINE)


def of_program() -> Iterator[tuple[str, str]]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield "pyproject.toml", project["version"]
    yield "the interface's description", create_app(Settings()).openapi()["info"]["version"]
    yield "CHANGELOG.md", RELEASE.findall((PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]


def of_scripts(part: str) -> Iterator[tuple[str, str]]:
    package, lock = (
        json.loads((PROJECT / part / name).read_text(encoding="utf-8"))
        for name in ("package.json", "package-lock.json")
    )
    yield f"{part}/package.json", package["version"]
    yield f"{part}/package-lock.json", lock["version"]
    yield f"{part}/package-lock.json, itself", lock["packages"][""]["version"]


def of_images() -> Iterator[tuple[str, str]]:
    for path in (*files(), *(PROJECT / "docs").rglob("*.md")):
        for tag in IMAGE.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(PROJECT).as_posix(), tag
    for image in documents(OVERLAY / "kustomization.yaml")[0]["images"]:
        if image["name"].startswith("dastyar-"):
            yield f"the overlay's {image['name']}", image["newTag"]


def test_every_place_names_the_same_version() -> None:
    images, scripts = [*of_images()], [one for part in SCRIPTS for one in of_scripts(part)]
    folders = {name.rpartition("/")[0] for name, _ in images}
    assert {"deploy/compose", "deploy/images", "deploy/quadlet", "docs"} <= folders
    assert [one for one in (*of_program(), *scripts, *images) if one[1] != VERSION] == []
