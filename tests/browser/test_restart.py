"""The gateway is killed in the middle: nothing is lost, and nothing happens twice."""

from playwright.async_api import expect

from browser.accidents import LostAnswer, dead
from browser.chat import Chat
from lab.evaluation.stack import Stack

# What a browser itself reports of a server that is away.
NO_SERVER = "Failed to load resource: net::"
FILE, TRACK, THANK = "ثبت شود", "پرونده‌ام الان در چه وضعی است؟", "ممنون"


async def test_everything_said_is_answered_once_and_in_order(stack: Stack, chat: Chat) -> None:
    chat.watch.allowed.append(NO_SERVER)
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    said = await chat.citizen_words.all_inner_texts()

    accident = await LostAnswer.on(chat.page)
    await chat.option(FILE).click()
    await accident.happened()
    async with dead(stack.gateway, stack):
        await chat.write(TRACK)
        await expect(chat.find("[data-state=sending]").last).to_contain_text(TRACK)
        await expect(chat.find(".notice")).not_to_be_empty()
    await chat.write(THANK)

    said += [FILE, TRACK, THANK]
    await chat.answer(len(said))
    await expect(chat.citizen_words).to_have_text(said)
    await expect(chat.find(".notice")).to_be_empty()
    await _was_filed_once(chat)
    history = await chat.history()
    await chat.reload(len(history))
    assert await chat.history() == history


async def _was_filed_once(chat: Chat) -> None:
    """The receipt with its pin has come after all, and tracking has found this one case."""
    codes = await chat.find(".case code").all_inner_texts()
    code, pin, tracked = codes
    assert code == tracked
    assert len(pin) == 12
