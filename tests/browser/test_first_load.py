"""What a first visit costs: few bytes, all of them ours, and soon usable on a slow line."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, CDPSession, Page, expect

from browser.chat import HOST
from lab.evaluation.stack import Stack

MOST_BYTES = 60_000
"""For all that a first visit fetches: the page with its style, the widget, and the font."""
PAGES = ("/", "/services/passport-renewal")
SLOW_BYTES_S = 64_000 / 8
SLOW_LATENCY_MS = 300
SOON_S = 12.0
"""The 54 kB of a first visit need 7 s at 64 kbit/s, and the browser some more on a busy machine."""


class Meter:
    """Counts what goes over the line, headers included."""

    def __init__(self, line: CDPSession) -> None:
        self.sizes: dict[str, float] = {}
        self._addresses: dict[str, str] = {}
        line.on("Network.responseReceived", self._begun)
        line.on("Network.loadingFinished", self._ended)

    def _begun(self, event: dict[str, dict[str, str]]) -> None:
        self._addresses[str(event["requestId"])] = event["response"]["url"]

    def _ended(self, event: dict[str, object]) -> None:
        address = self._addresses.get(str(event["requestId"]), "")
        self.sizes[address] = float(str(event["encodedDataLength"]))


@asynccontextmanager
async def _newcomer(browser: Browser) -> AsyncIterator[tuple[Page, CDPSession]]:
    context = await browser.new_context(locale="fa-IR")
    page = await context.new_page()
    line = await context.new_cdp_session(page)
    await line.send("Network.enable")
    yield page, line
    await context.close()


@pytest.fixture
async def newcomer(browser: Browser) -> AsyncIterator[tuple[Page, CDPSession]]:
    async with _newcomer(browser) as visit:
        yield visit


@pytest.mark.parametrize("path", PAGES)
async def test_a_first_visit_is_light(
    stack: Stack, newcomer: tuple[Page, CDPSession], path: str
) -> None:
    page, line = newcomer
    meter = Meter(line)
    await page.goto(f"{stack.address}{path}", wait_until="networkidle")
    await page.locator(f"{HOST} #launcher").click()
    await page.evaluate("document.fonts.ready.then(() => 0)")
    sizes = {address.removeprefix(stack.address): size for address, size in meter.sizes.items()}
    assert {path, "/widget/dastyar.js", "/widget/dastyar.css"} <= set(sizes)
    assert "/widget/fonts/vazirmatn-persian.woff2" in sizes
    assert not [address for address in sizes if "lang/" in address or "more" in address]
    print(f"a first visit takes {sum(sizes.values()):.0f} bytes: {sizes}")
    assert sum(sizes.values()) <= MOST_BYTES, sizes


async def test_a_slow_line_is_enough(stack: Stack, newcomer: tuple[Page, CDPSession]) -> None:
    page, line = newcomer
    slow = {"downloadThroughput": SLOW_BYTES_S, "uploadThroughput": SLOW_BYTES_S}
    conditions = {"offline": False, "latency": SLOW_LATENCY_MS, **slow}
    await line.send("Network.emulateNetworkConditions", conditions)
    start = time.perf_counter()
    await page.goto(f"{stack.address}/", wait_until="commit")
    await page.locator(f"{HOST} #launcher").click()
    await expect(page.locator(f"{HOST} #text")).to_be_visible()
    usable = time.perf_counter() - start
    print(f"usable after {usable:.1f} s at 64 kbit/s")
    assert usable <= SOON_S
