"""What a citizen takes along: ticks, a sheet of the service, the text of the conversation."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import expect

from assistant.language.digits import ascii_digits, persian_digits
from browser.chat import Chat, unfold

QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
MOBILE = "09121234567"
NATIONAL_ID = "0499370899"
_PRINTED = """() => {
  window.printed = [];
  window.print = () => {
    const paper = document.querySelector("dastyar-paper");
    printed.push(paper.textContent);
    dispatchEvent(new Event("afterprint"));
  };
}"""

_ON_PAPER = """() => [...document.body.children]
  .filter((part) => part.checkVisibility()).map((part) => part.tagName)"""


async def test_documents_are_ticked_and_the_ticks_stay(chat: Chat) -> None:
    await chat.say(QUESTION)
    await unfold(chat.card(), "مدارک")
    boxes = chat.card().locator("[type=checkbox]")
    count = await boxes.count()
    await boxes.nth(1).check()
    await expect(chat.card()).to_contain_text(persian_digits(f"1 از {count} آماده"))
    await chat.reload(len(await chat.history()))
    await unfold(chat.card(), "مدارک")
    ticks = [await box.is_checked() for box in await boxes.all()]
    assert ticks == [number == 1 for number in range(count)]


async def test_a_service_is_printed_alone_and_saved(chat: Chat) -> None:
    await chat.say(QUESTION)
    documents = await (await unfold(chat.card(), "مدارک")).all_inner_texts()
    await chat.card().locator("[type=checkbox]").first.check()
    await chat.page.evaluate(_PRINTED)
    await chat.card().get_by_role("button", name="چاپ").click()
    # What prints is fetched first.
    while not (prints := await chat.page.evaluate("printed")):
        await asyncio.sleep(0.05)
    (printed,) = prints
    assert await chat.page.locator("dastyar-paper").count() == 0
    async with chat.page.expect_download() as coming:
        await chat.card().get_by_role("button", name="ذخیره").click()
    saved = await _text(await (await coming.value).path())
    assert saved == re.sub("[\u2066\u2069]", "", printed)
    # What stands in a file may be copied; on paper an address only has to be read.
    apart = re.findall("\u2066(https?:[^\\s\u2069]+)\u2069", printed)
    assert apart == re.findall(r"https?:\S+", saved) != []
    assert f"☑ {documents[0]}" in saved
    assert all(f"☐ {document}" in saved for document in documents[1:])
    assert "۱. " in saved
    assert re.search(r"تهیه‌شده در [۰-۹]+ \w+ ۱۴[۰-۹]{2}", saved)


async def test_on_paper_stands_the_service_and_nothing_else(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.page.evaluate("window.print = () => {}")
    await chat.card().get_by_role("button", name="چاپ").click()
    paper = chat.page.locator("dastyar-paper")
    await expect(paper).to_be_hidden()
    await chat.page.emulate_media(media="print")
    await expect(paper).to_be_visible()
    assert await chat.page.evaluate(_ON_PAPER) == ["DASTYAR-PAPER"]
    assert await paper.evaluate("(paper) => getComputedStyle(paper).direction") == "rtl"
    await chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect(paper).to_have_count(0)
    assert "MAIN" in await chat.page.evaluate(_ON_PAPER)


async def test_the_conversation_is_saved_with_jalali_times(chat: Chat) -> None:
    await chat.say(QUESTION)
    await chat.reload(len(await chat.history()))
    await chat.find("#more").click()
    async with chat.page.expect_download() as coming:
        await chat.find("[data-item=save]").click()
    download = await coming.value
    saved = await _text(await download.path())
    assert download.suggested_filename.endswith(".txt")
    assert re.search(rf"شما \([۰-۹]+ \w+ ۱۴[۰-۹]{{2}} ساعت [۰-۹]+:[۰-۹]+\):\n{QUESTION}", saved)
    assert "تمدید یا تعویض گذرنامه" in saved


async def test_a_saved_conversation_holds_no_number_of_the_citizen(chat: Chat) -> None:
    await chat.say(f"اداره برق سه روزه تلفنشو جواب نمیده شماره من {MOBILE} کد ملی {NATIONAL_ID}")
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    receipt = await chat.receipt()
    assert MOBILE in " ".join(await chat.citizen_words.all_inner_texts())
    await chat.find("#more").click()
    async with chat.page.expect_download() as coming:
        await chat.find("[data-item=save]").click()
    saved = await _text(await (await coming.value).path())
    assert "شماره من [شماره همراه] کد ملی [کد ملی]" in saved
    assert receipt.code in saved
    secrets = (MOBILE, NATIONAL_ID, receipt.pin)
    assert not [secret for secret in secrets if secret in ascii_digits(saved)]


async def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig").rstrip("\n")


async def test_what_cannot_be_fetched_when_it_is_needed_is_told(chat: Chat) -> None:
    chat.watch.allowed.append("paper.js")
    await chat.page.route("**/paper.js", lambda route: route.abort())
    await chat.say(QUESTION)
    await chat.find("#more").click()
    await chat.find("[data-item=save]").click()
    await expect(chat.find(".notice")).to_contain_text("دوباره تلاش کنید")
