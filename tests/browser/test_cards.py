"""A service card shows first what most come for, and offers nothing that is not there."""

from playwright.async_api import expect

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH, Chat, unfold
from browser.conftest import Visit
from browser.states import sideways

QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
BARE = "پیگیری صدور گذرنامه"
"""Nothing is known of it but where it is done."""


async def test_documents_are_open_and_sources_have_names(chat: Chat) -> None:
    await chat.say(QUESTION)
    await expect(chat.card().locator("[open] > summary")).to_contain_text(["مدارک"])
    await expect(chat.card().locator("[type=checkbox]").first).to_be_visible()
    sources = await unfold(chat.card(), "منبع")
    # A page of the government comes before those who write about it.
    assert ".gov.ir" in (await sources.first.locator("a").get_attribute("href") or "")


async def test_an_agencys_own_page_is_called_by_the_agency(chat: Chat) -> None:
    await chat.say("کارت ملی هوشمند المثنی")
    agency = await chat.card().locator(".agency").inner_text()
    await expect((await unfold(chat.card(), "منبع")).first).to_contain_text(agency)


async def test_of_a_bare_card_nothing_is_printed_or_rated(visit: Visit) -> None:
    install_packages()
    chat = await visit(width=PHONE_WIDTH, color_scheme="dark")
    await chat.open()
    await chat.say(BARE)
    card = chat.card()
    await expect(card.locator("h3")).to_have_text(BARE)
    fee = card.locator("dl div").filter(has_text="هزینه")
    await expect(fee).to_contain_text("در منابع نیست")
    await expect(card.get_by_role("link", name="همهٔ جزئیات")).to_be_visible()
    await expect(card.get_by_role("button", name="چاپ")).to_have_count(0)
    await expect(chat.find(".rating")).to_have_count(0)
    assert await violations(chat.page) == []
    assert await sideways(chat) == []
