"""The outage radar in a browser: a suspicion with its evidence, dismissed or confirmed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from support.elsewhere import from_elsewhere
from support.samples import complaint

from assistant.desk.roles import Role
from assistant.insight.radar.suspicions import look
from assistant.storage.database import Database
from browser.agency_box import holds
from browser.axe import install_packages, violations
from browser.desk import Desk
from lab.evaluation.stack import Stack

DOWN = {"indicator": "system_down", "province": None, "city": None}


@pytest.fixture(scope="module")
async def chief(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, Role.SUPERVISOR)
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def reported(stack: Stack, agency: str, people: int) -> None:
    """So many people file a case, each from an address of their own, and the radar looks."""
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False, timeout=60) as http:
        for _ in range(people):
            draft = complaint(agency_id=agency, **DOWN)
            filed = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
            assert filed.status_code == 201, filed.text
    database = Database(stack.settings.database)
    await database.run(lambda session: look(session, datetime.now(UTC)))
    await database.close()


async def test_a_suspicion_comes_live_is_confirmed_merged_and_ended(
    stack: Stack, chief: Page
) -> None:
    await chief.keyboard.press("Alt+5")
    suspected = chief.locator("[aria-labelledby=suspected-title]")
    await expect(suspected).to_contain_text("گزارشی نرسیده است")
    await reported(stack, "saham", 8)
    await expect(suspected).to_contain_text("۸ نفر (۸ نفر با پرونده", timeout=15_000)
    await expect(suspected).to_contain_text("معمول این ساعت")
    await expect(chief.locator("nav.tabs a[aria-current=page] .badge")).to_contain_text("۱")
    assert await violations(chief) == []
    await suspected.get_by_role("button", name="بررسی و تأیید").click()
    form = chief.get_by_role("form", name="تأیید قطعی")
    await holds(form.locator("[name=agency_id]"), "saham")
    await expect(form.get_by_label("از", exact=True)).not_to_have_value("")
    await form.locator("[name=expected_end]").fill("1420-01-01")
    await form.get_by_label("چه کسی گفته است").fill("خود سازمان")
    await form.get_by_label("از چه کسی پیگیری شده است").fill("معاونت فناوری")
    await form.get_by_role("button", name="تأیید قطعی").click()
    kept = chief.locator("[aria-labelledby=outages-title] li")
    await expect(kept).to_contain_text("به شهروندان گفته می‌شود")
    await expect(kept).to_contain_text("دست‌کم ۸ نفر گزارش داده‌اند")
    await expect(kept).to_contain_text("پاسخ دستگاه به ۸ نفر می‌رسد")
    await expect(suspected).to_contain_text("گزارشی نرسیده است")
    await reported(stack, "saham", 2)
    await chief.reload()
    await kept.get_by_role("button", name="یکی کردن").click()
    await expect(kept).to_contain_text("پاسخ دستگاه به ۱۰ نفر می‌رسد")
    assert await violations(chief) == []
    await kept.get_by_role("button", name="پایان یافت").click()
    await expect(kept).to_have_count(0)


async def test_a_suspicion_is_dismissed_with_the_reason(stack: Stack, chief: Page) -> None:
    await chief.keyboard.press("Alt+5")
    await reported(stack, "tax", 8)
    suspected = chief.locator("[aria-labelledby=suspected-title]")
    await suspected.get_by_role("button", name="قطع نیست").click()
    form = suspected.get_by_role("form")
    await expect(form.locator("[name=reason]")).to_be_focused()
    await form.locator("[name=reason]").fill("آزمایش خود سازمان بود")
    await form.get_by_label("تا چند ساعت").select_option("12")
    assert await violations(chief) == []
    await form.get_by_role("button", name="ثبت").click()
    await expect(chief.locator(".upkeep .done")).to_contain_text("تا ۱۲ ساعت")
    await expect(suspected).to_contain_text("گزارشی نرسیده است")
