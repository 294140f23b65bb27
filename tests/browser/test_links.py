"""Numbers to call and addresses are links wherever one reads, and nothing else is."""

import httpx
from playwright.async_api import Browser, expect
from support.elsewhere import from_elsewhere
from support.made_up import made_up_word
from support.samples import complaint

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH
from browser.conftest import Visit
from browser.desk import NONSENSE, Desk, handed_over
from lab.evaluation.stack import Stack

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
    # So they are in a note, which the pack shows; the telephone of the office is masked there.
    await desk.page.get_by_text("یادداشت برای همکاران").first.click()
    await desk.page.locator("#note").fill(ANSWER)
    await desk.page.locator("#note").press("Enter")
    await expect(desk.pack).to_contain_text("کد پیگیری ABCD2345")
    assert await desk.pack.locator("a").evaluate_all(_HREFS) == [LEAD_TO[0], LEAD_TO[2]]
    assert await violations(chat.page) == []
    assert await violations(desk.page) == []
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def test_a_cases_words_have_links_at_the_desk(stack: Stack, browser: Browser) -> None:
    install_packages()
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False, timeout=60) as http:
        draft = complaint(description="سایت adl.ir باز نمی‌شود؛ گفتند با ۱۱۱ تماس بگیرید")
        filed = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert filed.status_code == 201, filed.text
    desk = await Desk.enrol(browser, stack.address, stack.settings)
    await desk.page.goto(f"{stack.address}/desk#cases/{filed.json()['tracking_code']}")
    led = desk.page.locator(".case-main > .words a")
    await expect(led.first).to_be_visible()
    assert await led.evaluate_all(_HREFS) == ["https://adl.ir", "tel:111"]
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
