"""Ready answers, keys and dead jobs at the desk, by keyboard at two widths."""

from collections.abc import AsyncIterator
from secrets import token_hex

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy.orm import Session
from support.citizen import Citizen
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.models import ReadyAnswer
from assistant.desk.roles import Role
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState
from browser.agency_box import choose, holds
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.steps import step_to


@pytest.fixture(params=LOOKS, ids=str)
async def administrator(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.ADMINISTRATOR, request.param) as desk:
        yield desk


@pytest.fixture(params=LOOKS, ids=str)
async def supervisor(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.SUPERVISOR, request.param) as desk:
        yield desk


async def go(page: Page, name: str) -> None:
    await page.get_by_role("navigation", name="بخش‌های میز").get_by_role("link", name=name).focus()
    await page.keyboard.press("Enter")


async def test_a_ready_answer_is_written_and_said(supervisor: Desk, citizen: Citizen) -> None:
    supervisor.watch.allowed.append("422")
    page, keyboard = supervisor.page, supervisor.page.keyboard
    title = f"پیگیری {token_hex(2)}"
    await citizen.ask_for_human()
    await go(page, "پاسخ‌های آماده")
    await expect(page.locator(".ready .closures li").first).to_be_visible()
    await step_to(page, ".ready [name=title]")
    await keyboard.insert_text(title)
    await step_to(page, "#ready-text")
    await keyboard.insert_text("سلام، من {نام شهروند} هستم.")
    await step_to(page, ".ready .fields .buttons .main")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-text")).to_contain_text("آکولاد")
    await expect(page.locator("#ready-text")).to_be_focused()
    await keyboard.press("Control+a")
    await keyboard.insert_text("سلام، من {نام کارشناس} هستم. کد شما: ")
    await step_to(page, "[aria-label='گذاشتن {کد رهگیری} در متن']")
    await keyboard.press("Enter")
    await expect(page.locator("#ready-text")).to_be_focused()
    await expect(page.locator(".preview-of")).to_have_text(
        "سلام، من نسرین کریمی هستم. کد شما: 7KQ2-M9XT"
    )
    await is_sound(page)
    await step_to(page, ".ready .fields .buttons .main")
    await keyboard.press("Enter")
    await expect(page.locator(".ready .done")).to_have_text("پاسخ آماده ساخته شد.")
    mine = page.locator(".ready .closures li", has_text=title)
    await expect(mine).to_contain_text("خودم")

    # What the conversation does not know has to be written before the reply is sent.
    await go(page, "گفت‌وگوها")
    await page.locator(f".entry[data-id='{citizen.id}']").focus()
    await keyboard.press("Enter")
    await supervisor.press("گرفتن گفت‌وگو")
    await page.locator("summary", has_text="پاسخ‌های آماده").focus()
    await keyboard.press("Enter")
    await page.get_by_role("button", name=title).focus()
    await keyboard.press("Enter")
    reply = page.locator("#reply")
    await expect(reply).to_have_value("سلام، من نسرین کریمی هستم. کد شما: {کد رهگیری}")
    assert await page.evaluate("String(getSelection())") == "{کد رهگیری}"
    await reply.press("End")
    await keyboard.press("Enter")
    await expect(page.locator("desk-console > .notice")).to_contain_text("جای «کد رهگیری»")
    await is_sound(page)
    await reply.fill("سلام، من نسرین کریمی هستم.")
    await keyboard.press("Enter")
    await expect(supervisor.log.get_by_text("من نسرین کریمی هستم")).to_be_visible()

    await go(page, "پاسخ‌های آماده")
    await mine.get_by_role("button", name="کنار گذاشتن").focus()
    await keyboard.press("Enter")
    await expect(mine).to_have_count(0)
    await page.get_by_label("کنار گذاشته‌ها").check()
    await step_to(page, ".ready [role=search] .main")
    await keyboard.press("Enter")
    await mine.get_by_role("button", name="برگرداندن").focus()
    await keyboard.press("Enter")
    await expect(page.locator(".ready .done")).to_have_text("پاسخ آماده برگشت.")
    await is_sound(page)


