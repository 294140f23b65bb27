"""One's own page, the record and the alarms of the desk, in a browser."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.operators import PASSWORD
from support.samples import complaint
from support.serving import Gateway

from assistant.desk.audit import Audited
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.reveals import LookBounds, note_look
from assistant.desk.roles import Role
from assistant.storage.database import Database
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH
from browser.desk import Desk
from browser.fitting import fits

NEW = "شمعدانی روی لبهٔ پنجره"
HOLDER = "مهتاب رستگار"


async def own_desk(
    browser: Browser, gateway: Gateway, role: Role, name: str = HOLDER
) -> AsyncIterator[Desk]:
    install_packages()
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, role, name=name)
    yield desk
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


@pytest.fixture
async def operator(browser: Browser, gateway: Gateway) -> AsyncIterator[Desk]:
    async for desk in own_desk(browser, gateway, Role.OPERATOR):
        yield desk


@pytest.fixture
async def auditor(browser: Browser, gateway: Gateway) -> AsyncIterator[Desk]:
    async for desk in own_desk(browser, gateway, Role.AUDITOR, "بازرس یک"):
        yield desk


async def codes_are_fresh(database: Database, name: str) -> Account:
    """Newer codes than those of signing in would come half a minute later only."""

    def work(session: Session) -> Account:
        newest = select(Account).where(Account.name == name).order_by(Account.created_at.desc())
        account = session.scalars(newest.limit(1)).one()
        account.totp_step = 0
        return account

    return await database.run(work)


def look_twice(account: Account, code: str, session: Session) -> None:
    viewer, bounds = Viewer(account, datetime.now(UTC)), LookBounds(most=2, told_at=1)
    for _ in range(2):
        note_look(session, viewer, bounds, Audited.CASE_REVEALED, data={"case": code})


async def fill(page: Page, **words: str) -> None:
    for name, text in words.items():
        await page.locator(f".own [name={name}]").fill(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_one_changes_the_password_and_ends_what_is_elsewhere(
    operator: Desk, gateway: Gateway, database: Database, scheme: str
) -> None:
    operator.watch.allowed += ["401", "422"]
    page = operator.page
    await page.emulate_media(color_scheme=scheme)
    account = await codes_are_fresh(database, HOLDER)
    async with httpx.AsyncClient(base_url=gateway.address, trust_env=False) as other:
        shown = {"login": account.login, "password": PASSWORD, "code": operator.code(0)}
        assert (await other.post("/api/v1/desk/session", json=shown)).status_code == 200
        await page.get_by_role("link", name="حساب من").click()
        await expect(page.locator(".own .closures li")).to_have_count(2)
        await expect(page.locator(".own .badge")).to_have_text("همین مرورگر")
        assert await violations(page) == []
        for width in (PHONE_WIDTH, DESK_WIDTH):
            await page.set_viewport_size({"width": width, "height": 800})
            assert await fits(page)
        await page.get_by_role("button", name="پایان دادن به ورود").click()
        await expect(page.locator(".own .done")).to_have_text("آن ورود پایان یافت.")
        await expect(page.locator(".own .closures li")).to_have_count(1)
        assert (await other.get("/api/v1/desk/session")).status_code == 401

    await fill(page, old=PASSWORD, fresh=NEW, again=f"{NEW}!", code="000000")
    await page.get_by_role("button", name="عوض شود").click()
    await expect(page.locator(".own .notice")).to_contain_text("یکی نیستند")
    await fill(page, again=NEW)
    await page.get_by_role("button", name="عوض شود").click()
    await expect(page.locator(".own .notice")).to_contain_text("درست نیست")
    assert await violations(page) == []
    await codes_are_fresh(database, HOLDER)
    await fill(page, code=operator.code(0).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))
    await page.get_by_role("button", name="عوض شود").click()
    await expect(page.locator(".own .done")).to_contain_text("گذرواژه عوض شد")
    await expect(page.locator(".own [name=old]")).to_have_value("")
    # The new session works, and the live line too.
    await page.get_by_role("link", name="پرونده‌ها").click()
    await expect(page.locator("#case-list, .room.cases").first).to_be_visible()
    assert await page.evaluate("location.pathname") == "/desk"


async def test_the_auditor_reads_the_record(
    auditor: Desk, gateway: Gateway, database: Database, http: httpx.AsyncClient
) -> None:
    auditor.watch.allowed.append("422")
    page = auditor.page
    await page.get_by_role("link", name="دفتر میز").click()
    rows = page.locator(".record tbody tr")
    await expect(rows.first).to_be_visible()
    assert await violations(page) == []
    mine = await page.locator("[name=account_id] option", has_text="بازرس یک").last.inner_text()
    await page.get_by_label("چه کسی").select_option(mine)
    await page.get_by_label("چه کاری").select_option("ورود")
    await page.get_by_role("button", name="نشان بده").click()
    await expect(rows).to_have_count(1)
    await expect(rows.first).to_contain_text("بازرس یک")
    await page.get_by_label("چه کاری").select_option("خواندن دفتر میز")
    await page.get_by_role("button", name="نشان بده").click()
    await expect(rows.first).to_contain_text("ورود")
    await page.locator("[name=until]").fill("۱۴۰۵-۱۳-۰۱")
    await page.get_by_role("button", name="نشان بده").click()
    await expect(page.locator("#fault-until")).to_contain_text("روز را نشناختیم")
    await page.locator("[name=until]").fill("۱۳۹۸-۱۰-۱۱")
    await page.get_by_role("button", name="نشان بده").click()
    await expect(page.locator(".record")).to_contain_text("نوشته‌ای با این ویژگی‌ها نیست")
    assert await violations(page) == []
    await page.set_viewport_size({"width": PHONE_WIDTH, "height": 800})
    assert await violations(page) == []
    assert await fits(page)


async def test_supervisors_are_told_of_many_looks_at_once(
    browser: Browser, gateway: Gateway, database: Database, http: httpx.AsyncClient
) -> None:
    code = (await http.post("/api/v1/cases", json=complaint())).json()["tracking_code"]
    async for desk in own_desk(browser, gateway, Role.SUPERVISOR, "سرپرست یک"):
        page = desk.page
        account = await codes_are_fresh(database, "سرپرست یک")
        await database.run(partial(look_twice, account, code))
        told = page.get_by_role("group", name="هشدارها").filter(has_text="سرپرست یک")
        await expect(told).to_contain_text("۲ بار اطلاعات شخصی")
        await expect(told).to_contain_text("جلوی دیدن بیشتر در آن ساعت گرفته شد")
        assert await violations(page) == []
