"""For everyone: axe on all main states, what a screen reader is told, what fits on a phone."""

import pytest
from playwright.async_api import expect

from browser import axe
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat
from browser.conftest import Visit
from browser.states import sideways, states

_HEAR = """() => {
  const root = document.querySelector("dastyar-chat").shadowRoot;
  const region = root.querySelector("[aria-live=polite]");
  window.heard = [];
  const hear = (changes) => changes.forEach(({type, addedNodes}) => {
    const added = [...addedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
    if (type === "characterData") heard.push("overwritten");
    heard.push(...added.map((line) => line.textContent));
  });
  new MutationObserver(hear).observe(region, {subtree: true, childList: true, characterData: true});
}"""
_COLOUR = "(element) => getComputedStyle(element).color"


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    axe.install_packages()


async def test_the_checker_sees_what_is_wrong(visit: Visit) -> None:
    chat = await visit()
    await chat.page.locator("h1").evaluate("(title) => title.append(document.createElement('img'))")
    (fault,) = await axe.violations(chat.page)
    assert fault.startswith("image-alt")
    chat.watch.noted.clear()


@pytest.mark.parametrize("width", [PHONE_WIDTH, DESK_WIDTH])
async def test_nothing_is_in_anyones_way(visit: Visit, width: int) -> None:
    chat = await visit(width=width)
    wrong: list[tuple[str, str, str]] = []
    async for state in states(chat):
        for scheme in ("light", "dark"):
            await chat.page.emulate_media(color_scheme=scheme)
            wrong += [(state, scheme, fault) for fault in await axe.violations(chat.page)]
        wrong += [(state, "overflow", part) for part in await sideways(chat)]
    assert not wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_more_contrast_is_given_to_who_asks_for_it(visit: Visit, scheme: str) -> None:
    chat = await visit(color_scheme=scheme)
    await chat.open()
    usual = await chat.find(".hint").evaluate(_COLOUR)
    await chat.page.emulate_media(contrast="more")
    assert await chat.find(".hint").evaluate(_COLOUR) != usual
    assert await axe.violations(chat.page) == []


async def test_every_button_waiting_for_the_citizen_is_in_sight(visit: Visit) -> None:
    chat = await visit(width=PHONE_WIDTH, viewport={"width": 320, "height": 568})
    await chat.open()
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    await expect(chat.option("انصراف")).to_be_in_viewport(ratio=1)
    assert await sideways(chat) == []
    await chat.press("ثبت شود")
    await expect(chat.case().locator(".warning")).to_be_in_viewport(ratio=1)
    assert await sideways(chat) == []


async def test_each_reply_is_announced_once_and_stays_while_it_is_the_newest(chat: Chat) -> None:
    """Replies may come one by one: a line that is overwritten is one that nobody hears."""
    log = chat.find("#log")
    await expect(log).to_have_role("log")
    await expect(log).to_have_attribute("aria-live", "off")
    lines = chat.find("[aria-live=polite] > p")
    await chat.page.evaluate(_HEAR)
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    title = await chat.card().locator("h3").inner_text()
    card = await chat.page.evaluate("heard")
    assert card[0].startswith(title)
    await expect(lines).to_have_text(card)
    await chat.say("مدارکش چیه؟")
    heard = await chat.page.evaluate("heard")
    documents = heard[len(card) :]
    assert any("مدارک «" in words for words in documents)
    assert not set(card) & set(documents)
    await expect(lines).to_have_text(documents)


async def test_history_is_not_announced_again(chat: Chat) -> None:
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    entries = len(await chat.history())
    # The first time may come before the event stream has told what the answer had told already.
    for _ in range(2):
        await chat.reload(entries)
    await expect(chat.find("[aria-live=polite]")).to_have_text("")
