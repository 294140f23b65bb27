"""The main way through: a question, its card, a complaint, and what became of it."""

import re

import httpx
import pytest
from playwright.async_api import expect

from assistant.dialogue.sentences import sentence
from browser.chat import Chat, Receipt, unfold
from browser.conftest import Visit
from lab.evaluation.stack import Stack

QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
SERVICE = "تمدید یا تعویض گذرنامه"
COMPLAINT = "تأمین اجتماعی سه ماهه پول داروهامو نمیده، هر دفعه میگن برو فردا بیا"
AGENCY = "سازمان تأمین اجتماعی"


@pytest.mark.firefox
async def test_a_citizen_asks_complains_and_tracks(stack: Stack, chat: Chat, visit: Visit) -> None:
    await _asks(chat)
    # Each browser complains of another place, or the second would join the case of the first.
    browser = chat.page.context.browser
    is_firefox = browser is not None and browser.browser_type.name == "firefox"
    receipt = await _complains(chat, "تبریز" if is_firefox else "شیراز")
    await _tracks(chat, receipt)
    await _opens_by_pin(stack, receipt)
    await _reloads(chat, receipt)
    await _tracks_elsewhere(await visit(), receipt)


async def _asks(chat: Chat) -> None:
    await chat.say(QUESTION)
    await expect(chat.card().locator("h3")).to_have_text(SERVICE)
    for part in ("مدارک", "مراحل", "منبع"):
        rows = await unfold(chat.card(), part)
        assert all(await rows.all_inner_texts()), part
    documents = await (await unfold(chat.card(), "مدارک")).all_inner_texts()
    answer = await chat.say("مدارکش چیه؟")
    assert f"«{SERVICE}»" in answer
    assert all(document in answer for document in documents)


async def _complains(chat: Chat, place: str) -> Receipt:
    asked = await chat.say(COMPLAINT)
    assert sentence("ask_place") in asked, "the agency and what happened were told already"
    summary = await chat.say(place)
    for known in ("نوع\n\nشکایت", AGENCY, place, COMPLAINT):
        assert known in summary
    await expect(chat.find(".case")).to_have_count(0)
    await chat.press("ثبت شود")
    await expect(chat.case().locator("h3")).to_have_text("درخواست شما ثبت شد")
    receipt = await chat.receipt()
    assert re.fullmatch(r"[2-9A-Z]{8}", receipt.code)
    assert re.fullmatch(r"\d{12}", receipt.pin)
    return receipt


async def _tracks(chat: Chat, receipt: Receipt) -> None:
    await chat.say("پرونده‌ام الان در چه وضعی است؟")
    await expect(chat.find(".case")).to_have_count(2)
    await expect(chat.case().locator("h3")).to_have_text("وضعیت درخواست")
    await expect(chat.case().locator("code")).to_have_text([receipt.code])
    await expect(chat.case()).to_contain_text(AGENCY)


async def _opens_by_pin(stack: Stack, receipt: Receipt) -> None:
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        path = f"/api/v1/cases/{receipt.code}"
        found = await http.get(path, headers={"X-Case-Pin": receipt.pin})
    assert found.status_code == 200
    assert found.json()["description"] == COMPLAINT


async def _reloads(chat: Chat, receipt: Receipt) -> None:
    before = await chat.history()
    await chat.reload(len(before))
    assert await chat.history() == before
    shown = await chat.find("#log").inner_text()
    kept = await chat.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert receipt.code in shown
    assert receipt.pin not in shown + kept


async def _tracks_elsewhere(chat: Chat, receipt: Receipt) -> None:
    await chat.open()
    await chat.say(f"رهگیری {receipt.code} با رمز {receipt.pin}")
    await expect(chat.case().locator("code")).to_have_text([receipt.code])
