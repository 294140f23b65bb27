"""A citizen and an operator, each at a browser, in one conversation with one voice at a time."""

import re
import subprocess
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Route, expect
from support.made_up import made_up_word
from support.samples import MOBILE

from assistant.desk.roles import Role
from assistant.settings import PROJECT
from browser.axe import install_packages, violations
from browser.conftest import Visit
from browser.desk import NONSENSE, Desk, handed_over
from lab.evaluation.stack import Stack

"""The assistant shows nothing, and offers a human."""


@pytest.fixture(scope="module")
async def desk(stack: Stack, browser: Browser) -> AsyncIterator[Desk]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings)
    yield desk
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


@pytest.mark.firefox
async def test_from_two_failed_turns_to_a_human_and_back(visit: Visit, desk: Desk) -> None:
    chat = await visit()
    await chat.open()
    await chat.say(NONSENSE)
    await chat.say(NONSENSE)
    await chat.press("صحبت با کارشناس")
    # Other tests left talks in the queue that begin with the same words.
    await desk.open(await handed_over(desk, re.compile(f"^{NONSENSE}$")))

    # What was asked and tried is there before the first word.
    await expect(desk.pack.get_by_text(NONSENSE).first).to_be_visible()
    await expect(desk.pack.get_by_text("بی‌نتیجه").first).to_be_visible()
    assert await violations(desk.page) == []
    await desk.press("گرفتن گفت‌وگو")
    # How it stands is a line of the system: the operator has said nothing yet.
    await expect(chat.find("#log > .event").last).to_contain_text("هر وقت خواستید")
    await expect(desk.log.locator(".system").last).to_contain_text("هر وقت خواستید")
    await expect(chat.find("#log > .operator")).to_have_count(0)
    await expect(desk.page.locator(".entry .badge")).to_have_text("منتظر پاسخ")

    # The assistant is silent; what the citizen writes reaches the operator.
    await chat.write(f"المثنی گواهینامه می‌خواهم، شماره‌ام {MOBILE}")
    await expect(desk.log.get_by_text("المثنی گواهینامه")).to_be_visible()
    await expect(desk.log.get_by_text(MOBILE)).to_have_count(0)
    # The pack goes along with what is said.
    await expect(desk.pack).to_contain_text("المثنی گواهینامه")
    # What may be meant is suggested; words go into the box and no further.
    await chat.write("مدارک تمدید گذرنامه چیست؟")
    suggested = desk.page.locator(".suggested button")
    await suggested.filter(has_text="مدارک").first.click()
    await expect(desk.page.locator("#reply")).to_have_value(re.compile("مدارک «.*گذرنامه.*»"))
    await expect(chat.find("#log > .operator")).to_have_count(0)
    await desk.page.locator("#reply").fill("")
    await desk.press("نمایش اطلاعات شخصی")
    await expect(desk.log.get_by_text(MOBILE)).to_be_visible()
    await chat.text_box.press_sequentially("ممنون")
    await expect(desk.page.get_by_text("شهروند در حال نوشتن است")).to_be_visible()
    await desk.page.locator("#reply").press_sequentially("سلام")
    await expect(chat.find("#log .typing")).to_be_visible()
    assert await violations(desk.page) == []
    await desk.reply("سلام، نوشتهٔ شما را خواندم.")
    await expect(chat.find("#log .typing")).to_have_count(0)
    await expect(chat.find("#log").get_by_text("نوشتهٔ شما را خواندم")).to_be_visible()
    await expect(chat.find("#log > .bot").last).not_to_contain_text("گواهینامه")

    # A card is found and sent.
    await desk.page.keyboard.press("Alt+s")
    await desk.page.locator("#search").fill("تمدید گذرنامه")
    await desk.page.locator("#search").press("Enter")
    await desk.page.locator("#search-tool .entry").first.click()
    await expect(desk.page.locator(".preview-card")).to_contain_text("گذرنامه")
    await desk.press("فرستادن کارت")
    await expect(chat.find("article.card").last).to_be_visible()
    assert await violations(desk.page) == []

    # The end, with a reason; the assistant answers again.
    await desk.press("پایان گفت‌وگو")
    await desk.press("پاسخ داده شد")
    await expect(chat.find("#log").get_by_text("پایان یافت").first).to_be_visible()
    await expect(chat.find(".score").first).to_be_visible()
    await chat.find(".score").last.click()
    await expect(chat.find(".rating")).to_contain_text("ممنون؛ ثبت شد")
    said = await chat.say("مدارک تمدید گذرنامه چیست؟")
    assert "گذرنامه" in said


