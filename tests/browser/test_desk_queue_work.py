"""The desk for volume, by keyboard: next, the hour, filters, breaks, cards, what was ended."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect
from support.citizen import Citizen
from support.operators import Holder, Operator
from support.serving import Gateway
from support.waiting import empty_the_queue, forget, put_into_queue

from assistant.desk.roles import Role
from assistant.storage.database import Database
from browser.agency_box import holds
from browser.chat import Chat
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.hour import COMPLAINT, work_off
from browser.steps import step_to

COUNT_TONES = """() => {
  const [{ start }, { dataset }] = [OscillatorNode.prototype, document.documentElement];
  dataset.tones = 0;
  OscillatorNode.prototype.start = function (...at) {
    dataset.tones = Number(dataset.tones) + 1;
    return start.apply(this, at);
  };
}"""


@pytest.fixture(params=LOOKS, ids=str)
async def desk(
    request: pytest.FixtureRequest, browser: Browser, lone_gateway: Gateway, seen: Database
) -> AsyncIterator[Desk]:
    await empty_the_queue(seen)
    async with at_the_desk(browser, lone_gateway, Role.OPERATOR, request.param) as desk:
        yield desk


@pytest.fixture
async def seen(lone_gateway: Gateway) -> AsyncIterator[Database]:
    database = Database(lone_gateway.settings.database)
    yield database
    await database.close()


async def in_queue(http, words: str) -> Citizen:
    citizen = await Citizen.arrive(http)
    await citizen.say(words)
    await citizen.ask_for_human()
    return citizen


@pytest.mark.firefox
async def test_an_operators_hour(desk: Desk, lone_http) -> None:
    """Two citizens here; `make bench-desk` works off forty and shows the figures."""
    found = [await in_queue(lone_http, COMPLAINT) for _ in range(2)]
    await expect(desk.page.locator("#take-next")).to_be_enabled()
    hour = await work_off(desk, {one.id: one for one in found})
    assert (hour.citizens, hour.clicks, len(set(hour.codes))) == (2, 0, 2)
    # The cursor stands where the next citizen would be taken.
    await expect(desk.page.locator(".lists")).to_contain_text("کسی در صف نیست")


async def test_the_receipt_comes_to_the_citizens_page(
    desk: Desk, browser: Browser, lone_gateway: Gateway
) -> None:
    chat = await Chat.arrive(browser, lone_gateway.address)
    await chat.open()
    await chat.say(COMPLAINT)
    await chat.find("[data-way=toHuman]").click()
    page, keyboard = desk.page, desk.page.keyboard
    await expect(page.locator("#take-next")).to_be_enabled()
    await keyboard.press("Alt+n")
    await expect(page.locator("#reply")).to_be_focused()
    await keyboard.press("Alt+p")
    await expect(page.locator("#filing-description")).to_be_focused()
    await keyboard.press("Alt+a")
    await expect(page.locator("#filing-consent")).to_be_focused()
    await expect(chat.find("#log > .operator")).to_contain_text("می‌خواهم این را برایتان ثبت کنم")
    await chat.write("بله، ثبت کنید")
    await expect(page.locator("#filing-consent option", has_text="بله، ثبت")).to_be_attached()
    await keyboard.press("ArrowDown")
    await keyboard.press("Control+Enter")
    await expect(page.locator("desk-console > .notice")).to_contain_text("ثبت شد و رسیدش")
    receipt = chat.case().last
    await expect(receipt).to_contain_text("رمز")
    words = re.sub(r"\s", "", await receipt.inner_text())
    pin = re.search(r"[0-9۰-۹]{12}", words)
    assert pin, words
    assert pin[0] not in re.sub(r"\s", "", await page.inner_text("body"))
    await is_sound(desk.page)
    # The code leads to the case, from what is told of it and from the pack; the talk stays open.
    led = page.locator("desk-console > .notice a.code")
    code = await led.inner_text()
    await expect(desk.pack.get_by_role("link", name=code)).to_have_attribute(
        "href", f"#cases/{code}"
    )
    await led.focus()
    await keyboard.press("Enter")
    await expect(page.locator("#case-title")).to_contain_text(code)
    await keyboard.press("Alt+1")
    await expect(page.locator("#reply")).to_be_visible()
    await keyboard.press("Alt+c")
    await keyboard.press("2")
    await expect(page.locator(".owner")).to_have_count(0)
    await chat.page.context.close()
    assert not chat.watch.faults, chat.watch.faults


async def test_the_form_of_a_case_refuses_without_leave(desk: Desk, lone_http) -> None:
    await in_queue(lone_http, COMPLAINT)
    page, keyboard = desk.page, desk.page.keyboard
    await expect(page.locator("#take-next")).to_be_enabled()
    await step_to(page, "#take-next")
    await keyboard.press("Enter")
    await expect(page.locator("#reply")).to_be_visible()
    await keyboard.press("Alt+p")
    await expect(page.locator("#filing-description")).to_be_focused()
    await holds(page.locator("#filing-agency_id"), "tavanir")
    await expect(page.locator("#filing-province")).to_have_value("قم")
    await is_sound(desk.page)
    await keyboard.press("Control+Enter")
    await expect(page.locator("#filing-consent")).to_be_focused()
    await expect(page.locator("#fault-consent_turn_id")).to_contain_text("بی‌اجازهٔ او")
    await is_sound(desk.page)
    # What was written stays when the form is put away.
    await page.locator("#filing-description").fill("برق کوچه قطع است")
    await keyboard.press("Escape")
    await expect(page.locator(".filing")).to_have_count(0)
    await keyboard.press("Alt+p")
    await expect(page.locator("#filing-description")).to_have_value("برق کوچه قطع است")
    await keyboard.press("Escape")
    await keyboard.press("Alt+c")
    await keyboard.press("1")
    await expect(page.locator("#filing-description, .owner")).to_have_count(0)


async def test_ready_answers_cards_and_what_was_ended(desk: Desk, lone_http) -> None:
    await in_queue(lone_http, "مدارک تمدید گذرنامه چیست؟")
    page, keyboard = desk.page, desk.page.keyboard
    await expect(page.locator("#take-next")).to_be_enabled()
    await keyboard.press("Alt+n")
    reply = page.locator("#reply")
    await expect(reply).to_be_focused()
    # «/» opens the list, whatever letters it is looked for with; Escape leaves it.
    await keyboard.insert_text("/معرفي")
    options = page.locator(".slash [role=option]")
    await expect(options).to_have_count(1)
    await expect(reply).to_have_attribute("aria-activedescendant", "slash-0")
    await is_sound(desk.page)
    await keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await reply.fill("/")
    await expect(options.nth(1)).to_be_visible()
    await keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await reply.fill("/چیزی که نیست")
    await expect(page.locator(".slash")).to_contain_text("نیست")
    await keyboard.press("Enter")
    await expect(desk.log.locator(".operator")).to_have_count(0)
    await reply.fill("")
    # A card is looked at before it is sent.
    card = page.locator(".suggested button", has_text="کارت").first
    await card.focus()
    await keyboard.press("Enter")
    await expect(page.locator("#send-card")).to_be_focused()
    await expect(page.locator(".preview-card")).to_contain_text("مدارک")
    await expect(desk.log.locator(".operator")).to_have_count(0)
    await is_sound(desk.page)
    await keyboard.press("Enter")
    await expect(desk.log.locator(".operator .card")).to_have_count(1)
    await keyboard.press("Alt+c")
    await expect(page.locator(".sheet .reason").first).to_be_focused()
    await is_sound(desk.page)
    await keyboard.press("1")
    await expect(page.locator(".owner")).to_have_count(0)
    # What was ended can be read again, as far as it went.
    await page.locator(".closed summary").focus()
    await keyboard.press("Enter")
    ended = page.locator(".closed .entry", has_text="گذرنامه").first
    await expect(ended).to_contain_text("پاسخ داده شد")
    await is_sound(desk.page)
    await ended.focus()
    await keyboard.press("Enter")
    await expect(desk.page.locator(".talk")).to_contain_text("شما پایان داده‌اید")
    await expect(reply).to_have_count(0)


async def test_a_citizen_calls_and_who_rests_is_not_called(desk: Desk, lone_http) -> None:
    page, keyboard = desk.page, desk.page.keyboard
    await page.evaluate(COUNT_TONES)
    await step_to(page, "#rest")
    await keyboard.press("Enter")
    await expect(page.locator(".resting")).to_contain_text("در استراحت")
    await is_sound(desk.page)
    first = await in_queue(lone_http, "برق ما قطع است")
    await expect(page.locator(f".entry[data-id='{first.id}']")).to_be_visible()
    await expect(page).to_have_title(re.compile("^\\(۱\\) "))
    await expect(page.locator("html")).to_have_attribute("data-tones", "0")
    await step_to(page, "#back-to-work")
    await keyboard.press("Enter")
    await expect(page.locator(".resting")).to_have_count(0)
    second = await in_queue(lone_http, "آب ما قطع است")
    await expect(page.locator(f".entry[data-id='{second.id}']")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("data-tones", "2")
    for _ in range(2):
        await keyboard.press("Alt+n")
        await expect(page.locator("#reply")).to_be_focused()
        await keyboard.press("Alt+c")
        await keyboard.press("1")
        await expect(page.locator(".owner")).to_have_count(0)
    await expect(page).to_have_title("میز کارشناسان")


async def test_a_long_queue_is_narrowed_and_says_what_it_hides(
    desk: Desk, seen: Database, lone_http
) -> None:
    ids = await put_into_queue(seen, 250)
    page, keyboard = desk.page, desk.page.keyboard
    await page.reload()
    waiting = page.locator("section[aria-labelledby=waiting-title]")
    await expect(waiting.locator(".count")).to_have_text("۲۵۰")
    await expect(waiting.locator(".entry")).to_have_count(100)
    await expect(waiting.locator(".entry").first).to_have_attribute("data-id", ids[0])
    await is_sound(desk.page)
    await keyboard.press("Alt+q")
    await keyboard.insert_text("گواهي‌نامه")
    await expect(waiting.locator(".entry")).to_have_count(50)
    await expect(waiting).to_contain_text("۲۰۰ نفر دیگر با این جست‌وجو و پالایه دیده نمی‌شوند")
    await page.locator("#queue-words").fill("")
    await page.locator("#queue-mood").select_option("abusive")
    await expect(waiting.locator(".entry")).to_have_count(50)
    await is_sound(desk.page)
    # The next one is of those that were asked for.
    await keyboard.press("Alt+n")
    await expect(page.locator("#reply")).to_be_focused()
    mine = await page.locator(".entry[aria-current=true]").first.get_attribute("data-id")
    assert mine == ids[2]
    await forget(seen, [id for id in ids if id != mine])
    await keyboard.press("Alt+c")
    await keyboard.press("1")
    await expect(page.locator(".owner")).to_have_count(0)


async def test_where_a_colleague_was_faster_the_one_behind_is_taken(
    desk: Desk, lone_http, lone_gateway: Gateway, seen: Database
) -> None:
    desk.watch.allowed.append("409")
    ids = await put_into_queue(seen, 2)
    page = desk.page
    await expect(page.locator("#take-next")).to_be_enabled()
    await expect(page.locator(f".entry[data-id='{ids[1]}']")).to_be_visible()
    mate = await _mate(lone_gateway, seen)
    await page.route("**/take", lambda route: _after(route, mate, ids[0]))
    await page.keyboard.press("Alt+n")
    await expect(page.locator("#reply")).to_be_focused()
    mine = await page.locator(".entry[aria-current=true]").first.get_attribute("data-id")
    assert mine == ids[1]
    await page.keyboard.press("Alt+c")
    await page.keyboard.press("1")
    await expect(page.locator(".owner")).to_have_count(0)
    await mate.act(ids[0], "close", {"reason": "answered"})
    await mate.http.aclose()


async def _mate(gateway: Gateway, database: Database) -> Operator:
    holder = await Holder.enrol(database, gateway.runtime.sealer)
    mate = Operator(gateway.client(), holder)
    assert (await mate.sign_in()).status_code == 200
    return mate


async def _after(route, mate: Operator, id: str) -> None:
    """Lets the colleague take it first."""
    if id in route.request.url:
        assert (await mate.act(id, "take")).status_code == 200
    await route.continue_()
