"""Firefox as its makers give it out, for the main ways: `pytest.mark.firefox` says which tests."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from playwright.async_api import (
    Browser,
    BrowserContext,
    Playwright,
    Route,
    async_playwright,
    expect,
)

from assistant.settings import PROJECT
from browser.chromium import PATIENCE_MS

_RELAY = Path(__file__).with_name("bidi_relay.py")
_SCHEMES = {"dark": 0, "light": 1}
"""The values of `layout.css.prefers-color-scheme.content-override`."""
_UNKNOWN = {"color_scheme", "is_mobile", "java_script_enabled", "reduced_motion"}
"""What Firefox lets nobody choose for one context."""
_SCRIPTLESS = "sandbox allow-forms allow-same-origin allow-top-navigation"


class FirefoxMissingError(RuntimeError):
    """There is no Firefox; the message says what to install."""


@dataclass
class _Firefox:
    """One Firefox for each colour scheme, started when it is first wanted, and never in motion."""

    playwright: Playwright
    executable: Path
    ending: AsyncExitStack
    started: dict[str, Browser] = field(default_factory=dict)

    async def new_context(self, **options: Any) -> BrowserContext:
        """As `Browser.new_context`."""
        scheme = options.get("color_scheme", "light")
        if scheme not in self.started:
            self.started[scheme] = await self._start(scheme)
        taken = {name: value for name, value in options.items() if name not in _UNKNOWN}
        context = await self.started[scheme].new_context(**taken)
        if not options.get("java_script_enabled", True):
            await context.route(re.compile(".*"), _without_script)
        return context

    async def _start(self, scheme: str) -> Browser:
        browser = await self.playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=self.executable,
            firefox_user_prefs={
                "layout.css.prefers-color-scheme.content-override": _SCHEMES[scheme],
                "ui.prefersReducedMotion": 1,
            },
        )
        self.ending.push_async_callback(browser.close)
        return browser


async def _without_script(route: Route) -> None:
    """A page in which the browser runs no script, as where its owner has turned that off."""
    if route.request.resource_type != "document":
        await route.continue_()
        return
    response = await route.fetch()
    policy = ", ".join(filter(None, (response.headers.get("content-security-policy"), _SCRIPTLESS)))
    headers = response.headers | {"content-security-policy": policy}
    await route.fulfill(response=response, headers=headers)


def firefox_path() -> str:
    """The path in DASTYAR_FIREFOX, else what bin/browser finds or installs."""
    given = os.environ.get("DASTYAR_FIREFOX")
    if given is None:
        found = subprocess.run(
            [PROJECT / "bin" / "browser", "firefox"], capture_output=True, text=True, check=False
        )
        given = found.stdout.strip()
    if not given:
        raise FirefoxMissingError(
            "Firefox is missing. Install it, e.g.: apt-get install firefox-esr"
        )
    return given


@contextlib.asynccontextmanager
async def firefox() -> AsyncIterator[Browser]:
    """What stands for the browser in tests: it opens contexts, and can do nothing else."""
    expect.set_options(timeout=PATIENCE_MS)
    path = firefox_path()
    async with AsyncExitStack() as ending:
        folder = ending.enter_context(TemporaryDirectory(prefix="dastyar-firefox-"))
        playwright = await ending.enter_async_context(async_playwright())
        yield cast(Browser, _Firefox(playwright, _relayed(path, Path(folder)), ending))


def _relayed(path: str, folder: Path) -> Path:
    """A command that starts Firefox behind the relay: Playwright gives it arguments of Firefox."""
    executable = folder / "firefox"
    command = shlex.join([sys.executable, str(_RELAY), path])
    executable.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    executable.chmod(0o700)
    return executable
