"""A case is looked up with its code and pin, in whatever digits they are typed."""

from playwright.async_api import expect

from assistant.language.digits import persian_digits
from browser.chat import Chat, Receipt
from browser.conftest import Visit

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
    await expect(tracked.locator(".steps li").first).to_contain_text("ثبت شد")
    await expect(tracked.locator(".due")).to_contain_text("مهلت پاسخ")
    await tracked.locator("summary").click()
    await expect(tracked).to_contain_text(COMPLAINT)
    await chat.find("[data-way=toTalk]").click()
    await expect(chat.text_box).to_be_visible()
    kept = await chat.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert receipt.pin not in kept


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
