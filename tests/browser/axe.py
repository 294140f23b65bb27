"""axe-core, the accessibility checker, run on a page as it is."""

import json
import subprocess
from functools import cache
from typing import Any

from playwright.async_api import Page

from assistant.settings import PROJECT

WIDGET = PROJECT / "widget"
_SCRIPT = WIDGET / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(
  ({id, help, nodes}) => `${id}: ${help}: ` + nodes.map(({target}) => target.join(" ")).join(", ")))
"""


def install_packages() -> None:
    """`npm ci` in widget/, unless each package that it names is there in that version."""
    if any(_installed(name) != version for name, version in _wanted().items()):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WIDGET, check=True)


def _wanted() -> dict[str, str]:
    manifest = json.loads((WIDGET / "package.json").read_text())
    return {**manifest["dependencies"], **manifest["devDependencies"]}


def _installed(name: str) -> str | None:
    manifest = WIDGET / "node_modules" / name / "package.json"
    return json.loads(manifest.read_text())["version"] if manifest.exists() else None


async def violations(page: Page) -> list[str]:
    """What axe finds wrong, by its default rules.

    It runs in a world of its own, which the page's policy does not reach: axe writes markup, and
    Trusted Types would rightly forbid that. Firefox offers no such world: Chromium speaks for both.
    """
    if is_firefox(page):
        return []
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    world = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]}
    )
    context = {"contextId": world["executionContextId"]}
    await session.send("Runtime.evaluate", {"expression": f"{_axe()};0", **context})
    answer: dict[str, Any] = await session.send(
        "Runtime.evaluate",
        {"expression": _RUN, "awaitPromise": True, "returnByValue": True, **context},
    )
    await session.detach()
    found: list[str] = answer["result"]["value"]
    return found


def is_firefox(page: Page) -> bool:
    browser = page.context.browser
    return browser is not None and browser.browser_type.name == "firefox"


@cache
def _axe() -> str:
    return _SCRIPT.read_text()
