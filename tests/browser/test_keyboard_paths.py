"""The main ways through the widget by the keyboard alone, on a phone's width and at a desk."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect
from support import media
from support.agency_answers import answered, referred
from support.lost_pins import House, house_in
from support.samples import complaint
from support.serving import Gateway

from assistant.language.digits import persian_digits
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat
from browser.chromium import PATIENCE_MS
from browser.conftest import Visit, visits_to
from browser.steps import step_to
from knowledge.catalogue import Catalogue

WIDTHS = pytest.mark.parametrize("width", [PHONE_WIDTH, DESK_WIDTH])
MAIN = ".choice[data-main]"


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    install_packages()


async def came_in(visit: Visit, width: int) -> Chat:
    """Open the panel, and stand in its text box."""
    chat = await visit(width=width)
    await step_to(chat.page, "#launcher")
    await chat.page.keyboard.press("Enter")
    await expect(chat.find(".panel")).to_be_visible()
    # On a touch screen the focus is in the log, so that no keyboard rises unasked.
    if width == PHONE_WIDTH:
        await step_to(chat.page, "#text")
    await expect(chat.text_box).to_be_focused()
    return chat


async def say(chat: Chat, words: str) -> None:
    """Write from wherever the focus is: the first letter leads into the text box."""
    said = await chat.citizen_words.count()
    await chat.page.keyboard.type(words[0])
    await expect(chat.text_box).to_be_focused()
    await chat.page.keyboard.insert_text(words[1:])
    await chat.page.keyboard.press("Enter")
    await chat.answer(said + 1)


async def press(chat: Chat, name: str, key: str = "Tab") -> None:
    """Go to a button by its name, as all can hear it, and press it."""
    for _ in range(60):
        await chat.page.keyboard.press(key)
        target = chat.find(":focus").and_(chat.page.get_by_role("button", name=name, exact=True))
        if await target.count():
            await chat.page.keyboard.press("Enter")
            return
    raise AssertionError(f"{key} does not lead to «{name}»")


async def answer(chat: Chat, name: str, key: str = "Tab") -> None:
    """Press an option, and wait for what it is answered with."""
    said = await chat.citizen_words.count()
    await press(chat, name, key)
    await chat.answer(said + 1)


async def clean(chat: Chat) -> None:
    assert await violations(chat.page) == []


@WIDTHS
async def test_a_question_its_card_and_all_its_details(visit_gateway: Visit, width: int) -> None:
    chat = await came_in(visit_gateway, width)
    await say(chat, "پاسپورتم داره تموم میشه باید چیکار کنم")
    await expect(chat.card().locator("h3")).to_contain_text("گذرنامه")
    await clean(chat)
    # The documents are open; a tick is set by Space, and the steps unfold by Enter.
    await step_to(chat.page, ".checks input", "Shift+Tab")
    await chat.page.keyboard.press("Space")
    await expect(chat.card().locator("[type=checkbox]:checked")).to_have_count(1)
    steps = chat.card().locator("details.fold").filter(has_text="مراحل")
    await step_to(chat.page, "details.fold:not([open]) > summary")
    await chat.page.keyboard.press("Enter")
    await expect(steps.locator("li").first).to_be_visible()
    await clean(chat)
    await step_to(chat.page, "a.quiet")
    async with chat.page.context.expect_page() as coming:
        await chat.page.keyboard.press("Enter")
    detail = await coming.value
    await expect(detail.locator("h1")).to_contain_text("گذرنامه")


@WIDTHS
async def test_a_complaint_from_its_words_to_its_receipt(
    visit_gateway: Visit, gateway: Gateway, width: int
) -> None:
    chat = await came_in(visit_gateway, width)
    # Heard from the start: the browser needs a moment until it hands the choosing over.
    chosen = asyncio.create_task(chat.page.wait_for_event("filechooser", timeout=4 * PATIENCE_MS))
    await say(chat, "اداره برق سه روزه تلفنشو جواب نمیده")
    await answer(chat, "لازم نیست")
    await expect(chat.find(".choices").last).to_be_focused()
    await expect(chat.find(".along")).to_be_visible()
    await clean(chat)
    # A row is changed: its button lies above, behind what may go along.
    await answer(chat, "تغییر متن", "Shift+Tab")
    await expect(chat.text_box).to_have_value(re.compile("تلفن"))
    await step_to(chat.page, "#text")
    said = await chat.citizen_words.count()
    await chat.page.keyboard.press("Control+a")
    await chat.page.keyboard.insert_text("اداره برق یک هفته است تلفنش را جواب نمی‌دهد")
    await chat.page.keyboard.press("Enter")
    await chat.answer(said + 1)
    await expect(chat.find(".rows").last).to_contain_text("یک هفته است")

    await step_to(chat.page, "#along-file", "Shift+Tab")
    await chat.page.keyboard.press("Space")
    file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": media.photo()}
    await (await chosen).set_files(file)
    await expect(chat.find(".waiting li")).to_contain_text(["photo.jpg"])
    await expect(chat.find("[aria-live=polite]")).to_contain_text("photo.jpg رسید")
    await expect(chat.find("#along-file")).to_be_focused()
    await clean(chat)

    said = await chat.citizen_words.count()
    await step_to(chat.page, MAIN)
    await chat.page.keyboard.press("Enter")
    assert "۱ فایلی که فرستادید" in await chat.answer(said + 1)
    receipt = await chat.receipt()
    await clean(chat)
    async with chat.page.expect_download() as coming:
        await press(chat, "ذخیره", "Shift+Tab")
    assert receipt.code in (await coming.value).suggested_filename
    await press(chat, "دیدن روند رسیدگی")
    await expect(chat.find("#state")).to_be_focused()
    await expect(chat.find(".past li").filter(has_text="فایلی افزودید")).to_have_count(1)
    await clean(chat)


@WIDTHS
async def test_a_case_its_answer_and_the_word_on_it(
    visit_gateway: Visit, gateway: Gateway, width: int
) -> None:
    async with gateway.client() as http:
        filed = (await http.post("/api/v1/cases", json=complaint())).json()
    code, pin = filed["tracking_code"], filed["pin"]
    await referred(gateway, code)
    await answered(gateway, code)
    chat = await came_in(visit_gateway, width)
    keyboard = chat.page.keyboard
    await press(chat, "پیگیری پرونده", "Shift+Tab")
    await expect(chat.find("#code")).to_be_focused()
    await clean(chat)
    await keyboard.insert_text(code[:5])
    await keyboard.press("Enter")
    await expect(chat.find("#fault")).to_contain_text("هشت نویسه")
    await expect(chat.find("#code")).to_be_focused()
    await clean(chat)
    await keyboard.press("Control+a")
    await keyboard.insert_text(code.lower())
    await keyboard.press("Tab")
    await expect(chat.find("#pin")).to_be_focused()
    await keyboard.insert_text(persian_digits(pin))
    await keyboard.press("Enter")
    await expect(chat.find("#state")).to_be_focused()
    await expect(chat.find(".answer")).to_contain_text("وصل شد.")
    await clean(chat)
    await press(chat, "تا اندازه‌ای")
    await expect(chat.find("#words")).to_be_focused()
    await keyboard.insert_text("هنوز گاهی قطع می‌شود")
    await clean(chat)
    await press(chat, "ثبت")
    await expect(chat.find("#state")).to_be_focused()
    await expect(chat.find(".past")).to_contain_text("هنوز گاهی قطع می‌شود")
    await clean(chat)


@pytest.fixture(scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, no_rasa: str, catalogue: Catalogue
) -> AsyncIterator[House]:
    async with house_in(tmp_path_factory.mktemp("paths"), no_rasa, catalogue) as house:
        yield house


@pytest.fixture
async def visit_house(house: House, browser: Browser) -> AsyncIterator[Visit]:
    async with visits_to(browser, house.gateway.address) as visit:
        yield visit


@WIDTHS
async def test_a_lost_pin_by_a_code_that_works_once(
    house: House, visit_house: Visit, width: int
) -> None:
    code, old = await house.filed()
    chat = await came_in(visit_house, width)
    chat.watch.allowed.append("403")
    keyboard, page = chat.page.keyboard, chat.find("dialog.mine")
    await press(chat, "پیگیری پرونده", "Shift+Tab")
    await expect(chat.find("#code")).to_be_focused()
    await keyboard.insert_text(code)
    await expect(chat.find("#lost")).to_be_visible()
    await step_to(chat.page, "#lost")
    await keyboard.press("Enter")
    await expect(page.locator("h3")).to_be_focused()
    await clean(chat)
    # The code of the case is there already.
    await step_to(chat.page, "#lost-code")
    await keyboard.press("Enter")
    await expect(page.locator("#lost-sms")).to_be_visible()
    await house.worker.drain()
    sent = house.newest_code()
    await step_to(chat.page, "#lost-sms")
    await keyboard.insert_text("111111" if sent != "111111" else "222222")
    await keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("این کد درست نیست")
    await expect(page.locator("#lost-sms")).to_be_focused()
    await clean(chat)
    await keyboard.press("Control+a")
    await keyboard.insert_text(persian_digits(sent))
    await keyboard.press("Enter")
    await expect(page.locator("code")).to_be_visible()
    await clean(chat)
    pin = re.sub(r"\D", "", await page.locator("code").inner_text())
    await press(chat, "دیدن پرونده")
    await expect(chat.find("#state")).to_be_focused()
    assert [await house.opens(code, one) for one in (old, pin)] == [False, True]
    await clean(chat)
