"""Pictures of the operators' console, with the people and cases of the demo."""

import asyncio
import os
import sys
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from assistant.desk.roles import Role
from assistant.settings import PROJECT, Settings
from browser.chat import PHONE_WIDTH, Chat
from browser.chromium import chromium
from browser.desk import Desk
from lab.evaluation.stack import Stack, own_parts

IMAGES = PROJECT / "docs" / "images"
SHARP = 1.1
"""The wide pages of the desk are full of letters: sharper, their files would be too large."""
CASES = 300
"""Of the demo's half year; enough for tables, and made in seconds."""
WIDE = {"width": 1280, "height": 820}
PHONE = {"width": PHONE_WIDTH, "height": 812}
QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
WISH = "وصلم کن به کارشناس"
COMPLAINT = "سه روز است که اداره برق قم برق ما را قطع کرده و جواب نمی‌دهد"
CALLER = "09120000000"


async def main() -> None:
    async with chromium() as browser, own_parts(print) as stack:
        await take_desk_pictures(browser, stack, IMAGES)


async def take_desk_pictures(browser: Browser, stack: Stack, folder: Path) -> None:
    await _seed(stack.settings)
    citizen = await Chat.arrive(browser, stack.address)
    await citizen.open()
    await citizen.say(QUESTION)
    await citizen.say(WISH)
    desk = await _enrolled(browser, stack, Role.SUPERVISOR)
    page = desk.page
    await page.set_viewport_size(PHONE)
    await expect(page.locator(".entry").first).to_be_visible()
    await _picture(page, folder / "console-queue.png")
    await page.set_viewport_size(WIDE)
    await _answer(desk, citizen)
    await _picture(page, folder / "console.png")
    await page.set_viewport_size(PHONE)
    await _picture(page, folder / "console-talk.png")
    await page.set_viewport_size(WIDE)
    await page.keyboard.press("Alt+2")
    await expect(page.locator("#case-list [data-code]").first).to_be_visible()
    await _picture(page, folder / "console-table.png")
    await page.locator("#case-list [data-code]").nth(1).click()
    await expect(page.locator("#case-title")).to_be_visible()
    await _picture(page, folder / "console-cases.png")
    await _take_filing(browser, stack, folder)
    await _take_record(browser, stack, folder)
    for watch in (desk.watch, citizen.watch):
        assert not watch.faults, watch.faults


async def _take_filing(browser: Browser, stack: Stack, folder: Path) -> None:
    """A case out of a conversation, and one of a caller."""
    citizen = await Chat.arrive(browser, stack.address)
    await citizen.open()
    await citizen.say(COMPLAINT)
    await citizen.find("[data-way=toHuman]").click()
    desk = await _enrolled(browser, stack, Role.OPERATOR)
    page = desk.page
    await page.locator(".entry").filter(has_text=COMPLAINT).last.click()
    await desk.press("گرفتن گفت‌وگو")
    await expect(page.locator("#reply")).to_be_visible()
    await page.keyboard.press("Alt+p")
    await expect(page.locator("#filing-description")).to_be_focused()
    await _picture(page, folder / "console-filing.png")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Alt+3")
    await page.locator("#heard").fill(f"{COMPLAINT}، شماره‌ام {CALLER} است")
    await expect(page.locator("#phone-mobile")).to_have_value(CALLER)
    await _picture(page, folder / "console-phone.png")
    for watch in (desk.watch, citizen.watch):
        assert not watch.faults, watch.faults


async def _take_record(browser: Browser, stack: Stack, folder: Path) -> None:
    desk = await _enrolled(browser, stack, Role.AUDITOR)
    await desk.page.goto(f"{stack.address}/desk#record")
    await expect(desk.page.locator(".record tbody tr").first).to_be_visible()
    await _picture(desk.page, folder / "console-record.png")
    assert not desk.watch.faults, desk.watch.faults


async def _enrolled(browser: Browser, stack: Stack, role: Role) -> Desk:
    look = {"viewport": WIDE, "device_scale_factor": SHARP}
    return await Desk.enrol(browser, stack.address, stack.settings, role, **look)


async def _answer(desk: Desk, citizen: Chat) -> None:
    await desk.page.locator(".entry").filter(has_text=QUESTION).last.click()
    await desk.press("گرفتن گفت‌وگو")
    await expect(desk.page.locator("#reply")).to_be_visible()
    await desk.reply("سلام، وقتتان بخیر. نوشته‌هایتان را خواندم.")
    await citizen.write("مدارک تمدید گذرنامه چیست و هزینه‌اش چقدر است؟")
    await expect(desk.log.get_by_text("هزینه‌اش چقدر")).to_be_visible()
    suggested = desk.page.locator(".suggested button").filter(has_text="مدارک")
    await expect(suggested.first).to_be_visible()


async def _picture(page: Page, path: Path) -> None:
    """When nothing moves any more."""
    await page.wait_for_timeout(500)
    await page.screenshot(path=path)


async def _seed(settings: Settings) -> None:
    """Put the demo into the database of the stack, by the command that anybody has."""
    values = {
        "DASTYAR_DEMO": "true",
        "DASTYAR_CONNECTOR": "off",
        "DASTYAR_DATA_DIR": str(settings.data_dir),
        "DASTYAR_INDEX_FOLDER": str(settings.index_dir),
        "DASTYAR_RASA_URL": settings.rasa_url,
    }
    command = (sys.executable, "-m", "assistant.cli", "demo", "--cases", str(CASES))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=PROJECT, env=os.environ | values, stdout=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 0


if __name__ == "__main__":
    asyncio.run(main())
