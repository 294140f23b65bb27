"""The first page of `make demo`, with the keys to everything: readable by all, and they fit."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect
from support.demo import serving_demo
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.axe import violations
from browser.chat import DESK_WIDTH, HOST, PHONE_WIDTH
from browser.conftest import reading
from browser.fitting import fits
from browser.steps import step_to

# Tables wider than a phone are pushed from side to side within a region of their own.
_SCROLLS = """() => [...document.querySelectorAll("#demo .scroll")]
  .every((part) => part.getBoundingClientRect().right <= innerWidth + 1 && part.tabIndex === 0)"""


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory, no_rasa: str) -> AsyncIterator[Gateway]:
    async with serving_demo(tmp_path_factory.mktemp("demo"), no_rasa, cases=0) as served:
        yield served


@pytest.fixture
async def page(demo: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async with reading(browser, demo.address) as page:
        await page.goto(f"{demo.address}/")
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE_WIDTH, DESK_WIDTH])
async def test_the_keys_are_readable_everywhere(page: Page, scheme: str, width: int) -> None:
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size({"width": width, "height": 800})
    accounts = page.locator("#demo table").first.locator("tbody tr")
    await expect(accounts).to_have_count(len(Role))
    await expect(page.locator("#demo table").last.locator("tbody tr").first).to_be_visible()
    assert await fits(page)
    assert await page.evaluate(_SCROLLS)
    assert await violations(page) == []


async def test_a_key_opens_the_desk(page: Page) -> None:
    login, password, code = (
        await page.locator("#demo tbody tr").first.locator("code").all_inner_texts()
    )
    await page.get_by_role("link", name="میز کارشناسان").click()
    await page.get_by_label("نام کاربری").fill(login)
    await page.get_by_label("گذرواژه").fill(password)
    await page.get_by_label("کد یک‌بارمصرف").fill(code)
    await page.get_by_role("button", name="ورود").click()
    await expect(page.locator("desk-console .bar")).to_be_visible()


async def test_a_case_of_the_list_is_tracked_by_keys(page: Page) -> None:
    code, pin = (
        await page.locator("#demo table")
        .last.locator("tbody tr")
        .first.locator("code")
        .all_inner_texts()
    )
    await step_to(page, "[data-dastyar-case]")
    await page.keyboard.press("Enter")
    await expect(page.locator(f"{HOST} #code")).to_be_focused()
    await page.keyboard.insert_text(code)
    await page.keyboard.press("Tab")
    await page.keyboard.insert_text(pin)
    await page.keyboard.press("Enter")
    await expect(page.locator(f"{HOST} .tracking #state")).to_be_visible()
