"""Accounts and the record of the desk in a browser, by keyboard alone."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.async_api import Browser, expect
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.agency_box import choose, holds
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.steps import step_to


@pytest.fixture(params=LOOKS, ids=str)
async def administrator(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(
        browser, gateway, Role.ADMINISTRATOR, request.param, name="مدیر میز"
    ) as desk:
        yield desk


async def test_an_administrator_keeps_accounts(administrator: Desk) -> None:
    administrator.watch.allowed += ["422", "409"]
    page, keyboard = administrator.page, administrator.page.keyboard
    login, name = f"k.{token_hex(4)}", f"کیان رها {token_hex(2)}"
    await expect(page.locator(".staff tbody tr").first).to_be_visible()
    await is_sound(page)
    await step_to(page, "a[href='#accounts/new']")
    await keyboard.press("Enter")
    await expect(page.locator("#new-title")).to_be_focused()

    # What is wrong is told beside it, and the cursor goes there.
    await step_to(page, "[name=name]")
    await keyboard.insert_text(name)
    await step_to(page, "[name=role]")
    await page.locator("[name=role]").select_option("clerk")
    await step_to(page, ".fields button.main")
    await keyboard.press("Enter")
    await expect(page.locator("[name=login]")).to_be_focused()
    await expect(page.locator("#fault-login")).to_contain_text("حروف لاتین")
    await keyboard.insert_text(login.upper())
    await keyboard.press("Enter")
    await expect(page.locator("[name=agency_id] input")).to_be_focused()
    await expect(page.locator("#fault-agency_id")).to_contain_text("دستگاهش")
    await is_sound(page)
    await choose(page.locator("[name=agency_id]"), "آبفا", "abfa")
    await step_to(page, ".fields button.main")
    await keyboard.press("Enter")
    await expect(page.locator("#once-title")).to_be_focused()
    await expect(page.locator("#once-text")).to_contain_text("/desk/enrol#")
    await is_sound(page)

    # No stray key takes away what is shown once.
    await keyboard.press("Escape")
    await step_to(page, "#once-hide")
    await keyboard.press("Enter")
    await expect(page.locator("#once-text")).to_have_count(0)
    await keyboard.press("Escape")
    await step_to(page, "[name=words]")
    await keyboard.insert_text(name)
    await step_to(page, "[name=agency_id] input")
    await choose(page.locator("[name=agency_id]"), "برق", "tavanir")
    await keyboard.press("Enter")
    await expect(page.locator(".staff tbody tr")).to_have_count(0)
    # Who empties the box looks among the accounts of all agencies again.
    await keyboard.press("Control+a")
    await keyboard.press("Delete")
    await step_to(page, ".fields button.main")
    await holds(page.locator("[name=agency_id]"), "")
    await keyboard.press("Enter")
    await expect(page.locator(".staff tbody tr")).to_have_count(1)
    await expect(page.locator(".staff tbody tr")).to_contain_text("دعوت شده")
    await step_to(page, ".staff tbody a")
    await keyboard.press("Enter")
    await expect(page.locator("#account-title")).to_be_focused()
    await step_to(page, "[name=role]")
    await page.locator("[name=role]").select_option("editor")
    await step_to(page, ".fields button.main")
    await keyboard.press("Enter")
    await expect(page.locator(".staff .done")).to_have_text("حساب تغییر کرد.")
    await expect(page.locator(".staff")).to_contain_text("ویراستار")
    await page.get_by_role("button", name="بستن حساب").focus()
    await keyboard.press("Enter")
    await expect(page.locator("#sure-yes")).to_be_focused()
    await is_sound(page)
    await keyboard.press("Enter")
    await expect(page.locator(".staff .done")).to_have_text("حساب بسته شد.")
    await expect(page.locator("#account-title")).to_be_focused()
    await expect(page.get_by_role("button", name="باز کردن حساب")).to_be_visible()


async def test_the_own_account_is_left_to_others(administrator: Desk) -> None:
    page = administrator.page
    own = page.locator(".staff tbody tr", has_text="حساب شما")
    await own.locator("a").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".staff")).to_contain_text("مدیر دیگری")
    await expect(page.locator("[name=role]")).to_be_disabled()
    await expect(page.get_by_role("button", name="بستن حساب")).to_have_count(0)
    await step_to(page, "[name=name]")
    await page.keyboard.press("End")
    await page.keyboard.insert_text(" یک")
    await page.keyboard.press("Enter")
    await expect(page.locator(".staff .done")).to_have_text("حساب تغییر کرد.")
    await is_sound(page)


async def test_the_record_is_narrowed_and_saved(administrator: Desk) -> None:
    administrator.watch.allowed.append("422")
    page, keyboard = administrator.page, administrator.page.keyboard
    await page.get_by_role("link", name="دفتر میز").focus()
    await keyboard.press("Enter")
    await expect(page.locator(".record tbody tr").first).to_be_visible()
    await step_to(page, "[name=since]")
    await keyboard.insert_text("۱۴۰۵/۱۳/۰۱")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-since")).to_contain_text("نشناختیم")
    await expect(page.locator("[name=since]")).to_be_focused()
    await is_sound(page)
    await keyboard.press("Control+a")
    await keyboard.insert_text("امروز")
    await step_to(page, "[name=until]")
    await keyboard.insert_text("دیروز")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-until")).to_be_visible()
    await keyboard.press("Control+a")
    await keyboard.insert_text("فردا")
    await step_to(page, "[name=tracking_code]")
    await keyboard.insert_text("یک‌دو")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-tracking_code")).to_contain_text("کد رهگیری نیست")
    await keyboard.press("Control+a")
    await keyboard.press("Delete")
    await page.locator("[name=action]").select_option("signed_in")
    await step_to(page, "[name=save]")
    async with page.expect_download() as download:
        await keyboard.press("Enter")
    saved = await (await download.value).path()
    text = Path(saved).read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert {row[4] for row in table[1:]} == {"ورود"}
    await expect(page.locator(".record .done")).to_contain_text("خروجی ذخیره شد")
    await page.locator("[name=action]").select_option("audit_exported")
    await step_to(page, ".record button.main")
    await keyboard.press("Enter")
    await expect(page.locator(".record tbody tr").first).to_contain_text("گرفتن خروجی")
    await is_sound(page)


async def test_who_keeps_no_accounts_is_not_led_there(browser: Browser, gateway: Gateway) -> None:
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, Role.SUPERVISOR)
    page = desk.page
    await expect(page.get_by_role("link", name="حساب‌ها")).to_have_count(0)
    await page.goto(f"{gateway.address}/desk#accounts")
    await expect(page.locator("desk-console > .notice")).to_contain_text("برای نقش شما نیست")
    await page.context.close()
    assert not desk.watch.faults, desk.watch.faults
