"""«تغییر متن» puts the text of a case into the text box, to be changed there."""

import pytest
from playwright.async_api import expect

from browser.chat import DESK_WIDTH, PHONE_WIDTH
from browser.conftest import Visit

TEXT = "سه هفته است کولر درمانگاه تأمین اجتماعی خراب است و کارمند سرم داد زد"


@pytest.mark.parametrize("width", [PHONE_WIDTH, DESK_WIDTH])
async def test_only_the_words_that_change_are_typed(visit: Visit, width: int) -> None:
    chat = await visit(width=width)
    await chat.open()
    await chat.say(f"از تأمین اجتماعی شیراز شکایت دارم. {TEXT}")
    await chat.press("تغییر متن")
    await expect(chat.text_box).to_have_value(TEXT)
    changed = TEXT.replace("سه هفته", "پنج هفته")
    summary = await chat.say(changed)
    assert changed in summary
    assert "سه هفته" not in summary


async def test_words_that_stand_in_the_text_box_are_left_alone(visit: Visit) -> None:
    chat = await visit()
    await chat.open()
    await chat.say(f"از تأمین اجتماعی شیراز شکایت دارم. {TEXT}")
    await chat.text_box.fill("نیمه‌کاره")
    await chat.press("تغییر متن")
    await expect(chat.text_box).to_have_value("نیمه‌کاره")
