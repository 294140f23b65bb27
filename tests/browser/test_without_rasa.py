"""Rasa is killed: questions and complaints go on, and afterwards all is as before."""

import httpx
from playwright.async_api import expect
from support.wordings import says

from browser.accidents import dead
from browser.chat import Chat
from lab.evaluation.stack import Stack

WHAT_HAPPENED = "تأمین اجتماعی سه ماهه پول داروهامو نمیده، هر دفعه میگن برو فردا بیا"


async def test_a_citizen_is_served_without_rasa(stack: Stack, chat: Chat) -> None:
    await chat.say("سلام")
    async with dead(stack.rasa, stack):
        assert await _status(stack) == "degraded"
        await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
        await expect(chat.card().locator("h3")).to_contain_text("گذرنامه")
        await _files_a_complaint(chat)
    assert await _status(stack) == "ok"
    assert says(await chat.say("دستت درد نکنه"), "thank")
    await expect(chat.find(".case")).to_have_count(1)


async def _files_a_complaint(chat: Chat) -> None:
    await chat.say("می‌خواهم شکایت ثبت کنم")
    await chat.say(WHAT_HAPPENED)
    assert WHAT_HAPPENED in await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    await chat.receipt()


async def _status(stack: Stack) -> str:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30, trust_env=False) as http:
        status: str = (await http.get("/readyz")).json()["status"]
    return status
