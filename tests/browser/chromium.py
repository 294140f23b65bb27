"""The browser, as it has to be started on machines of all kinds."""

import contextlib
import os
import subprocess
from collections.abc import AsyncIterator

from playwright.async_api import Browser, async_playwright, expect

from assistant.settings import PROJECT

PATIENCE_MS = 30_000
"""How long anything may take on two slow cores before it counts as not happening."""

# Background networking would be refused, and told as an error, on a machine without internet.
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # A microphone that hums, for who is allowed to use it.
    "--use-fake-device-for-media-stream",
)


class BrowserMissingError(RuntimeError):
    """There is no Chromium; the message says what to install."""


def browser_path() -> str:
    """The path in DASTYAR_BROWSER, else what bin/browser finds or installs."""
    if given := os.environ.get("DASTYAR_BROWSER"):
        return given
    found = subprocess.run(
        [PROJECT / "bin" / "browser"], capture_output=True, text=True, check=False
    )
    if found.returncode:
        raise BrowserMissingError(found.stderr.strip())
    return found.stdout.strip()


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=list(_FLAGS)
        )
        yield browser
        await browser.close()
