"""Who has filed a case takes its receipt along: in a file, on paper, or sent on by the device."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat
from browser.conftest import Visit
from browser.states import sideways

_OUTSIDE = """() => {
  window.given = [];
  window.print = () => {
    given.push(document.querySelector("dastyar-paper").textContent);
    dispatchEvent(new Event("afterprint"));
  };
  navigator.share = async (what) => { given.push(what.text); throw new Error("given up"); };
}"""


@pytest.mark.parametrize(("width", "scheme"), [(DESK_WIDTH, "light"), (PHONE_WIDTH, "dark")])
async def test_a_receipt_is_saved_printed_and_shared_by_keys(
    visit: Visit, width: int, scheme: str
) -> None:
    install_packages()
    chat = await visit(width=width, color_scheme=scheme)
    await chat.page.evaluate(_OUTSIDE)
    await chat.open()
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    receipt = await chat.receipt()
    assert await violations(chat.page) == []
    assert await sideways(chat) == []

    async with chat.page.expect_download() as coming:
        await _button(chat, "ذخیره").press("Enter")
    download = await coming.value
    saved = Path(await download.path()).read_text(encoding="utf-8-sig").rstrip("\n")
    assert receipt.code in download.suggested_filename
    assert receipt.pin not in download.suggested_filename
    for line in (f"کد رهگیری: {receipt.code}", f"رمز پیگیری: {receipt.pin}", "مهلت پاسخ: "):
        assert line in saved
    assert f"{chat.watch.origin}/" in saved

    await _button(chat, "چاپ").press("Enter")
    await _button(chat, "اشتراک‌گذاری").press("Enter")
    while len(given := await chat.page.evaluate("given")) < 2:
        await asyncio.sleep(0.05)
    assert {text.translate({0x2066: None, 0x2069: None}) for text in given} == {saved}
    # Whoever gives up sharing has nothing to be told.
    await expect(chat.find(".notice")).to_be_empty()


async def test_a_case_that_is_looked_up_again_has_no_receipt(chat: Chat) -> None:
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    await chat.receipt()
    await chat.reload(len(await chat.history()))
    await expect(chat.case()).to_contain_text("کد رهگیری")
    await expect(_button(chat, "ذخیره")).to_have_count(0)


def _button(chat: Chat, name: str) -> Locator:
    return chat.case().get_by_role("button", name=name, exact=True)
