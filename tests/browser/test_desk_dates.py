"""The calendar beside fields for days, by keyboard at two widths."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from persiantools.jdatetime import JalaliDate
from playwright.async_api import Browser, Locator, Page, expect
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.axe import violations
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.steps import step_to

FRIDAY = datetime(2026, 11, 27, 9, 15, tzinfo=UTC)
"""جمعه ۶ آذر ۱۴۰۵"""
LINES = "cells => new Set(cells.map(one => one.getBoundingClientRect().top)).size"
FOCUSED = "document.activeElement?.getAttribute('aria-label')"
DAYS = """days => {
  const numbers = { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" };
  const format = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", numbers);
  return days.map(day => {
    const told = format.formatToParts(new Date(`${day}T00:00:00Z`));
    const of = name => told.find(({ type }) => type === name).value;
    return `${of("year")}-${of("month")}-${of("day")}`;
  });
}"""


@pytest.fixture(params=LOOKS, ids=str)
async def desk(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.ADMINISTRATOR, request.param) as desk:
        await desk.page.clock.set_fixed_time(FRIDAY)
        yield desk


def calendar(page: Page) -> Locator:
    return page.locator("dialog.calendar")


async def open_beside(page: Page, name: str) -> None:
    await page.locator(f"[name={name}]").focus()
    await step_to(page, f"#day-{name} + day-picker .day-button")
    await page.keyboard.press("Enter")
    await expect(calendar(page)).to_be_visible()


async def goes_to(page: Page, key: str, label: str) -> None:
    await page.keyboard.press(key)
    await expect(page.locator(":focus")).to_have_attribute("aria-label", label)


async def go(page: Page, name: str) -> None:
    await page.get_by_role("navigation", name="بخش‌های میز").get_by_role("link", name=name).focus()
    await page.keyboard.press("Enter")


async def test_a_day_is_chosen_by_keyboard(desk: Desk) -> None:
    page = desk.page
    await go(page, "دفتر میز")
    await expect(page.locator(".record tbody tr").first).to_be_visible()
    await open_beside(page, "since")
    assert await page.evaluate(FOCUSED) == "جمعه ۶ آذر ۱۴۰۵"
    await expect(page.locator(":focus")).to_have_attribute("aria-current", "date")
    await is_sound(page)
    # A week is a line, whatever the tables of the page behind become on a telephone.
    week = calendar(page).locator("tbody tr").nth(1).locator("td")
    assert await week.evaluate_all(LINES) == 1

    # The page reads from the right: the left arrow leads to the next day.
    for key, label in (
        ("ArrowLeft", "شنبه ۷ آذر ۱۴۰۵"),
        ("ArrowRight", "جمعه ۶ آذر ۱۴۰۵"),
        ("ArrowUp", "جمعه ۲۹ آبان ۱۴۰۵"),
        ("ArrowDown", "جمعه ۶ آذر ۱۴۰۵"),
        ("Home", "شنبه ۳۰ آبان ۱۴۰۵"),
        ("End", "جمعه ۶ آذر ۱۴۰۵"),
        ("PageUp", "چهارشنبه ۶ آبان ۱۴۰۵"),
        ("PageDown", "جمعه ۶ آذر ۱۴۰۵"),
        ("Shift+PageDown", "شنبه ۶ آذر ۱۴۰۶"),
        ("Shift+PageUp", "جمعه ۶ آذر ۱۴۰۵"),
    ):
        await goes_to(page, key, label)
    await page.keyboard.press("Escape")
    await expect(calendar(page)).to_have_count(0)
    await expect(page.locator("[name=since]")).to_have_value("")
    await expect(page.locator("#day-since + day-picker .day-button")).to_be_focused()

    await page.keyboard.press("Enter")
    await goes_to(page, "ArrowRight", "پنجشنبه ۵ آذر ۱۴۰۵")
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=since]")).to_have_value("۱۴۰۵/۰۹/۰۵")
    await expect(page.locator("#day-since + day-picker .day-button")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(calendar(page).locator("[aria-selected=true]")).to_be_focused()
    assert await violations(page) == []
    await step_to(page, ".calendar .clear-day")
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=since]")).to_have_value("")


async def test_a_click_on_a_day_takes_it_and_pages_turn(desk: Desk) -> None:
    page = desk.page
    await go(page, "دفتر میز")
    await page.get_by_role("button", name="تقویم: تا روز").click()
    turned = {
        "ماه پیش": "آبان ۱۴۰۵",
        "سال پیش": "آبان ۱۴۰۴",
        "سال بعد": "آبان ۱۴۰۵",
        "ماه بعد": "آذر ۱۴۰۵",
    }
    for button, month in turned.items():
        await calendar(page).get_by_role("button", name=button).click()
        await expect(calendar(page).get_by_role("heading")).to_have_text(month)
    await calendar(page).get_by_role("gridcell", name="یکشنبه ۱ آذر ۱۴۰۵").click()
    await expect(calendar(page)).to_have_count(0)
    await expect(page.locator("[name=until]")).to_have_value("۱۴۰۵/۰۹/۰۱")
    await page.get_by_role("button", name="نشان بده").click()
    await expect(page.locator(".record")).to_contain_text("نوشته‌ای با این ویژگی‌ها نیست")


async def test_a_closure_takes_a_day_with_an_hour(desk: Desk) -> None:
    page = desk.page
    await go(page, "نگهداری")
    form = page.get_by_role("form", name="ثبت تعطیلی")
    await form.locator("[name=begins]").fill("۱۴۱۰/۱۲/۲۹")
    await open_beside(page, "begins")
    await goes_to(page, "ArrowRight", "پنجشنبه ۲۸ اسفند ۱۴۱۰")
    await page.keyboard.press(" ")
    await expect(page.locator(":focus")).to_have_attribute("aria-selected", "true")
    await step_to(page, ".calendar-time select")
    await calendar(page).get_by_label("ساعت").select_option("13:30")
    await is_sound(page)
    await step_to(page, ".calendar .buttons .main")
    await page.keyboard.press("Enter")
    await expect(form.locator("[name=begins]")).to_have_value("۱۴۱۰/۱۲/۲۸ ۱۳:۳۰")
    # The hour stays where the calendar is opened again.
    await open_beside(page, "begins")
    await expect(calendar(page).get_by_label("ساعت")).to_have_value("13:30")
    await page.keyboard.press("Escape")
    await form.locator("[name=ends]").fill("۱ فروردین ۱۴۱۱ ساعت ۸")
    await form.locator("[name=source]").fill("استانداری ایلام")
    await form.get_by_role("button", name="ثبت تعطیلی").click()
    added = page.locator(".closures li").filter(has_text="۲۸ اسفند ۱۴۱۰، ساعت ۱۳:۳۰").last
    await expect(added).to_contain_text("ساعت ۰۸:۰۰")
    await page.get_by_role("button", name="تقویم: از").click()
    await calendar(page).get_by_role("button", name="اکنون").click()
    await expect(form.locator("[name=begins]")).to_have_value("اکنون")


async def test_leap_days_are_known_and_no_others(desk: Desk) -> None:
    page = desk.page
    await go(page, "دفتر میز")
    since = page.locator("[name=since]")
    for typed, label in (
        ("1403/12/30", "پنجشنبه ۳۰ اسفند ۱۴۰۳"),
        ("۱۴۰۴-۱-۱", "جمعه ۱ فروردین ۱۴۰۴"),
    ):
        await since.fill(typed)
        await open_beside(page, "since")
        selected = calendar(page).locator("[aria-selected=true]")
        await expect(selected).to_have_attribute("aria-label", label)
        await page.keyboard.press("Escape")
    await since.fill("1404/12/30")
    await open_beside(page, "since")
    await expect(calendar(page).locator("[aria-selected=true]")).to_have_count(0)
    assert await page.evaluate(FOCUSED) == "جمعه ۶ آذر ۱۴۰۵"


async def test_the_browser_s_calendar_is_the_server_s(desk: Desk) -> None:
    first = date(2000, 1, 1)
    days = [first + timedelta(number) for number in range(366 * 50)]
    expected = []
    for day in days:
        jalali = JalaliDate.to_jalali(day)
        expected.append(f"{jalali.year}-{jalali.month}-{jalali.day}")
    assert await desk.page.evaluate(DAYS, [day.isoformat() for day in days]) == expected
