"""How the panel stands outlives a page of the portal; and what was said tells when."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import Route, expect

from assistant.language.dates import TEHRAN
from assistant.language.digits import persian_digits
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat
from browser.conftest import Visit

QUESTION = "پاسپورتم داره تموم میشه باید چیکار کنم"
WIDTHS = pytest.mark.parametrize("width", [DESK_WIDTH, PHONE_WIDTH])


@WIDTHS
async def test_an_open_panel_is_open_on_the_next_page_and_a_closed_one_is_not(
    visit: Visit, width: int
) -> None:
    chat = await visit(width=width)
    await chat.open()
    await chat.say(QUESTION)
    said = await chat.history()
    await chat.page.goto(f"{chat.watch.origin}/services")
    await expect(chat.find(".panel")).to_be_visible()
    await expect(chat.find("#log > .entry")).to_have_count(len(said))
    if width == DESK_WIDTH:
        assert await chat.page.evaluate("document.activeElement.tagName") == "BODY"
    await chat.page.keyboard.press("Escape")
    if width == DESK_WIDTH:
        await chat.find("button[aria-label='بستن گفت‌وگو']").click()
    await expect(chat.find(".panel")).to_be_hidden()
    await chat.page.reload()
    await expect(chat.find("#launcher")).to_be_visible()
    await expect(chat.find(".panel")).to_be_hidden()


@WIDTHS
async def test_what_came_while_the_panel_was_closed_is_marked_until_it_is_opened(
    visit: Visit, width: int
) -> None:
    install_packages()
    chat = await visit(width=width)
    await chat.open()
    answer = asyncio.Event()

    async def hold(route: Route) -> None:
        await answer.wait()
        await route.continue_()

    await chat.page.route("**/messages", hold)
    await chat.write(QUESTION)
    await expect(chat.find(".typing")).to_be_visible()
    await chat.find("button[aria-label='بستن گفت‌وگو']").click()
    answer.set()
    await expect(chat.find(".badge")).to_be_visible()
    await chat.page.reload()
    await expect(chat.find(".badge")).to_be_visible()
    assert await violations(chat.page) == []
    await chat.find("#launcher[aria-label*='پیام تازه']").press("Enter")
    await expect(chat.card()).to_be_visible()
    await chat.find("button[aria-label='بستن گفت‌وگو']").click()
    await chat.page.reload()
    await expect(chat.find("#launcher")).to_be_visible()
    await expect(chat.find(".badge")).to_have_count(0)


async def test_question_and_answer_of_one_minute_tell_it_once(chat: Chat) -> None:
    first = datetime.now(UTC)
    await chat.say(QUESTION)
    times = chat.find("#log time")
    await expect(times).to_have_count(1)
    await expect(times).to_have_text(_either(first))
    # A day later, what was said is of another day.
    await chat.page.clock.set_fixed_time(first.timestamp() * 1000 + 86_400_000)
    await chat.find("#more").click()
    await expect(times).to_have_text(re.compile(r"^[۰-۹]+ \S+ ۱۴[۰-۹]{2} ساعت [۰-۹]+:[۰-۹]{2}$"))


def _either(since: datetime) -> re.Pattern[str]:
    """The minute in which the test began, or the one that it is now."""
    times = [one.astimezone(TEHRAN) for one in (since, datetime.now(UTC))]
    minutes = [f"{time:%-H:%M}" for time in times]
    return re.compile(rf"^({'|'.join(persian_digits(minute) for minute in minutes)})$")
