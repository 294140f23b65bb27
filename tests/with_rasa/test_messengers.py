"""A citizen's whole story in a chat, with the real Rasa, from a question to a tracked case."""

import re

import pytest
from support.bots import TOKENS
from support.botserver import BotServer

from assistant.dialogue.sentences import sentence

pytestmark = pytest.mark.usefixtures("stack")
WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


@pytest.mark.parametrize("channel", list(TOKENS))
async def test_from_a_colloquial_question_to_a_tracked_case(
    bot_server: BotServer, channel: str
) -> None:
    citizen = bot_server.citizen(TOKENS[channel])
    card = await citizen.say("میخوام پاسپورتمو تمدید کنم چیکار کنم", "منبع")
    assert "گذرنامه" in card
    assert "مدارک" in await citizen.say("مدارکش چیه؟", "مدارک «")
    await citizen.say("می‌خواهم شکایت کنم", sentence("ask_description.complaint"))
    await citizen.say(WORDS, sentence("ask_agency.complaint"))
    await citizen.press("نمی‌دانم", sentence("ask_place"))
    await citizen.press("لازم نیست", sentence("summary"))
    filed = re.sub(r"</?\w+>|\*", "", await citizen.press("ثبت شود", "رمز پیگیری"))
    code = re.search(r"کد رهگیری: ([0-9A-Z]{8})", filed)
    pin = re.search(r"رمز پیگیری: ([0-9]{12})", filed)
    assert code
    assert pin
    tracked = await citizen.say(f"رهگیری {code[1]} رمز {pin[1]}", "وضعیت درخواست")
    assert code[1] in tracked
    assert pin[1] not in tracked
