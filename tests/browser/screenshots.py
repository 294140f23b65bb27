"""Pictures for README and documentation: a real conversation, as a citizen sees it."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from assistant.settings import PROJECT
from browser.chat import PHONE_WIDTH, Chat, unfold
from browser.chromium import chromium
from browser.desk_screenshots import take_desk_pictures
from lab.evaluation.stack import own_parts

IMAGES = PROJECT / "docs" / "images"
SHARP = 1.5
"""Device pixels for each CSS pixel: letters stay sharp on dense screens, and files small."""
DESK = {"width": 1280, "height": 820}
QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
SEARCHED = "کارت ملی‌ام گم شده"
SERVICE = "/services/passport-renewal"
COMPLAINT = "ثبت احوال سه ماهه کارت ملی‌مو نمیده، هر دفعه میگن برو فردا بیا"


async def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with chromium() as browser, own_parts(print) as stack:
        # First, because the demo goes into an empty database only.
        await take_desk_pictures(browser, stack, IMAGES)
        await take_pictures(browser, stack.address, IMAGES)
        await take_catalogue_pictures(browser, stack.address, IMAGES)


async def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    desk = await Chat.arrive(browser, address, viewport=DESK, device_scale_factor=SHARP)
    await desk.open()
    await desk.say(QUESTION)
    await desk.say("مدارکش چیه؟")
    await desk.page.screenshot(path=folder / "conversation.png")

    phone = await Chat.arrive(browser, address, PHONE_WIDTH, device_scale_factor=SHARP)
    await phone.open()
    await phone.say(QUESTION)
    await unfold(phone.card(), "مدارک")
    await phone.card().locator("[type=checkbox]").first.check()
    await phone.page.screenshot(path=folder / "mobile.png")
    await phone.say(COMPLAINT)
    await phone.say("شیراز")
    await phone.page.screenshot(path=folder / "summary.png")
    await phone.press("ثبت شود")
    await phone.receipt()
    await phone.page.screenshot(path=folder / "case.png")
    await phone.case().get_by_role("button", name="دیدن روند رسیدگی").click()
    await expect(phone.find(".past li").first).to_be_visible()
    await phone.page.screenshot(path=folder / "tracking.png")

    night = await Chat.arrive(
        browser, address, PHONE_WIDTH, device_scale_factor=SHARP, color_scheme="dark"
    )
    await night.open()
    await night.say(COMPLAINT)
    await night.say("شیراز")
    await night.page.screenshot(path=folder / "dark.png")


async def take_catalogue_pictures(browser: Browser, address: str, folder: Path) -> None:
    context = await browser.new_context(locale="fa-IR", viewport=DESK, device_scale_factor=SHARP)
    page = await context.new_page()
    for name, path in (("catalogue", f"/services?q={SEARCHED}"), ("service", SERVICE)):
        await page.goto(f"{address}{path}", wait_until="networkidle")
        await expect(page.locator("dastyar-chat #launcher[data-place]")).to_have_count(1)
        await page.screenshot(path=folder / f"{name}.png")
    await context.close()


if __name__ == "__main__":
    asyncio.run(main())
