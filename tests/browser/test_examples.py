"""What the widget and the portal page offer to ask leads where it says."""

import pytest
from playwright.async_api import expect

from assistant.dialogue.sentences import sentence
from browser.chat import Chat
from browser.conftest import Visit


@pytest.mark.parametrize(
    ("example", "answer"),
    [
        # The new card tells its papers by itself.
        ("مدارک لازم برای تمدید گذرنامه", "تمدید یا تعویض گذرنامه"),
        ("می‌خواهم شکایت ثبت کنم", sentence("ask_description.complaint")),
        ("پیگیری شکایت با کد رهگیری", sentence("no_case_here")),
    ],
)
async def test_examples_of_the_widget(chat: Chat, example: str, answer: str) -> None:
    assert answer in await chat.press(example)


async def test_tiles_and_search_of_the_portal(visit: Visit) -> None:
    chat = await visit()
    tiles = chat.page.locator(".tiles [data-dastyar]")
    asked = await tiles.evaluate_all("all => all.map((tile) => tile.dataset.dastyar)")
    cards = chat.find("article.card")
    for place, words in enumerate(asked, 1):
        await tiles.nth(place - 1).click()
        await chat.answer(place)
        await expect(chat.citizen_words.last).to_have_text(words)
        await expect(cards, words).to_have_count(place)
        await chat.page.keyboard.press("Escape")
    await chat.page.locator("#q").fill("مدارک گواهی عدم سوءپیشینه")
    await chat.page.locator("#q").press("Enter")
    await chat.answer(len(asked) + 1)
    await expect(chat.card().locator("h3")).to_have_text("گواهی عدم سوءپیشینه")
