"""A case is looked up with its code and pin, in whatever digits they are typed."""

import httpx
import pytest
from playwright.async_api import Browser, expect
from support.agency_answers import answered, referred
from support.samples import MOBILE, NAME, complaint
from support.serving import Gateway

from assistant.language.digits import persian_digits
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat, Receipt
from browser.conftest import Visit
from browser.states import sideways
from lab.evaluation.stack import Stack

LOOKS = [(DESK_WIDTH, "light"), (PHONE_WIDTH, "dark")]
COMPLAINT = "اداره برق سه روزه تلفنشو جواب نمیده"


async def _filed(chat: Chat) -> Receipt:
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    return await chat.receipt()


async def test_a_case_just_filed_is_one_click_away(chat: Chat) -> None:
    receipt = await _filed(chat)
    await chat.case().get_by_role("button", name="دیدن روند رسیدگی").click()
    tracked = chat.find(".tracked")
    await expect(chat.find("#state")).to_be_focused()
    await expect(tracked).to_contain_text(receipt.code)
    await expect(chat.find(".past li").last).to_contain_text("ثبت شد")
    await expect(tracked.locator(".due")).to_contain_text("مهلت پاسخ")
    # The citizen's own word comes last of all that is still to come.
    await expect(chat.find(".ahead li").last).to_contain_text("شما می‌گویید")
    await chat.find(".course summary").click()
    await expect(chat.find(".course")).to_contain_text(COMPLAINT)
    await chat.find("[data-way=toTalk]").click()
    await expect(chat.text_box).to_be_visible()
    kept = await chat.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert receipt.pin not in kept


@pytest.mark.firefox
async def test_the_portal_leads_to_a_case(chat: Chat, visit: Visit) -> None:
    receipt = await _filed(chat)
    other = await visit()
    await other.page.locator("[data-dastyar-case]").click()
    await expect(other.find("#code")).to_be_focused()
    await other.find("#code").fill(f"{receipt.code[:4].lower()} {receipt.code[4:]}")
    await other.find("#pin").fill("000000" if receipt.pin != "000000" else "111111")
    other.watch.allowed.append("status of 404")
    await other.find("#pin").press("Enter")
    await expect(other.find("#fault")).to_contain_text("پیدا نشد")
    await other.find("#pin").fill(persian_digits(receipt.pin))
    await other.find("#pin").press("Enter")
    await expect(other.find(".tracked")).to_contain_text(receipt.code)


async def test_consent_is_taken_back_and_the_case_withdrawn_by_keyboard(
    visit: Visit, stack: Stack
) -> None:
    """Each of these takes a second step, from which one can turn back."""
    install_packages()
    chat = await visit(width=PHONE_WIDTH)
    await _opened(chat, await _named(stack))
    await _asked(chat, "پنهان کردن نام و تماس از دستگاه")
    await expect(chat.find("#words")).to_contain_text("نمی‌بیند")
    assert await violations(chat.page) == []
    assert await sideways(chat) == []
    await _pressed(chat, "انصراف")
    await expect(chat.find("#state")).to_be_focused()
    await _asked(chat, "پنهان کردن نام و تماس از دستگاه")
    await _pressed(chat, "ثبت")
    await expect(chat.find(".past")).to_contain_text("پس گرفتید")

    await _asked(chat, "نشان دادن نام و تماس به دستگاه")
    await _pressed(chat, "ثبت")
    await expect(chat.find(".past")).to_contain_text("اجازه دادید")

    await _asked(chat, "پس گرفتن پرونده")
    await chat.page.keyboard.type("کارم انجام شد")
    assert await violations(chat.page) == []
    await _pressed(chat, "ثبت")
    await expect(chat.find("#state")).to_contain_text("پس گرفته")
    await expect(chat.find(".choice").get_by_text("درخواست بازگشایی")).to_be_visible()
    await expect(chat.find(".choice").get_by_text("پس گرفتن پرونده")).to_have_count(0)


@pytest.mark.firefox
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_the_answer_and_the_word_on_it_come_first(
    gateway: Gateway, browser: Browser, width: int, scheme: str
) -> None:
    install_packages()
    async with gateway.client() as http:
        filed = (await http.post("/api/v1/cases", json=complaint())).json()
    await referred(gateway, filed["tracking_code"])
    await answered(gateway, filed["tracking_code"])
    chat = await Chat.arrive(browser, gateway.address, width, color_scheme=scheme)
    await _opened(chat, Receipt(filed["tracking_code"], filed["pin"]))
    await expect(chat.find(".answer")).to_contain_text("وصل شد.")
    await expect(chat.find(".past")).not_to_contain_text("وصل شد.")
    await expect(chat.find(".past li").first).to_contain_text("دستگاه پاسخ داد")
    await expect(chat.find(".past li").last).to_contain_text("ثبت شد")
    await expect(chat.find(".ahead li").last).to_contain_text("یادآوری")
    solved = chat.find(".tracking").get_by_role("button", name="حل شد", exact=True)
    await expect(solved).to_be_in_viewport(ratio=0.9)
    assert await violations(chat.page) == []
    assert await sideways(chat) == []
    # From the state it is the first button.
    await chat.page.keyboard.press("Tab")
    await expect(solved).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(chat.find("#words")).to_be_focused()
    await expect(chat.find("#words")).to_be_in_viewport(ratio=0.9)
    await _pressed(chat, "ثبت")
    await expect(chat.find("#state")).to_contain_text("تأیید شده")
    await chat.page.context.close()
    assert not chat.watch.faults, chat.watch.faults


async def _named(stack: Stack) -> Receipt:
    """A case whose agency may see who has filed it."""
    contact = {"mobile": MOBILE, "name": NAME}
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False, timeout=60) as http:
        body = complaint(identity="named", contact=contact)
        filed = (await http.post("/api/v1/cases", json=body)).json()
    return Receipt(filed["tracking_code"], filed["pin"])


async def _opened(chat: Chat, receipt: Receipt) -> None:
    await chat.page.locator("[data-dastyar-case]").click()
    await chat.find("#code").fill(receipt.code)
    await chat.find("#pin").fill(receipt.pin)
    await chat.find("#pin").press("Enter")
    await expect(chat.find("#state")).to_be_focused()


async def _asked(chat: Chat, title: str) -> None:
    """Begin by keyboard; what is read first has the focus."""
    await _pressed(chat, title)
    await expect(chat.find("#words")).to_be_focused()


async def _pressed(chat: Chat, title: str) -> None:
    await chat.find(".tracking").get_by_role("button", name=title, exact=True).press("Enter")
