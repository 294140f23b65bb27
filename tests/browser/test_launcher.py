"""The button that opens the chat never lies over what can be pressed on the page."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from browser.axe import violations
from browser.chat import HOST, PHONE_WIDTH, Chat
from browser.conftest import Visit, reading
from lab.evaluation.stack import Stack

PAGES = ("/", "/services/passport-renewal")
WIDTHS = (320, 375, 640, 1280)
STEP = 170
"""Pixels between two looks: no divisor of anything on the pages, so that all heights come up."""

_BUTTON = f"document.querySelector('{HOST}').shadowRoot.querySelector('#launcher')"
# Longer than the launcher waits before it looks where it is.
_SCROLLED = """async (top) => {
  scrollTo(0, top);
  await new Promise((done) => setTimeout(done, 250));
}"""
_COVERED = f"""() => {{
  const button = {_BUTTON}.getBoundingClientRect();
  const all = "a[href], button, input, select, textarea, label, summary";
  const isBelow = (box) => Math.min(button.right, box.right) - Math.max(button.left, box.left) > 1
    && Math.min(button.bottom, box.bottom) - Math.max(button.top, box.top) > 1;
  return [...document.querySelectorAll(all)]
    .filter((one) => one.checkVisibility() && [...one.getClientRects()].some(isBelow))
    .map((one) => one.textContent.trim());
}}"""
_SEEN = f"""() => {{
  const {{ left, right, top, bottom }} = {_BUTTON}.getBoundingClientRect();
  return Math.min(right, innerWidth) - Math.max(left, 0) > 9 && top > 0 && bottom <= innerHeight;
}}"""

# A cookie bar, as one may come late.
_GROWS = """() => {
  const bar = document.createElement("button");
  Object.assign(bar.style, { position: "fixed", inset: "auto 0 0 0", height: "90px" });
  document.body.style.paddingBottom = "90px";
  document.body.append(bar);
}"""


async def covered(page: Page, top: int) -> list[str]:
    """What lies under the launcher once the page has been scrolled to `top`."""
    await page.evaluate(_SCROLLED, top)
    assert await page.evaluate(_SEEN), top
    below: list[str] = await page.evaluate(_COVERED)
    return below


async def place(page: Page) -> str | None:
    return await page.locator(f"{HOST} #launcher").get_attribute("data-place")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
async def test_it_covers_no_control_wherever_one_has_scrolled(
    browser: Browser, stack: Stack, path: str, width: int
) -> None:
    async with reading(browser, stack.address) as page:
        await page.set_viewport_size({"width": width, "height": 720})
        await page.goto(f"{stack.address}{path}")
        await expect(page.locator(f"{HOST} #launcher[data-place]")).to_have_count(1)
        end: int = await page.evaluate("document.documentElement.scrollHeight - innerHeight")
        tops = [*range(0, end, STEP), end]
        found = {top: below for top in tops if (below := await covered(page, top))}
        assert found == {}
        # Below the last control there is room for all of it.
        assert await place(page) == ""


async def at_the_edge(visit: Visit, **options: Any) -> Chat:
    chat = await visit(width=PHONE_WIDTH, **options)
    tile = chat.page.locator("main li a, main li button").first
    await tile.evaluate("(tile) => scrollBy(0, tile.getBoundingClientRect().bottom - innerHeight)")
    await expect(chat.find("#launcher[data-place=edge]")).to_have_count(1)
    return chat


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_at_the_edge_a_strip_of_it_opens_the_chat(visit: Visit, scheme: str) -> None:
    chat = await at_the_edge(visit, color_scheme=scheme)
    assert await violations(chat.page) == []
    await chat.page.touchscreen.tap(6, await middle(chat))
    await expect(chat.find(".panel")).to_be_visible()


async def middle(chat: Chat) -> float:
    """How far down the page the launcher is."""
    box = await chat.find("#launcher").bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


async def test_what_it_has_stepped_aside_for_can_be_pressed(visit: Visit) -> None:
    chat = await at_the_edge(visit)
    tag = "([x, y]) => document.elementFromPoint(x, y).closest('a, button')?.tagName"
    assert await chat.page.evaluate(tag, [40, await middle(chat)]) in {"A", "BUTTON"}


async def test_who_goes_through_the_page_by_keys_sees_all_of_it(visit: Visit) -> None:
    chat = await at_the_edge(visit)
    await chat.page.keyboard.press("Tab")
    await chat.find("#launcher").focus()
    box = await chat.find("#launcher").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    await chat.page.keyboard.press("Enter")
    await expect(chat.find(".panel")).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await expect(chat.find("#launcher")).to_be_focused()


async def test_it_steps_aside_also_when_the_page_grows_under_it(visit: Visit) -> None:
    chat = await visit()
    await expect(chat.find("#launcher[data-place]")).to_have_count(1)
    await chat.page.evaluate(_GROWS)
    await expect(chat.find("#launcher[data-place=edge]")).to_have_count(1)
