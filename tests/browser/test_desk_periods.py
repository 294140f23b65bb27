"""Figures at the desk in a browser: an objection and its decision, files, and a call of the lot."""

import io
import json
import re
import zipfile
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect
from support.frozen import AGENCY, PERIOD, drawn_today
from support.periods import Month
from support.serving import Gateway

from assistant.desk.roles import Role
from assistant.insight.periods.verify_export import STATEMENT, faults
from browser.axe import install_packages, violations
from browser.desk import Desk
from browser.fitting import fits

WIDTHS = (375, 1280, 1920)


@pytest.fixture(scope="module")
async def clerk(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async for page in _at_the_desk(gateway, browser, Role.CLERK, AGENCY):
        yield page


@pytest.fixture(scope="module")
async def chief(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async for page in _at_the_desk(gateway, browser, Role.SUPERVISOR):
        yield page


async def _at_the_desk(
    gateway: Gateway, browser: Browser, role: Role, agency: str | None = None
) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, role, agency)
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def _looked_at(page: Page) -> None:
    """Fits and is accessible at all widths, light and dark."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 900})
            assert await fits(page), width
        assert await violations(page) == [], scheme
    await page.set_viewport_size({"width": 1280, "height": 900})


async def test_an_agency_objects_and_a_supervisor_decides(
    frozen: Month, clerk: Page, chief: Page
) -> None:
    await clerk.get_by_role("link", name="دوره‌ها و کارنامه").click()
    await clerk.locator(f".entry[data-period='{PERIOD}']").click()
    await expect(clerk.locator("#period-title")).to_be_focused()
    solved = clerk.locator(".stacked tbody tr").first
    await expect(solved).to_contain_text("۷۵٪")
    await expect(solved).to_contain_text("۱۲")
    form = clerk.get_by_role("form", name="ثبت اعتراض")
    await form.get_by_label("دلیل اعتراض").fill("این پرونده‌ها از دستگاه دیگری بود.")
    await form.get_by_label("کد پرونده‌ها").fill(f"{frozen.codes[9]} {frozen.codes[10]}")
    await form.get_by_role("button").click()
    filed = clerk.locator("[data-objection]")
    await expect(filed).to_contain_text("در انتظار تصمیم")
    await expect(filed).to_contain_text("به ۲ پرونده")
    assert await clerk.get_by_text("فایل امضاشده").count() == 0
    await _looked_at(clerk)

    await chief.goto(chief.url.split("#")[0] + f"#periods/{PERIOD}")
    waiting = chief.locator("[data-objection]")
    await expect(waiting).to_contain_text("از دستگاه دیگری بود")
    await waiting.get_by_role("button", name="تصمیم").click()
    await expect(chief.get_by_label("دلیل تصمیم")).to_be_focused()
    await chief.keyboard.type("در دفتر هم همین آمده است.")
    await waiting.get_by_role("button", name="می‌پذیرم", exact=True).click()
    await expect(waiting).to_contain_text("اعتراض پذیرفته شد")
    await expect(chief.locator(".case")).to_contain_text("۲ پرونده با پذیرفتن اعتراض")
    await chief.locator(".scope select").select_option(AGENCY)
    await expect(chief.locator(".stacked tbody tr").first).to_contain_text("۷۵٪")
    await chief.get_by_text("چگونه درستی فایل را بسنجیم؟").click()
    await _looked_at(chief)

    await clerk.reload()
    await expect(filed).to_contain_text("در دفتر هم همین آمده است.")
    await expect(filed.get_by_role("button")).to_have_count(0)


async def test_what_is_saved_can_be_checked(frozen: Month, chief: Page) -> None:
    await chief.goto(chief.url.split("#")[0] + f"#periods/{PERIOD}")
    async with chief.expect_download() as saving:
        await chief.get_by_role("link", name="همه با امضا").click()
    saved = await (await saving.value).path()
    with zipfile.ZipFile(io.BytesIO(saved.read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    key = json.loads(files[STATEMENT])["statement"]["public_key"]
    assert key == frozen.notary.public_key
    assert list(faults(files, key)) == []


async def test_one_call_of_the_lot_after_the_other(frozen: Month, chief: Page) -> None:
    codes = frozen.codes[:2]
    drawn_today(frozen, codes)
    await chief.goto(chief.url.split("#")[0] + "#calls")
    call = chief.locator(".call")
    await expect(call).to_have_attribute("data-code", codes[0])
    await expect(call).not_to_contain_text("۰۹۱۲")
    await call.get_by_role("button", name="نمایش شماره").click()
    await expect(call.get_by_role("link", name="۰۹۱۲۱۲۳۴۵۶۷")).to_be_focused()
    await call.get_by_label("حل نشده است").check()
    await _looked_at(chief)
    await call.get_by_role("button", name="ثبت و تماس بعدی").click()
    await expect(call).to_have_attribute("data-code", codes[1])
    await expect(chief.locator("#call-title")).to_be_focused()
    await expect(chief.get_by_label("حل نشده است")).not_to_be_checked()
    await expect(call).not_to_contain_text("۰۹۱۲")
    await call.get_by_label("پاسخگو نبود").check()
    await call.get_by_role("button", name="ثبت و تماس بعدی").click()
    await expect(chief.locator(".empty")).to_contain_text("کسی برای تماس نمانده است")
    # Others of the day's lot may have been called before.
    counts = re.compile("پاسخ دادند[۱-۹]نخواستند[۰-۹]پاسخگو نبودند[۱-۹]مانده۰")
    await expect(chief.locator(".counts")).to_have_text(counts)


async def test_who_may_not_call_has_no_such_part(clerk: Page) -> None:
    await expect(clerk.locator("nav.tabs")).not_to_contain_text("تماس‌های قرعه")
    await clerk.goto(clerk.url.split("#")[0] + "#calls")
    await expect(clerk.locator("desk-console > .notice")).to_contain_text("برای نقش شما نیست")
    await expect(clerk.locator("nav.tabs [aria-current=page]")).to_have_text("پرونده‌ها")
