"""Without a mouse: Tab, Enter and Escape are enough."""

import pytest
from playwright.async_api import expect

from browser.chat import Chat
from browser.conftest import Visit
from browser.steps import step_to


async def _type(chat: Chat, words: str) -> None:
    """Write into whatever has the focus, and wait for the answer."""
    said = await chat.citizen_words.count()
    await chat.page.keyboard.insert_text(words)
    await chat.page.keyboard.press("Enter")
    await chat.answer(said + 1)


@pytest.mark.firefox
async def test_a_question_and_a_choice(visit: Visit) -> None:
    chat = await visit()
    keyboard = chat.page.keyboard
    await step_to(chat.page, "#launcher")
    await keyboard.press("Enter")
    await expect(chat.text_box).to_be_focused()
    await _type(chat, "پاسپورتم داره تموم میشه باید چیکار کنم")

    await step_to(chat.page, "details.fold > summary", "Shift+Tab")
    await keyboard.press("Enter")
    await expect(chat.card().locator("details.fold[open] li").first).to_be_visible()
    await step_to(chat.page, "#text")
    await _type(chat, "اداره برق سه روزه تلفنشو جواب نمیده")

    await expect(chat.find(".choices").last).to_be_focused()
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(chat.option("ثبت شود")).to_be_visible()
    await expect(chat.find(".choices").last).to_be_focused()
    await keyboard.type("a")
    await expect(chat.text_box).to_be_focused()
    await expect(chat.text_box).to_have_value("a")


@pytest.mark.firefox
async def test_escape_shuts_the_menu_and_then_the_panel(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    await expect(chat.text_box).to_be_focused()
    await step_to(chat.page, "#more", "Shift+Tab")
    await keyboard.press("Enter")
    await expect(chat.find("#menu")).to_be_visible()
    await keyboard.press("Escape")
    await expect(chat.find("#menu")).to_be_hidden()
    await expect(chat.find("#more")).to_be_focused()
    await keyboard.press("Escape")
    await expect(chat.find(".panel")).to_be_hidden()
    await expect(chat.find("#launcher")).to_be_focused()
