"""A citizen looks after what is kept: a copy of it, its end, and another pin for a case."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Locator, expect

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH, Chat, Receipt
from browser.conftest import Visit
from browser.test_case_files import tracked
from lab.evaluation.stack import Stack

QUESTION = "مدارک لازم برای تمدید گذرنامه"


async def opened(chat: Chat) -> Locator:
    """What is offered for the conversation, by the menu."""
    await chat.find("#more").click()
    await chat.find("[data-item=mine]").click()
    return await shown(chat)


async def shown(chat: Chat) -> Locator:
    page = chat.find("dialog.mine")
    await expect(page.get_by_role("heading", name="داده‌های من")).to_be_focused()
    return page


async def status(stack: Stack, receipt: Receipt, pin: str) -> int:
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        path = f"/api/v1/cases/{receipt.code}"
        return (await http.get(path, headers={"X-Case-Pin": pin})).status_code


@pytest.mark.parametrize("width", [1280, PHONE_WIDTH])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_conversation_is_taken_along_and_erased(
    visit: Visit, width: int, scheme: str, tmp_path: Path
) -> None:
    install_packages()
    chat = await visit(width=width, color_scheme=scheme)
    await chat.open()
    await chat.say(QUESTION)
    page = await opened(chat)
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "mine.png")
    async with chat.page.expect_download() as download:
        await page.get_by_role("button", name="گرفتن نسخه‌ای از همه").click()
    copy = Path(await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert QUESTION in copy
    assert "در این نسخه نیست" in copy
    await page.get_by_role("button", name="بستن").click()
    await expect(page).to_have_count(0)

    page = await opened(chat)
    await page.get_by_role("button", name="پاک کردن گفت‌وگو").click()
    assert await violations(chat.page) == []
    async with chat.page.expect_response(lambda one: one.url.endswith("/data")) as answer:
        await page.get_by_role("button", name="برای همیشه پاک شود").click()
    assert (await answer.value).status == 200
    await expect(page.get_by_text("پاک شد")).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await expect(page).to_have_count(0)
    await expect(chat.find("#text")).to_be_visible()
    assert await chat.history() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_pin_is_changed_where_the_case_is_seen(
    visit: Visit, stack: Stack, scheme: str, tmp_path: Path
) -> None:
    chat = await visit(width=PHONE_WIDTH, color_scheme=scheme)
    receipt = await tracked(chat)
    await chat.find(".tracking").get_by_role("button", name="داده‌های من").click()
    page = await shown(chat)
    await page.get_by_role("button", name="عوض کردن رمز پیگیری").click()
    await expect(page.get_by_text("همان لحظه از کار می‌افتد")).to_be_visible()
    await page.get_by_role("button", name="رمز تازه بده").click()
    pin = re.sub(r"\D", "", await page.locator("code").inner_text())
    assert len(pin) == 12
    assert pin != receipt.pin
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "pin.png")
    assert [await status(stack, receipt, one) for one in (receipt.pin, pin)] == [404, 200]
    await page.get_by_role("button", name="بستن").click()
    # The visit goes on with the new one.
    await chat.find(".tracking").get_by_role("button", name="به‌روزرسانی").click()
    await expect(chat.find(".past li").first).to_contain_text("رمز پیگیری را عوض کردید")


async def test_a_case_is_erased_once_it_has_ended(visit: Visit) -> None:
    chat = await visit(width=PHONE_WIDTH)
    await tracked(chat)
    case = chat.find(".tracking")
    await case.get_by_role("button", name="داده‌های من").click()
    page = await shown(chat)
    erase = page.get_by_role("button", name="پاک کردن نوشته‌ها و فایل‌ها")
    await expect(erase).to_have_count(0)
    await page.get_by_role("button", name="بستن").click()
    await case.get_by_role("button", name="پس گرفتن پرونده").click()
    await case.get_by_role("button", name="ثبت", exact=True).click()
    await expect(case.get_by_role("button", name="درخواست بازگشایی پرونده")).to_be_visible()
    await case.get_by_role("button", name="داده‌های من").click()
    await erase.click()
    await page.get_by_role("button", name="برای همیشه پاک شود").click()
    await expect(page.get_by_role("listitem").first).to_be_visible()
    assert await violations(chat.page) == []
    await page.get_by_role("button", name="بستن").click()
    await expect(chat.find(".past li").first).to_contain_text("داده‌های شخصی شما پاک شد")
