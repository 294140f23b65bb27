"""A citizen who has lost the pin of a case gets another, by the keyboard alone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from support.lost_pins import House, house_in
from support.samples import MOBILE

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH, Chat
from knowledge.catalogue import Catalogue


@pytest.fixture(scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, no_rasa: str, catalogue: Catalogue
) -> AsyncIterator[House]:
    install_packages()
    async with house_in(tmp_path_factory.mktemp("lost"), no_rasa, catalogue) as house:
        yield house


@pytest.mark.parametrize("width", [1280, PHONE_WIDTH])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_lost_pin_is_replaced_and_the_case_is_seen(
    house: House, browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    code, old = await house.filed()
    chat = await Chat.arrive(browser, house.gateway.address, width=width, color_scheme=scheme)
    chat.watch.allowed.append("403")
    keyboard, page = chat.page.keyboard, chat.find("dialog.mine")
    await chat.open()
    await chat.find("[data-way=track]").press("Enter")
    await chat.find("#code").fill(code.lower())
    await chat.find("#lost").press("Enter")
    await expect(page.get_by_role("heading", name="رمز را گم کرده‌ام")).to_be_focused()
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "asked.png")

    field = page.get_by_label("کد رهگیری")
    await keyboard.press("Tab")
    await expect(field).to_be_focused()
    await field.fill("کوتاه")
    await keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("کد رهگیری هشت حرف و رقم دارد.")
    await field.fill(code.lower())
    await keyboard.press("Enter")
    await expect(page.get_by_text("تا چند لحظهٔ دیگر کدی شش‌رقمی می‌رسد")).to_be_visible()
    await house.worker.drain()
    assert house.texted()[-1]["mobile"] == MOBILE
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "sent.png")

    typed = house.newest_code()
    sms = page.get_by_label("کدی که پیامک شد")
    await sms.fill("999999" if typed != "999999" else "888888")
    await keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("این کد درست نیست")
    await expect(sms).to_be_focused()
    await sms.fill(re.sub(r"\d", lambda digit: "۰۱۲۳۴۵۶۷۸۹"[int(digit[0])], typed))
    await keyboard.press("Enter")
    pin = re.sub(r"\D", "", await page.locator("code").inner_text())
    assert pin != old
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "pin.png")

    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(chat.find("#state")).to_be_focused()
    await expect(chat.find(".past li").first).to_contain_text("رمز پیگیری را عوض کردید")
    assert [await house.opens(code, one) for one in (old, pin)] == [False, True]
    await chat.page.context.close()
    assert not chat.watch.faults, chat.watch.faults


async def test_where_no_text_messages_are_sent_no_other_pin_is_offered(
    tmp_path: Path, no_rasa: str, catalogue: Catalogue, browser: Browser
) -> None:
    async with house_in(tmp_path, no_rasa, catalogue, sms="off") as house:
        chat = await Chat.arrive(browser, house.gateway.address)
        await chat.open()
        async with chat.page.expect_response("**/healthz"):
            await chat.find("[data-way=track]").press("Enter")
        await expect(chat.find("#code")).to_be_focused()
        await expect(chat.find("#lost")).to_have_count(0)
        await chat.page.context.close()
