"""For who needs it otherwise: larger, without colours or motion, in another language."""

import asyncio

import pytest
from playwright.async_api import Locator, Route, expect

from browser import axe
from browser.chat import PHONE_WIDTH, Chat
from browser.conftest import Visit
from browser.states import sideways, states

ZOOMED = {"200 %": {"width": 640, "height": 400}, "400 %": {"width": 320, "height": 256}}
"""What is left, in pixels of the page, of a screen of 1280 pixels' width."""
QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
# Parts that are told from what is around them by their background alone, where colours are free.
_BARE = """() => {
  const root = document.querySelector("dastyar-chat").shadowRoot;
  const parts = [...root.querySelectorAll(
    ".panel, .bubble, .card, .code, .warning, .due, .button, .send, .choice, .score, .box, .menu"
  )];
  const bare = parts.filter((part) => part.checkVisibility()
    && getComputedStyle(part).borderTopStyle === "none" && !part.closest(".typing"));
  return bare.map((part) => `${part.className} ${part.textContent.slice(0, 30)}`);
}"""
_BORDER = "(part) => parseFloat(getComputedStyle(part).borderTopWidth)"
_WATCH = """() => {
  window.motions = [];
  document.querySelector("dastyar-chat").shadowRoot
    .addEventListener("animationstart", (event) => window.motions.push(event.animationName));
}"""
_DIRECTION = "(part) => getComputedStyle(part).direction"


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    axe.install_packages()


@pytest.mark.parametrize("zoom", list(ZOOMED))
async def test_enlarged_nothing_is_lost_or_scrolled_both_ways(visit: Visit, zoom: str) -> None:
    chat = await visit(viewport=ZOOMED[zoom])
    wrong: list[tuple[str, str]] = []
    async for state in states(chat):
        wrong += [(state, part) for part in await sideways(chat)]
        if await chat.text_box.is_visible():
            await expect(chat.text_box).to_be_in_viewport(ratio=0.9)
        if state == "menu":
            await _reach(chat.find("#menu button"))
    assert not wrong


async def _reach(parts: Locator) -> None:
    for part in await parts.all():
        await part.focus()
        await expect(part).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_without_own_colours_every_part_has_an_edge(visit: Visit, scheme: str) -> None:
    chat = await visit(forced_colors="active", color_scheme=scheme)
    bare: list[tuple[str, str]] = []
    async for state in states(chat):
        bare += [(state, part) for part in await chat.page.evaluate(_BARE)]
    assert not bare


async def test_without_own_colours_what_is_chosen_is_seen(visit: Visit) -> None:
    chat = await visit(forced_colors="active")
    await _with_languages(chat, "fa en")
    await chat.say(QUESTION)
    await chat.find(".score").first.click()
    await expect(chat.find("#why")).to_be_visible()
    await _stands_out(chat.find(".score[aria-pressed=true]"), chat.find(".score").last)
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    await _stands_out(chat.find(".choice[data-chosen]"), chat.find(".choice:disabled").last)
    await _stands_out(chat.find(".choice[data-main]"), chat.option("انصراف"))
    await chat.find("#more").click()
    await _stands_out(chat.find(".languages [lang=fa]"), chat.find(".languages [lang=en]"))


async def _stands_out(one: Locator, other: Locator) -> None:
    assert await one.evaluate(_BORDER) > await other.evaluate(_BORDER)


async def test_nothing_moves_for_who_wants_it_still(visit: Visit) -> None:
    moving = await _motions(await visit(reduced_motion="no-preference"))
    still = await _motions(await visit(reduced_motion="reduce"))
    assert {"rise", "appear", "think"} <= moving
    assert still == set()


async def _motions(chat: Chat) -> set[str]:
    """What moves while the panel opens and an answer is waited for."""
    answer = asyncio.Event()

    async def hold(route: Route) -> None:
        await answer.wait()
        await route.continue_()

    await chat.page.route("**/messages", hold)
    await chat.page.evaluate(_WATCH)
    await chat.find("#launcher").click()
    await chat.write(QUESTION)
    await expect(chat.find(".typing")).to_be_visible()
    answer.set()
    await chat.answer(1)
    return set(await chat.page.evaluate("motions"))


async def _with_languages(chat: Chat, codes: str) -> None:
    """The page offers languages of the interface, as whoever embeds the widget may."""

    async def offer(route: Route) -> None:
        page = await route.fetch()
        offering = f'<dastyar-chat languages="{codes}"'
        body = (await page.text()).replace("<dastyar-chat", offering)
        await route.fulfill(response=page, body=body)

    await chat.page.route(f"{chat.watch.origin}/", offer)
    await chat.page.reload()
    await chat.open()


async def test_the_menu_offers_no_language_that_nobody_has_read(chat: Chat) -> None:
    await chat.page.evaluate("localStorage.setItem('dastyar.language', '\"en\"')")
    await chat.page.reload()
    await chat.find("#more").click()
    await expect(chat.find("[data-item=larger]")).to_be_visible()
    await expect(chat.find(".languages")).to_have_count(0)
    await expect(chat.find("#title")).to_have_text("دستیار خدمات دولت")
    await chat.page.locator("dastyar-chat").evaluate(
        "(chat) => chat.setAttribute('languages', 'fa en')"
    )
    await expect(chat.find(".languages button")).to_have_text(["فارسی", "English"])


@pytest.mark.parametrize("code", ["azb", "ckb", "ar", "en"])
async def test_a_language_is_chosen_in_the_menu_and_kept(visit: Visit, code: str) -> None:
    chat = await visit(width=PHONE_WIDTH)
    await _with_languages(chat, "fa azb ckb ar en")
    persian = await chat.find("#title").inner_text()
    await chat.find("#more").click()
    await chat.find(f".languages [lang={code}]").click()
    await expect(chat.find("#title")).not_to_have_text(persian)
    await _is_for_everyone(chat, code)
    await chat.page.keyboard.press("Escape")
    title = await chat.find("#title").inner_text()
    await chat.say(QUESTION)
    await chat.card().locator("summary").first.click()
    await _is_for_everyone(chat, code)
    await chat.find("[data-way=track]").click()
    await _is_for_everyone(chat, code)
    await chat.page.reload()
    await expect(chat.find("#title")).to_have_text(title)


async def _is_for_everyone(chat: Chat, code: str) -> None:
    assert await axe.violations(chat.page) == []
    assert await sideways(chat) == []
    expected = "ltr" if code == "en" else "rtl"
    assert await chat.find(".panel").evaluate(_DIRECTION) == expected
