"""Ways that are always there: to a human and back, on when the line breaks, in other words."""

from playwright.async_api import expect

from browser.chat import Chat

_DIRECTION = "(element) => getComputedStyle(element).direction"
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


async def test_to_a_human_and_back(chat: Chat) -> None:
    await chat.find("[data-way=toHuman]").click()
    await expect(chat.find(".event")).to_contain_text("در صف")
    await chat.find("[data-way=toBot]").click()
    await expect(chat.find("[data-way=toHuman]")).to_be_visible()
    assert "گذرنامه" in await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")


async def test_what_is_written_without_a_network_is_kept_and_sent(chat: Chat) -> None:
    chat.watch.allowed.append(NO_NETWORK)
    await chat.say("سلام")
    await chat.page.context.set_offline(True)
    await expect(chat.find(".notice")).to_contain_text("اینترنت شما قطع است")
    await chat.write("پاسپورتم داره تموم میشه باید چیکار کنم")
    await chat.text_box.fill("نیمه‌کاره")
    await chat.page.context.set_offline(False)
    await chat.answer(2)
    await expect(chat.find(".notice")).to_be_empty()
    await expect(chat.card()).to_contain_text("گذرنامه")
    await chat.page.reload()
    await chat.open()
    await expect(chat.text_box).to_have_value("نیمه‌کاره")


async def test_a_low_score_asks_what_was_missing(chat: Chat) -> None:
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    await chat.find(".score").nth(1).click()
    await expect(chat.find("#why")).to_be_focused()
    await chat.page.keyboard.insert_text("هزینه نداشت")
    async with chat.page.expect_request("**/rating") as asked:
        await chat.find(".rating .button").click()
    assert (await asked.value).post_data_json == {"score": 2, "comment": "هزینه نداشت"}
    await expect(chat.find(".rating")).to_have_text("سپاسگزاریم؛ امتیاز شما ثبت شد.")


async def test_the_interface_in_english(chat: Chat) -> None:
    host = chat.page.locator("dastyar-chat")
    await host.evaluate("(chat) => chat.setAttribute('lang', 'en')")
    await expect(chat.find("#title")).to_have_text("Government services assistant")
    assert await chat.find(".panel").evaluate(_DIRECTION) == "ltr"
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    await expect(chat.card().locator("summary").first).to_contain_text("Documents")
    assert await chat.card().locator("h3").evaluate(_DIRECTION) == "rtl"
    await host.evaluate("(chat) => chat.removeAttribute('lang')")
    await expect(chat.find("#title")).to_have_text("دستیار خدمات دولت")
