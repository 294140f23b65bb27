"""Firefox as its makers give it out, for the main ways: `pytest.mark.firefox` says which tests."""

import contextlib
import os
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright, expect

from assistant.settings import PROJECT
from browser.chromium import PATIENCE_MS

_RELAY = Path(__file__).with_name("bidi_relay.py")
_STILL = {"ui.prefersReducedMotion": 1}
_SCHEMES = {"dark": 0, "light": 1}
"""The values of `layout.css.prefers-color-scheme.content-override`."""
_UNKNOWN = {"is_mobile", "reduced_motion", "color_scheme"}
"""What Firefox lets nobody choose for one context."""


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
        browser = await self._of_scheme(options.get("color_scheme", "light"))
        taken = {name: value for name, value in options.items() if name not in _UNKNOWN}
        return await browser.new_context(**taken)

    async def _of_scheme(self, scheme: str) -> Browser:
        if scheme not in self.started:
            self.started[scheme] = await self._start(scheme)
        return self.started[scheme]

    async def _start(self, scheme: str) -> Browser:
        colours = {"layout.css.prefers-color-scheme.content-override": _SCHEMES[scheme]}
        browser = await self.playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=self.executable,
            firefox_user_prefs=_STILL | colours,
        )
        self.ending.push_async_callback(browser.close)
        return browser


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
