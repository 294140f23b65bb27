"""The summary of a complaint is a table, and each part of it has its own «تغییر»."""

import pytest
from playwright.async_api import Locator, expect

from assistant.dialogue.sentences import sentence
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat
from browser.conftest import Visit
from browser.states import sideways
from browser.steps import step_to

TEXT = "تأمین اجتماعی سه ماه است پول داروهایم را نمی‌دهد و آقای رضایی جواب تلفن نمی‌دهد"
LOOKS = [("light", DESK_WIDTH), ("dark", PHONE_WIDTH), ("light", PHONE_WIDTH), ("dark", DESK_WIDTH)]


def row(chat: Chat, name: str) -> Locator:
    """A row of the newest summary."""
    has_name = chat.page.locator("dt").get_by_text(name, exact=True)
    return chat.find(".rows").last.locator("dl > div").filter(has=has_name)


async def summed_up(visit: Visit, width: int, **options: object) -> Chat:
    chat = await visit(width=width, **options)
    await chat.open()
    await chat.say(TEXT)
    await chat.say("شیراز")
    return chat


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
async def test_each_part_stands_in_its_row_and_nothing_twice(
    visit: Visit, scheme: str, width: int
) -> None:
    install_packages()
    chat = await summed_up(visit, width, color_scheme=scheme)
    for name, text in (("نوع", "شکایت"), ("محل", "شیراز، فارس"), ("شرح", TEXT)):
        await expect(row(chat, name).locator("dd").first).to_have_text(text)
    await expect(row(chat, "نوع").locator("button")).to_have_count(0)
    for name in ("دستگاه", "محل", "شرح"):
        await expect(row(chat, name).locator("button")).to_have_text("تغییر")
    # The question stands above the table, what the agency sees below it, and no row in either.
    await expect(chat.find(".bubble").last).to_have_text("این را ثبت کنم؟")
    await expect(chat.find(".rows .note")).to_have_text(sentence("names_shown"))
    below = await chat.find(".choices").last.locator("button").all_inner_texts()
    assert below[0] == "ثبت شود"
    assert not {"تغییر متن", "تغییر دستگاه", "تغییر محل"} & set(below)
    assert await sideways(chat) == []
    assert await violations(chat.page) == []


@pytest.mark.parametrize("width", [PHONE_WIDTH, DESK_WIDTH])
async def test_a_part_is_changed_by_keys(visit: Visit, width: int) -> None:
    install_packages()
    chat = await summed_up(visit, width)
    await expect(chat.find(".choices").last).to_be_focused()
    # From the buttons back, over what may go along, into the table: the text, above it the place.
    await step_to(chat.page, ".rows button", "Shift+Tab")
    await expect(chat.option("تغییر متن")).to_be_focused()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.option("تغییر محل")).to_be_focused()
    said = await chat.citizen_words.count()
    await chat.page.keyboard.press("Enter")
    await chat.answer(said + 1)
    await expect(chat.citizen_words.last).to_have_text("تغییر محل")
    # What was pressed is marked, and no button of the old table can be pressed any more.
    await expect(row(chat, "محل").locator("[data-chosen]")).to_be_disabled()
    await expect(chat.find(".rows button:enabled")).to_have_count(0)
    assert await violations(chat.page) == []
    await chat.say("مشهد")
    await expect(row(chat, "محل").locator("dd").first).to_contain_text("مشهد")
    await chat.press("ثبت شود")
    await chat.receipt()


async def test_what_has_no_row_yet_is_changed_by_a_button_below(visit: Visit) -> None:
    chat = await visit()
    await chat.open()
    await chat.say(TEXT)
    await chat.press("لازم نیست")
    await expect(row(chat, "محل")).to_have_count(0)
    await expect(chat.find(".choices").last.get_by_text("تغییر محل")).to_be_enabled()


async def test_the_table_is_the_same_after_a_reload(visit: Visit) -> None:
    chat = await summed_up(visit, PHONE_WIDTH)
    before = await chat.find(".rows").inner_text()
    await chat.reload(len(await chat.history()))
    assert await chat.find(".rows").inner_text() == before
