"""The board of open questions in a browser: read, named, given away and linked, by keyboard too."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect
from sqlalchemy import delete
from sqlalchemy.orm import Session
from support.open_questions import ENCODER, add_theme_rows
from support.serving import Gateway

from assistant.desk.roles import Role
from assistant.insight.questions.grouping import grouped
from assistant.insight.questions.reasons import Kind
from assistant.insight.questions.regrouping import rows_of, store
from assistant.insight.questions.themes import OpenQuestion, Theme
from assistant.storage.database import Database
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH
from browser.desk import Desk
from browser.fitting import fits

WALL_WIDTH = 1920
WORDS = ["بیمهٔ زنبورستان", "پروانهٔ قایق موتوری", "کارت اتوبوس دانشجویی"]


def fill(session: Session) -> None:
    session.execute(delete(OpenQuestion))
    session.execute(delete(Theme))
    for number, word in enumerate(WORDS):
        add_theme_rows(session, number, people=4 + number, rows=8, word=word)
    placed = rows_of(session, Kind.QUESTION, ENCODER)
    labels = grouped(placed.vectors, placed.asked_by)
    store(session, placed, labels, ENCODER, datetime.now(UTC))


@pytest.fixture(params=["light", "dark"])
async def editor(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway, database: Database
) -> AsyncIterator[Desk]:
    install_packages()
    await database.run(fill)
    desk = await Desk.enrol(
        browser,
        gateway.address,
        gateway.settings,
        Role.EDITOR,
        name="ویراستار یک",
        color_scheme=request.param,
    )
    yield desk
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def test_an_editor_works_a_theme_off(editor: Desk) -> None:
    page = editor.page
    await expect(page.locator("a.entry")).to_have_count(3)
    first = page.locator("a.entry").first
    await expect(first).to_contain_text(WORDS[2])
    await first.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#theme-title")).to_be_focused()
    await expect(page.locator(".said-words li")).to_have_count(8)
    await page.keyboard.press("Alt+r")
    await expect(page.locator("[name=title]")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("قایق موتوری")
    await page.keyboard.press("Enter")
    await expect(page.locator("#theme-title")).to_have_text("قایق موتوری")
    await page.get_by_label("چه کسی").select_option(label="ویراستار یک")
    await page.get_by_role("textbox", name="تا چه روزی").fill("۱۴۰۵-۰۹-۰۱")
    await editor.press("سپردن")
    await expect(page.locator(".entry .badge.late")).to_have_count(1)
    for width in (PHONE_WIDTH, DESK_WIDTH, WALL_WIDTH):
        await page.set_viewport_size({"width": width, "height": 900})
        assert await fits(page), width
        assert await violations(page) == [], width
    await editor.press("پرسش‌های آزمون برای کاتالوگ")
    await expect(page.locator(".themes textarea")).to_have_value(re.compile("questions:"))
    await page.get_by_placeholder("جست‌وجوی خدمت").fill("گذرنامه")
    await editor.press("بیاب")
    await page.locator(".fields .buttons button").first.click()
    await expect(page.locator(".done")).to_contain_text("پیوند")
    await page.keyboard.press("Escape")
    await expect(page.locator("a.entry")).to_have_count(2)
    await page.set_viewport_size({"width": PHONE_WIDTH, "height": 900})
    assert await fits(page)
    assert await violations(page) == []
