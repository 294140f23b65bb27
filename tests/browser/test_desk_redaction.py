"""In a browser: words that masking has left are taken out of a talk and of a case by hand."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect
from support.elsewhere import from_elsewhere
from support.samples import complaint

from assistant.desk.roles import Role
from browser.axe import install_packages, violations
from browser.conftest import Visit
from browser.desk import Desk
from lab.evaluation.stack import Stack

NAME = "دیلاقه"
WISH = f"همسایه‌ام {NAME} است، وصلم کن به اپراتور"
REASON = "نام همسایهٔ شهروند است"


@pytest.fixture(scope="module")
async def desk(stack: Stack, browser: Browser) -> AsyncIterator[Desk]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, Role.OPERATOR)
    # The browser tells of the refusal of words that stand nowhere.
    desk.watch.allowed.append("404")
    yield desk
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def mark(place: Locator, words: str) -> None:
    """Mark `words` on the page, as by the mouse."""
    await place.evaluate(
        """(node, words) => {
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const at = text.data.indexOf(words);
            if (at >= 0) getSelection().setBaseAndExtent(text, at, text, at + words.length);
          }
        }""",
        words,
    )


async def is_fitting(page: Page) -> bool:
    """Whether nothing is wider than the page."""
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    return bool(await page.evaluate(width))


async def test_words_are_taken_out_of_a_talk_by_the_keyboard(visit: Visit, desk: Desk) -> None:
    chat = await visit()
    await chat.open()
    await chat.say(WISH)
    page = desk.page
    entry = page.locator(".entry").filter(has_text=NAME).last
    await expect(entry).to_be_visible()
    await desk.open(str(await entry.get_attribute("data-id")))
    # Whoever has it not in hand is not offered it, by no key either.
    await expect(page.locator("#do-redact")).to_have_count(0)
    await page.keyboard.press("Alt+x")
    await expect(page.locator(".case-sheet")).to_have_count(0)
    await desk.press("گرفتن گفت‌وگو")
    await expect(page.locator("#do-redact")).to_be_visible()
    await mark(desk.log, NAME)
    await page.keyboard.press("Alt+x")
    await expect(page.locator("#redact-words")).to_have_value(NAME)
    await expect(page.locator("#redact-reason")).to_be_focused()
    assert await violations(page) == []
    assert await is_fitting(page)
    await page.keyboard.press("Escape")
    await expect(page.locator(".case-sheet")).to_have_count(0)

    # Words that stand nowhere are told, and what was typed stays.
    await page.locator("#do-redact").click()
    await page.locator("#redact-words").fill("هیچ‌کجا نیست")
    await page.locator("#redact-reason").fill(REASON)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("desk-console > .notice")).to_contain_text("نیست")
    await expect(page.locator("#redact-reason")).to_have_value(REASON)
    await page.locator("#redact-words").fill(NAME)
    await page.keyboard.press("Enter")
    await expect(desk.log).to_contain_text("[حذف]")
    await expect(page.locator("desk-console > .notice")).to_contain_text("حذف شد")
    await expect(page.locator("desk-console")).not_to_contain_text(NAME)
    await expect(desk.pack).to_contain_text(REASON)
    await expect(desk.log).to_be_focused()
    assert await violations(page) == []


async def test_words_are_taken_out_of_a_case(stack: Stack, desk: Desk) -> None:
    draft = complaint(description=f"کارمندی که {NAME} صدایش می‌کنند پول خواست.")
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        filed = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    code, page = filed.json()["tracking_code"], desk.page
    await page.goto(f"{stack.address}/desk#cases/{code}")
    await expect(page.locator("#case-title")).to_be_focused()
    await mark(page.locator(".case-main"), NAME)
    await page.keyboard.press("Alt+x")
    words = page.locator(".case-sheet [name=words]")
    await expect(words).to_have_value(NAME)
    await expect(words).to_be_focused()
    assert await violations(page) == []
    assert await is_fitting(page)
    await page.locator(".case-sheet textarea").fill(REASON)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".case > .done")).to_contain_text("حذف شد")
    await expect(page.locator(".case-main .words").first).to_contain_text("[حذف]")
    await expect(page.locator(".case")).not_to_contain_text(NAME)
    await expect(page.locator(".timeline")).to_contain_text(REASON)
    assert await violations(page) == []
