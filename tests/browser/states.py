"""Everything that the widget can show, and whether it fits."""

from collections.abc import AsyncIterator

from playwright.async_api import expect

from browser.chat import Chat, unfold

_SIDEWAYS = """() => {
  const root = document.querySelector("dastyar-chat").shadowRoot;
  const log = root.querySelector("#log");
  const inner = root.querySelectorAll(".card, .bubble, .choice, .tracking, .menu, .head, .bar");
  const parts = [document.scrollingElement, log, ...inner];
  const wide = parts.filter((part) => part.scrollWidth > part.clientWidth + 1);
  return wide.map((part) => `${part.tagName} ${part.className}: ${part.textContent.slice(0, 60)}`);
}"""


async def sideways(chat: Chat) -> list[str]:
    """The parts, if any, that would have to be scrolled from side to side."""
    parts: list[str] = await chat.page.evaluate(_SIDEWAYS)
    return parts


async def states(chat: Chat) -> AsyncIterator[str]:
    """Go through everything that the widget can show, one state after the other."""
    yield "portal"
    await chat.open()
    yield "welcome"
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    for part in ("مدارک", "مراحل", "منبع"):
        await unfold(chat.card(), part)
    await chat.card().locator("[type=checkbox]").first.check()
    yield "card"
    await chat.find(".score").first.click()
    await expect(chat.find(".reasons")).to_be_visible()
    await chat.find(".chip").first.click()
    yield "rating with reasons"
    await chat.say("یه سوال داشتم در مورد گواهینامه")
    yield "several services"
    await chat.say("کمک! خونه آتیش گرفته")
    await expect(chat.find(".line").first).to_be_visible()
    yield "lines"
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    yield "summary"
    await chat.press("ثبت شود")
    await chat.receipt()
    yield "case"
    await chat.case().get_by_text("دیدن روند رسیدگی").click()
    await expect(chat.find("#state")).to_be_focused()
    yield "tracked case"
    await chat.find(".tracking").get_by_text("پروندهٔ دیگر").click()
    await chat.find("#code").fill("۱۲")
    await chat.find("#code").press("Enter")
    await expect(chat.find("#fault")).not_to_be_empty()
    yield "code and pin"
    await chat.find("[data-way=toTalk]").click()
    await chat.find("#more").click()
    yield "menu"
    await chat.find("[data-item=larger]").click()
    yield "larger letters"
    await chat.find("[data-way=toHuman]").click()
    await expect(chat.find(".event")).to_be_visible()
    yield "queue"
    await chat.text_box.fill("الف " * 520)
    yield "too long"
