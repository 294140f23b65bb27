"""An answer with files: a clerk adds them by keys, and its citizen saves them by keys."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, Route, expect
from support import media
from support.elsewhere import from_elsewhere
from support.samples import complaint
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.axe import violations
from browser.chat import Chat
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.fitting import fits
from browser.steps import step_to

WORDS = "کوتاهی بررسی شد و نامهٔ پاسخ پیوست است."
LETTER: FilePayload = {
    "name": "نامه.pdf",
    "mimeType": "application/pdf",
    "buffer": media.pdf("letter"),
}
PHOTO: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": media.photo()}


@pytest.fixture(params=LOOKS, ids=str)
async def clerk(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.CLERK, request.param, agency="abfa") as desk:
        yield desk


async def filed(http: httpx.AsyncClient) -> dict[str, str]:
    response = await http.post("/api/v1/cases", json=complaint(), headers=from_elsewhere())
    assert response.status_code == 201, response.text
    return dict(response.json())


async def begun(desk: Desk, address: str, code: str) -> Locator:
    """The form of an answer, opened by its key."""
    page = desk.page
    # While somebody listens, the window for files stays caught; switched on for each choice
    # it came too late at times.
    page.on("filechooser", lambda _: None)
    await page.goto(f"{address}/desk#cases/{code}")
    await expect(page.locator("#case-title")).to_be_focused()
    await page.keyboard.press("Alt+a")
    await expect(page.locator(".case-sheet textarea")).to_be_focused()
    await page.keyboard.insert_text(WORDS)
    along = page.locator(".along")
    await expect(along).to_contain_text("فایل دیگر هست")
    return along


async def choose(page: Page, *files: FilePayload) -> None:
    """Choose files by keys, as the browser's own window gives them."""
    if not await page.evaluate("() => document.activeElement?.id === 'along-add'"):
        await step_to(page, "#along-add")
    async with page.expect_file_chooser() as asked:
        await page.keyboard.press("Space")
    await (await asked.value).set_files(list(files))


async def pictured(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("DASTYAR_TEST_PICTURES"):
        width = (page.viewport_size or {}).get("width")
        await page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


async def test_files_are_added_dropped_and_sent_by_keys(
    clerk: Desk, gateway: Gateway, http: httpx.AsyncClient
) -> None:
    case, page = await filed(http), clerk.page
    along = await begun(clerk, gateway.address, case["tracking_code"])
    await expect(along).to_contain_text("جای ۵ فایل دیگر هست")
    await choose(page, LETTER, PHOTO)
    await expect(along.get_by_role("listitem")).to_have_count(2)
    await expect(along.get_by_role("listitem").first).to_contain_text("نامه.pdf")
    await expect(along.get_by_role("status")).to_have_text("فایل افزوده شد.")
    await expect(page.locator("#along-add")).to_be_focused()
    await is_sound(page)
    await pictured(page, "desk-along")
    # One of them was a mistake.
    await step_to(page, "[aria-label='برداشتن: a.jpg']", "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(along.get_by_role("listitem")).to_have_count(1)
    await expect(page.locator("#along-add")).to_be_focused()
    # What waits is there after the page was loaded anew, as the words are.
    await expect(page.locator(".draft-kept")).to_have_text("پیش‌نویس ذخیره شد.")
    await page.reload()
    await expect(page.locator("#case-title")).to_be_visible()
    await page.keyboard.press("Alt+a")
    await expect(along.get_by_role("listitem")).to_have_count(1)
    await expect(page.locator(".case-sheet textarea")).to_have_value(WORDS)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".timeline .step").last).to_contain_text("۱ فایل همراه آن است")
    await expect(page.locator(".timeline .step").last).to_contain_text("سند PDF")
    await expect(page.locator(".files li")).to_contain_text("فرستادهٔ دستگاه")
    await is_sound(page)
    await pictured(page, "desk-answered")


async def test_what_is_not_taken_is_said_where_it_was_chosen(
    clerk: Desk, gateway: Gateway, http: httpx.AsyncClient
) -> None:
    case, page = await filed(http), clerk.page
    clerk.watch.allowed.append("status of 415")
    along = await begun(clerk, gateway.address, case["tracking_code"])
    page_of_script: FilePayload = {
        "name": "x.pdf",
        "mimeType": "application/pdf",
        "buffer": b"<html><script>alert(1)</script></html>",
    }
    await choose(page, page_of_script)
    await expect(along.get_by_role("alert")).to_contain_text("این نوع فایل پذیرفته نمی‌شود")
    large: FilePayload = {**LETTER, "buffer": bytes(10 * 1024 * 1024 + 1)}
    await choose(page, large)
    await expect(along.get_by_role("alert")).to_contain_text("بزرگ‌تر از")
    await choose(page, *[{**LETTER, "name": f"{n}.pdf"} for n in range(6)])
    await expect(along.get_by_role("alert")).to_have_text("فقط جای ۵ فایل دیگر هست.")
    await expect(along.get_by_role("listitem")).to_have_count(0)
    await is_sound(page)


