"""The public catalogue in a browser: without script, by keyboard, at every width, on paper."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect
from support.serving import Gateway

from browser.axe import violations
from browser.chat import HOST
from browser.chromium import PATIENCE_MS
from browser.conftest import reading

PAGES = [
    "/services",
    "/services?q=پاسپورتم گم شده",
    "/services/passport-first",
    "/agencies/sabteahval",
    "/life/death-in-family",
    "/lines",
]
PASSPORT = "تمدید یا تعویض گذرنامه"
WIDTHS = (320, 375, 1280)


@pytest.fixture(scope="module")
async def reader(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async with reading(browser, gateway.address) as page:
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
    await expect(scriptless.get_by_role("link", name="از دستیار بپرسید")).to_be_hidden()


async def test_the_tiles_of_the_portal_lead_to_their_services(scriptless: Page) -> None:
    await scriptless.goto("/")
    await scriptless.get_by_role("link", name="تمدید گذرنامه").click()
    await expect(scriptless.get_by_role("heading", level=1)).to_have_text(PASSPORT)


async def test_a_service_is_asked_about_by_keyboard(reader: Page, gateway: Gateway) -> None:
    await reader.goto(f"{gateway.address}/services/passport-renewal")
    await reader.get_by_role("link", name="از دستیار بپرسید").focus()
    await reader.keyboard.press("Enter")
    await expect(reader.locator(f"{HOST} dialog, {HOST} [role=dialog]").first).to_be_visible()
    await expect(reader.locator(HOST).get_by_text(PASSPORT).first).to_be_visible()
