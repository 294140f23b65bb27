"""Signals of gaming at the desk in a browser: who sees which, with nothing to see, and refused."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect
from support.gaming import CHEAT, MONTH
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.axe import install_packages, violations
from browser.desk import Desk
from browser.fitting import fits

WIDTHS = (375, 1280, 1920)
EMPTY = "1403-05"


@pytest.fixture(scope="module")
async def chief(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, Role.SUPERVISOR)
    # One of these tests takes the signals away.
    desk.watch.allowed.append(f"periods/{EMPTY}/signals")
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def _open(page: Page, period: str) -> None:
    await page.goto(page.url.split("#")[0] + f"#periods/{period}")
    await expect(page.locator("#signals-title")).to_be_visible()


async def _looked_at(page: Page) -> None:
    """Fits and is accessible at all widths, light and dark."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 900})
            assert await fits(page), width
        assert await violations(page) == [], scheme
    await page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.usefixtures("gaming_month")
async def test_what_was_seen_and_expected_by_agency_and_no_accusation(chief: Page) -> None:
    await _open(chief, MONTH)
    panel = chief.locator(".signals")
    await expect(panel).to_contain_text("نشانه اتهام نیست")
    one = panel.locator(f"[data-agency={CHEAT}] [data-signal=judged_at_once]")
    await expect(one).to_contain_text("«حل شد» در همان دقیقه‌های پاسخ")
    await expect(one.locator(".beside div").nth(0)).to_contain_text("دیده شد۱۰۰٪")
    await expect(one.locator(".beside div").nth(1)).to_contain_text("مورد انتظار")
    await expect(one.locator(".beside div").nth(2)).to_have_text("شمار۲۰ از ۲۰")
    await expect(panel).to_contain_text("سرپرست، بازرس، ویراستار و ناظر")
    await expect(panel.locator("[data-agency]")).to_have_count(1)
    await _looked_at(chief)


@pytest.mark.usefixtures("gaming_month")
@pytest.mark.parametrize(("agency", "count"), [(CHEAT, 1), ("tavanir", 0)])
async def test_a_clerk_sees_the_own_agencys(
    gateway: Gateway, browser: Browser, agency: str, count: int
) -> None:
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, Role.CLERK, agency)
    await _open(desk.page, MONTH)
    panel = desk.page.locator(".signals")
    told = "همکاران شما" if count else "نشانه‌ای از دستگاه شما دیده نشد"
    await expect(panel).to_contain_text(told)
    await expect(panel.locator("[data-signal]")).to_have_count(count)
    await _looked_at(desk.page)
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def test_with_nothing_to_see_and_when_reading_fails(chief: Page) -> None:
    await chief.route(
        "**/signals", lambda route: route.fulfill(status=503, json={"detail": "کمی بعد."})
    )
    await _open(chief, EMPTY)
    failed = chief.locator(".signals [role=alert]")
    await expect(failed).to_contain_text("نشانه‌ها خوانده نشد. کمی بعد.")
    await _looked_at(chief)
    await chief.unroute("**/signals")
    await failed.get_by_role("button", name="دوباره بخوان").click()
    await expect(chief.locator(".signals")).to_contain_text("در این دوره نشانه‌ای دیده نشد")