async def test_files_on_their_way_stay_with_their_case(
    clerk: Desk, gateway: Gateway, http: httpx.AsyncClient
) -> None:
    first, second = await filed(http), await filed(http)
    page, may_go = clerk.page, asyncio.Event()

    async def hold(route: Route) -> None:
        await may_go.wait()
        await route.continue_()

    along = await begun(clerk, gateway.address, first["tracking_code"])
    await page.route(f"**/cases/{first['tracking_code']}/files", hold)
    await choose(page, LETTER, PHOTO)
    await page.evaluate("code => (location.hash = `#cases/${code}`)", second["tracking_code"])
    await expect(page.locator("#case-title")).to_contain_text(second["tracking_code"])
    await page.keyboard.press("Alt+a")
    await expect(along).to_contain_text("جای ۵ فایل دیگر هست")
    async with page.expect_response(lambda one: one.request.method == "POST"):
        may_go.set()
    await expect(along.get_by_role("status")).to_have_text("")
    await expect(along.get_by_role("listitem")).to_have_count(0)
    await page.reload()
    await page.keyboard.press("Alt+a")
    await expect(along.get_by_role("listitem")).to_have_count(0)


async def answered(http: httpx.AsyncClient, desk: Desk, address: str) -> dict[str, str]:
    """A case that was answered with a letter and a photo."""
    case = await filed(http)
    along = await begun(desk, address, case["tracking_code"])
    await choose(desk.page, LETTER, PHOTO)
    await expect(along.get_by_role("listitem")).to_have_count(2)
    await desk.page.keyboard.press("Control+Enter")
    await expect(desk.page.locator(".case-sheet")).to_have_count(0)
    return case


_FOCUS = """(words) => document.querySelector("dastyar-chat").shadowRoot.activeElement
  ?.textContent.trim().startsWith(words) ?? false"""


async def go_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what begins with these words, within the widget."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate(_FOCUS, words):
            return
    raise AssertionError(f"Tab does not lead to «{words}»")


async def opened(browser: Browser, gateway: Gateway, case: dict[str, str], **look: Any) -> Chat:
    """The page of a case, for who has code and pin."""
    chat = await Chat.arrive(browser, gateway.address, **look)
    await chat.page.locator("[data-dastyar-case]").click()
    await chat.find("#code").fill(case["tracking_code"])
    await chat.find("#pin").fill(case["pin"])
    await chat.find("#pin").press("Enter")
    await expect(chat.find("#state")).to_be_focused()
    return chat


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_the_citizen_saves_them_by_keys(
    browser: Browser, gateway: Gateway, http: httpx.AsyncClient, look: tuple[str, int]
) -> None:
    async with at_the_desk(browser, gateway, Role.CLERK, LOOKS[0], agency="abfa") as desk:
        case = await answered(http, desk, gateway.address)
    scheme, width = look
    chat = await opened(browser, gateway, case, width=width, color_scheme=scheme)
    sent = chat.find(".sent")
    # The answer stands above the steps, and is not said twice.
    await expect(sent).to_have_count(1)
    await expect(sent).to_contain_text("همراه آن: ۲ فایل")
    letter = sent.get_by_role("button", name="دریافت: سند پی‌دی‌اف")
    await go_to(chat.page, "دریافت: سند")
    async with chat.page.expect_download() as saving:
        await chat.page.keyboard.press("Enter")
    saved = await saving.value
    assert saved.suggested_filename.startswith(case["tracking_code"])
    assert Path(await saved.path()).read_bytes() == media.pdf("letter")
    await expect(sent.get_by_role("status")).to_have_text("فایل روی گوشی یا رایانهٔ شما ذخیره شد.")
    await expect(letter).to_be_focused()
    assert await violations(chat.page) == []
    assert await fits(chat.page)
    await pictured(chat.page, "widget-sent")
    # A file of the citizen's own leaves them there.
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": media.photo()}
    await chat.find("#file").set_input_files([photo])
    await expect(chat.find(".added")).to_contain_text("photo.jpg")
    await expect(sent).to_have_count(1)
    await chat.page.context.close()
    assert not chat.watch.faults, chat.watch.faults
