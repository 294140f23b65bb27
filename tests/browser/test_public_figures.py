"""Pages of figures that everybody may read: accessible, as wide as the screen, light on paper."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page
from support.periods import Month
from support.serving import Gateway

from browser.axe import violations
from browser.conftest import reading

PAGES = ["/scoreboard", "/scoreboard/method", "/open-data/", "/transparency"]
WIDTHS = (375, 1280, 1920)
# How light ink and paper are, from 0 to 255.
_LIGHTNESS = """() => ["color", "backgroundColor"].map((name) => Math.max(
  ...getComputedStyle(name === "color" ? document.querySelector("h1") : document.body)[name]
    .match(/[0-9]+/g).slice(0, 3).map(Number)))"""


@pytest.fixture(scope="module")
async def reader(frozen: Month, gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async with reading(browser, gateway.address) as page:
        yield page


@pytest.mark.parametrize("path", PAGES)
async def test_it_is_readable_everywhere(reader: Page, gateway: Gateway, path: str) -> None:
    answer = await reader.goto(f"{gateway.address}{path}")
    assert answer is not None
    assert answer.status == 200
    for scheme in ("light", "dark"):
        await reader.emulate_media(media="screen", color_scheme=scheme)
        for width in WIDTHS:
            await reader.set_viewport_size({"width": width, "height": 900})
            assert await reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await violations(reader) == [], scheme
    await reader.emulate_media(media="print", color_scheme="dark")
    ink, paper = await reader.evaluate(_LIGHTNESS)
    assert (ink < 60, paper) == (True, 255)
