"""Numbers to call and addresses are links wherever one reads, and nothing else is."""

from playwright.async_api import Browser, expect
from support.made_up import made_up_word

from assistant.evaluation.stack import Stack
from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH
from browser.conftest import Visit
from browser.desk import NONSENSE, Desk, handed_over

ANSWER = (
    "با ۱۱۱ تماس بگیرید یا با دفتر، ۰۲۱-۸۸۵۰۰۲۰۹؛ سایت: epolice.ir/f. "
    "تا ۱۴۰۵/۰۹/۲۶ وقت دارید، هزینه ۱۲۰۰۰ تومان است و کد پیگیری ABCD2345."
)
LEAD_TO = ["tel:111", "tel:02188500209", "https://epolice.ir/f"]
_HREFS = "(links) => links.map((link) => link.getAttribute('href'))"


async def test_an_operators_words_have_the_same_links_on_both_sides(
    visit: Visit, stack: Stack, browser: Browser
) -> None:
    install_packages()
    chat = await visit(width=PHONE_WIDTH)
    await chat.open()
    words = f"{NONSENSE} {made_up_word()}"
    await chat.say(words)
    await chat.find("[data-way=toHuman]").click()
    desk = await Desk.enrol(browser, stack.address, stack.settings)
    await desk.open(await handed_over(desk, words))
    await desk.press("گرفتن گفت‌وگو")
    await desk.reply(ANSWER)
    bubble = chat.find("#log > .operator .bubble")
    await expect(bubble).to_have_text(ANSWER)
    assert await bubble.locator("a").evaluate_all(_HREFS) == LEAD_TO
    told = desk.log.locator(".said.operator a")
    assert await told.evaluate_all(_HREFS) == LEAD_TO
    assert await violations(chat.page) == []
    assert await violations(desk.page) == []
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def test_the_assistants_own_numbers_can_be_called(visit: Visit) -> None:
    chat = await visit()
    await chat.open()
    await chat.say("کمک! خونه آتیش گرفته")
    called = await chat.find("#log .entry.bot a").evaluate_all(_HREFS)
    assert "tel:125" in called
    await chat.say("اداره برق ۱۲۱ جواب نمیده، بهشون با ۰۲۱-۸۸۵۰۰۲۰۹ زنگ زدم")
    assert await chat.citizen_words.last.locator("a").evaluate_all(_HREFS) == ["tel:02188500209"]