async def test_of_two_who_change_a_ready_answer_the_later_keeps_what_is_typed(
    supervisor: Desk, database: Database
) -> None:
    supervisor.watch.allowed.append("409")
    page, title = supervisor.page, f"پیگیری {token_hex(2)}"
    at, id_ = now(), token_hex(16)
    row = ReadyAnswer(id=id_, title=title, text="متن نخست", version=1, changed_at=at)
    await database.run(lambda session: session.add(row))
    await go(page, "پاسخ‌های آماده")
    mine = page.locator(f".ready li[data-id='{id_}']")
    await mine.get_by_role("button", name="ویرایش").focus()
    await page.keyboard.press("Enter")
    await page.locator("#ready-text").fill("متن من")

    def change(session: Session) -> None:
        found = session.get_one(ReadyAnswer, id_)
        found.text, found.version = "متن همکار", 2

    await database.run(change)
    await step_to(page, ".ready .fields .buttons .main")
    await page.keyboard.press("Enter")
    await expect(page.locator("#fault-text")).to_contain_text("کس دیگری")
    await expect(page.locator("#ready-text")).to_be_focused()
    await expect(page.locator("#ready-text")).to_have_value("متن من")
    await expect(page.locator(".ready [name=title]")).to_have_value(title)
    await expect(mine).to_contain_text("متن همکار")
    await is_sound(page)
    await step_to(page, ".ready .fields .buttons .main")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ready .done")).to_have_text("پاسخ آماده تغییر کرد.")
    await expect(mine).to_contain_text("متن من")


async def test_a_key_is_shown_once_and_revoked(administrator: Desk) -> None:
    administrator.watch.allowed.append("422")
    page, keyboard = administrator.page, administrator.page.keyboard
    name = f"سامانهٔ آبفا {token_hex(2)}"
    await go(page, "کلیدها")
    await step_to(page, "[name=days]")
    await keyboard.press("Control+a")
    await keyboard.insert_text("۵۰۰۰")
    await keyboard.press("Enter")
    await expect(page.locator("[name=name]")).to_be_focused()
    await expect(page.locator("#fault-days")).to_contain_text("۱۰۹۵")
    await is_sound(page)
    await keyboard.insert_text(name)
    await step_to(page, "[name=days]")
    await keyboard.press("Control+a")
    await keyboard.insert_text("۳۰")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-agency_id")).to_contain_text("دستگاهی")
    await choose(page.locator("[name=agency_id]"), "آبفا", "abfa")
    await step_to(page, ".other-keys .fields .main")
    await keyboard.press("Enter")
    await expect(page.locator("#once-title")).to_be_focused()
    await expect(page.locator("#once-text")).to_contain_text("dk_")
    await is_sound(page)
    await holds(page.locator("[name=agency_id]"), "")
    await step_to(page, "#once-hide")
    await keyboard.press("Enter")
    await expect(page.locator("#once-text")).to_have_count(0)
    row = page.locator(".other-keys tbody tr", has_text=name)
    await expect(row).to_contain_text("هرگز")
    await row.get_by_role("button").focus()
    await keyboard.press("Enter")
    await expect(page.locator("#sure-yes")).to_be_focused()
    await is_sound(page)
    await keyboard.press("Enter")
    await expect(row).to_contain_text("باطل شده")
    await expect(page.locator("#keys-title")).to_be_focused()


async def test_a_dead_job_is_tried_again_or_dropped(
    administrator: Desk, database: Database
) -> None:
    administrator.watch.allowed.append("422")
    kind = f"test.{token_hex(3)}"
    await database.run(lambda s: s.add_all([dead(kind, "ReadTimeout (read:1)") for _ in range(2)]))
    page, keyboard = administrator.page, administrator.page.keyboard
    await go(page, "نگهداری")
    rows = page.locator(".upkeep tbody tr", has_text=kind)
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("به‌موقع پاسخ نداد")
    await is_sound(page)
    await rows.first.get_by_role("button", name="دوباره").focus()
    await keyboard.press("Enter")
    await expect(rows).to_have_count(1)
    await rows.first.get_by_role("button", name="کنار گذاشتن").focus()
    await keyboard.press("Enter")
    await expect(page.locator("#ending-why")).to_be_focused()
    await keyboard.press("Enter")
    await expect(page.locator("#fault-reason")).to_be_visible()
    await is_sound(page)
    await keyboard.insert_text("با تلفن گفته شد")
    await keyboard.press("Enter")
    await expect(rows).to_have_count(0)
    await expect(page.locator("#dead-title")).to_be_focused()
    await page.locator("summary", has_text="کنار گذاشته‌های اخیر").focus()
    await keyboard.press("Enter")
    await expect(page.locator(".upkeep li", has_text=kind)).to_contain_text("با تلفن گفته شد")
    await is_sound(page)


def dead(kind: str, error: str) -> Job:
    moment = now()
    return Job(
        kind=kind,
        payload={},
        state=JobState.DEAD,
        run_at=moment,
        attempts=7,
        created_at=moment,
        finished_at=moment,
        last_error=error,
    )