async def test_the_answer_to_a_take_is_waited_for(visit: Visit, desk: Desk) -> None:
    chat, words = await visit(), f"{NONSENSE} {made_up_word()}"
    await chat.open()
    await chat.say(words)
    await chat.find("[data-way=toHuman]").click()
    id = await handed_over(desk, words)
    await desk.open(id)
    held = desk.page.locator(f".entry[data-id='{id}'] .badge")
    looks: list[str] = []

    async def answer_late(route: Route) -> None:
        response = await route.fetch()
        # The queue tells of the take before its answer has come.
        await expect(held).to_be_visible()
        await route.fulfill(response=response)

    await desk.page.route("**/take", answer_late)
    desk.page.on("request", lambda sent: looks.append(f"{sent.method} {sent.url}"))
    await desk.press("گرفتن گفت‌وگو")
    await expect(desk.page.locator("#reply")).to_be_visible()
    await desk.page.unroute("**/take")
    assert not [sent for sent in looks if sent.startswith("GET") and sent.endswith(id)]
    await desk.press("بازگرداندن به صف")


async def test_a_citizen_takes_the_conversation_back(
    visit: Visit, desk: Desk, stack: Stack
) -> None:
    chat = await visit()
    await chat.open()
    await chat.say("وصلم کن به اپراتور")
    id = await handed_over(desk, "وصلم کن")
    await desk.open(id)
    await desk.press("گرفتن گفت‌وگو")
    # A look of the desk may be on its way while the citizen takes it back.
    desk.watch.allowed.append(f"404 (Not Found) {stack.address}/api/v1/desk/conversations/{id}")
    await chat.option("ادامه با دستیار").last.click()
    await expect(desk.page.locator(".notice")).to_contain_text("در دست شما نیست")
    await expect(desk.page.locator("#reply")).to_have_count(0)
    await expect(desk.page.locator(".owner")).to_contain_text("دستیار")


async def test_a_conversation_is_handed_to_who_is_there_and_nobody_else(
    visit: Visit, desk: Desk, stack: Stack, browser: Browser
) -> None:
    name = f"همکار {made_up_word()}"
    mate = await Desk.enrol(browser, stack.address, stack.settings, Role.SUPERVISOR, name=name)
    chat = await visit()
    await chat.open()
    await chat.say(f"{NONSENSE} {name}")
    await chat.find("[data-way=toHuman]").click()
    await desk.open(await handed_over(desk, name))
    await desk.press("گرفتن گفت‌وگو")
    await desk.press("سپردن به همکار")
    there = desk.page.locator(".sheet button").filter(has_text=name)
    await expect(there).to_contain_text("بدون گفت‌وگو")
    assert await violations(desk.page) == []
    # One who leaves while the list is open is refused, and named as away in the next.
    await mate.press("خروج")
    await expect(mate.page).to_have_url(f"{stack.address}/desk/sign-in")
    await mate.page.context.close()
    desk.watch.allowed.append("409")
    await there.click()
    await expect(desk.page.locator(".notice")).to_contain_text("پای میز نیست")
    await desk.press("انصراف")
    await desk.press("سپردن به همکار")
    await expect(desk.page.locator(".sheet")).to_contain_text(f"{name} (وارد نشده)")
    await expect(there).to_have_count(0)
    await desk.press("بازگرداندن به صف")


@pytest.mark.firefox
async def test_the_line_comes_back_after_a_proxy_has_refused_it(
    stack: Stack, browser: Browser
) -> None:
    mate = await Desk.enrol(browser, stack.address, stack.settings)
    mate.watch.allowed.append("/api/v1/desk/events")
    refused: list[Route] = []

    async def refuse_twice(route: Route) -> None:
        if len(refused) == 2:
            await route.fallback()
            return
        refused.append(route)
        await route.fulfill(status=503, body="no gateway is there")

    await mate.page.route("**/api/v1/desk/events", refuse_twice)
    await mate.page.reload()
    lost = mate.page.get_by_text("ارتباط زنده قطع شده است")
    await expect(lost).to_be_visible()
    await expect(lost).to_have_count(0)
    assert len(refused) == 2
    await mate.page.context.close()
    assert not mate.watch.faults, mate.watch.faults


async def test_the_built_console_belongs_to_its_sources() -> None:
    command = ["node", "scripts/stamp.mjs", "check"]
    checked = subprocess.run(
        command, check=False, cwd=PROJECT / "console", capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


async def test_who_is_not_signed_in_sees_the_door(stack: Stack, browser: Browser) -> None:
    context = await browser.new_context(locale="fa-IR")
    page = await context.new_page()
    await page.goto(f"{stack.address}/desk")
    await expect(page).to_have_url(f"{stack.address}/desk/sign-in")
    await page.get_by_label("نام کاربری").fill("kasi")
    await page.get_by_label("گذرواژه").fill("نادرست است این")
    await page.get_by_label("کد یک‌بارمصرف").fill("000000")
    await page.get_by_role("button", name="ورود").click()
    await expect(page.get_by_role("alert")).to_contain_text("درست نیست")
    assert await violations(page) == []
    await context.close()
