"""The gateway is killed in the middle: nothing is lost, and nothing happens twice."""

from playwright.async_api import expect

from assistant.evaluation.stack import Stack
from browser.accidents import LostAnswer, dead
from browser.chat import Chat

# What a browser itself reports of a server that is away.
NO_SERVER = "Failed to load resource: net::"


async def test_messages_written_meanwhile_arrive_once_and_in_order(
    stack: Stack, chat: Chat
) -> None:
    chat.watch.allowed.append(NO_SERVER)
    words = ["سلام", "مدارک تمدید گذرنامه", "هزینه کارت ملی المثنی"]
    await chat.say(words[0])
    async with dead(stack.gateway, stack):
        for written in words[1:]:
            await chat.write(written)
        await expect(chat.find("[data-state=sending]")).to_have_count(2)
        await expect(chat.find(".notice")).not_to_be_empty()
    await chat.answer(len(words))
    await expect(chat.citizen_words).to_have_text(words)
    await expect(chat.find(".notice")).to_be_empty()
    history = await chat.history()
    await chat.reload(len(history))
    assert await chat.history() == history


async def test_a_complaint_whose_answer_is_lost_is_filed_once(stack: Stack, chat: Chat) -> None:
    chat.watch.allowed.append(NO_SERVER)
    await chat.say("اداره برق سه روزه تلفنشو جواب نمیده")
    await chat.press("لازم نیست")
    accident = await LostAnswer.on(chat.page)
    said = await chat.citizen_words.count()
    await chat.option("ثبت شود").click()
    await accident.happened()
    async with dead(stack.gateway, stack):
        pass
    await chat.answer(said + 1)
    receipt = await chat.receipt()
    await chat.say("پیگیری شکایتم")
    await expect(chat.find(".case code").last).to_have_text(receipt.code)
    await expect(chat.find(".case")).to_have_count(2)
