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
    await expect(chat.text_box).to_have_value("نیمه‌کاره")


async def test_a_score_is_sent_at_once_and_its_reasons_after_it(chat: Chat) -> None:
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    async with chat.page.expect_request("**/rating") as asked:
        await chat.find(".score").nth(1).click()
    first = (await asked.value).post_data_json
    await expect(chat.find(".reasons")).to_be_visible()
    await expect(chat.find(".rating")).to_contain_text("ممنون؛ ثبت شد.")
    assert (first["score"], len(first["turn_id"])) == (2, 32)
    # With the keyboard alone: on from the score, past the three others, to «آسانی» and «سرعت».
    await chat.find(".score").nth(1).focus()
    for key in [*["Tab"] * 5, "Space", "Tab", "Enter"]:
        await chat.page.keyboard.press(key)
    pressed = chat.find(".chip[aria-pressed=true]")
    await expect(pressed).to_have_text(["آسانی", "سرعت"])
    await chat.find("#why").fill("هزینه نداشت")
    async with chat.page.expect_request("**/rating") as asked:
        await chat.find(".reasons .button").click()
    told = {"reasons": ["ease", "speed"], "comment": "هزینه نداشت"}
    assert (await asked.value).post_data_json == first | told
    await expect(chat.find(".reasons")).to_have_count(0)
    await expect(chat.find(".rating")).to_contain_text("ممنون؛ ثبت شد.")
    await expect(chat.text_box).to_be_focused()


async def test_another_score_takes_the_place_of_the_first(chat: Chat) -> None:
    await chat.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    for place in (0, 4):
        async with chat.page.expect_response("**/rating") as told:
            await chat.find(".score").nth(place).click()
        assert (await told.value).status == 204
    await expect(chat.find(".score[aria-pressed=true]")).to_have_text("۵")
    await chat.say("مدارکش چیه؟")
    await expect(chat.find(".reasons")).to_have_count(0)


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
