"""The public catalogue in a browser: without script, by keyboard, at every width, on paper."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect
from support.serving import Gateway

from browser.axe import violations
from browser.chat import HOST
from browser.chromium import PATIENCE_MS
from browser.conftest import reading
from browser.fitting import fits
from browser.steps import step_to

MISSING = "/services/no-such"
PAGES = [
    "/services",
    "/services?q=پاسپورتم گم شده",
    "/services/passport-first",
    "/agencies/sabteahval",
    "/life/death-in-family",
    "/lines",
    MISSING,
]
PASSPORT = "تمدید یا تعویض گذرنامه"
WIDTHS = (320, 375, 1280)
PAPER = {"width": 680, "height": 960}
"""A4 between its margins, in CSS pixels."""
# What stands on the page, less the ways that only a screen has.
_UNPRINTED = """() => [...document.querySelectorAll("main :is(h1, h2, p, li, .ways a)")]
  .filter((part) => !part.closest(".ask, .crumbs, .find") && part.innerText.trim())
  .filter((part) => !part.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((part) => part.textContent)"""
# The lightest ink that anything is written in, from 0 to 255, and the paper.
_LIGHTNESS = """() => {
  const light = (colour) => Math.max(...colour.match(/[0-9]+/g).slice(0, 3).map(Number));
  const parts = [...document.querySelectorAll("main *")].filter((part) =>
    part.checkVisibility() && [...part.childNodes].some((one) => one.nodeValue?.trim()));
  const inks = parts.map((part) => light(getComputedStyle(part).color));
  return [Math.max(...inks), light(getComputedStyle(document.body).backgroundColor)];
}"""
# All that Tab has to reach, from the top of the page to its end, outside of the assistant.
_CONTROLS = """() => [...document.querySelectorAll("a[href], button, input")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""
_FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const isSeen = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
  const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1;
  return [one.outerHTML, isSeen && isMarked];
}"""


@pytest.fixture(scope="module")
async def reader(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async with reading(browser, gateway.address, MISSING) as page:
        yield page


@pytest.fixture
async def scriptless(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(
        locale="fa-IR", java_script_enabled=False, base_url=gateway.address
    )
    context.set_default_timeout(PATIENCE_MS)
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize("path", PAGES)
async def test_it_is_readable_everywhere(reader: Page, gateway: Gateway, path: str) -> None:
    await reader.goto(f"{gateway.address}{path}")
    for scheme in ("light", "dark"):
        await reader.emulate_media(media="screen", color_scheme=scheme)
        for width in WIDTHS:
            await reader.set_viewport_size({"width": width, "height": 900})
            assert await reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await violations(reader) == [], scheme


@pytest.mark.parametrize("path", PAGES)
async def test_without_script_all_of_it_is_there(
    scriptless: Page, reader: Page, gateway: Gateway, path: str
) -> None:
    await reader.goto(f"{gateway.address}{path}")
    await scriptless.goto(path)
    shown = await scriptless.locator("main").inner_text()
    # Only what opens the assistant is missing.
    await reader.evaluate("document.querySelectorAll('.ask').forEach((one) => one.remove())")
    assert shown == await reader.locator("main").inner_text()
    await expect(scriptless.locator(".ask:visible, dastyar-chat:visible")).to_have_count(0)
    names = await scriptless.locator("main a:visible").all_inner_texts()
    assert all(name.strip() for name in names)


@pytest.mark.parametrize("path", PAGES)
async def test_it_is_printed_whole_dark_on_white(reader: Page, gateway: Gateway, path: str) -> None:
    await reader.goto(f"{gateway.address}{path}")
    await reader.set_viewport_size(PAPER)
    await reader.emulate_media(media="print", color_scheme="dark")
    assert await reader.evaluate(_UNPRINTED) == []
    assert await fits(reader)
    ink, paper = await reader.evaluate(_LIGHTNESS)
    assert (ink <= 130, paper) == (True, 255), ink
    beside = reader.locator(":is(dastyar-chat, .find, .top nav, .ask):visible")
    await expect(beside).to_have_count(0)
    await reader.emulate_media(media="screen", color_scheme="light")


async def test_on_paper_a_service_has_its_number_and_address(
    reader: Page, gateway: Gateway
) -> None:
    await reader.goto(f"{gateway.address}/services/passport-first")
    await reader.emulate_media(media="print")
    for way in await reader.locator(".ways a:not(.ask)").all():
        await expect(way).to_be_visible()
    written = "(link) => getComputedStyle(link, '::after').content"
    address = await reader.locator(".ways .main").evaluate(written)
    assert "https://" in address
    await reader.emulate_media(media="screen")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("path", PAGES)
async def test_all_of_it_is_reached_by_keys_in_order(
    reader: Page, gateway: Gateway, path: str, width: int
) -> None:
    await reader.set_viewport_size({"width": width, "height": 800})
    await reader.goto(f"{gateway.address}{path}")
    for control in await reader.evaluate(_CONTROLS):
        await reader.keyboard.press("Tab")
        assert await reader.evaluate(_FOCUS) == [control, True]


@pytest.mark.firefox
@pytest.mark.parametrize("width", [375, 1280])
async def test_a_service_is_searched_and_opened_by_keys(
    reader: Page, gateway: Gateway, width: int
) -> None:
    await reader.set_viewport_size({"width": width, "height": 800})
    await reader.goto(f"{gateway.address}{MISSING}")
    await step_to(reader, "#q")
    await reader.keyboard.insert_text("پاسپورتم داره تموم میشه")
    await reader.keyboard.press("Enter")
    await expect(reader.locator("#results")).to_be_visible()
    await step_to(reader, ".results li:first-child a")
    await reader.keyboard.press("Enter")
    await expect(reader.get_by_role("heading", level=1)).to_have_text(PASSPORT)


@pytest.mark.firefox
async def test_without_script_a_question_leads_to_the_service(scriptless: Page) -> None:
    await scriptless.goto("/")
    await scriptless.get_by_label("پرسش یا نام خدمت").fill("کارت ملیم گم شده")
    await scriptless.keyboard.press("Enter")
    first = scriptless.locator(".results a").first
    title = await first.inner_text()
    assert "کارت ملی" in title
    await first.click()
    await expect(scriptless.get_by_role("heading", level=1)).to_have_text(title)
    await expect(scriptless.get_by_role("heading", name="منابع")).to_be_visible()
    await expect(scriptless.get_by_role("link", name="دربارهٔ این بپرسید")).to_be_hidden()


async def test_the_tiles_of_the_portal_lead_to_their_services(scriptless: Page) -> None:
    await scriptless.goto("/")
    await scriptless.get_by_role("link", name="تمدید گذرنامه").click()
    await expect(scriptless.get_by_role("heading", level=1)).to_have_text(PASSPORT)


@pytest.mark.firefox
async def test_a_service_is_asked_about_by_keyboard(reader: Page, gateway: Gateway) -> None:
    """Its title as words would mean a danger; the button shows the card all the same."""
    await reader.goto(f"{gateway.address}/services/fire-125")
    title = await reader.get_by_role("heading", level=1).inner_text()
    await step_to(reader, ".ask")
    await expect(reader.locator(".ask")).to_have_text("دربارهٔ این بپرسید")
    await reader.keyboard.press("Enter")
    await expect(reader.locator(f"{HOST} dialog, {HOST} [role=dialog]").first).to_be_visible()
    await expect(reader.locator(f"{HOST} .citizen .bubble")).to_have_text(title)
    await expect(reader.locator(f"{HOST} article.card h3").first).to_have_text(title)
