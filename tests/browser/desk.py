"""The operators' desk in a browser, from the one-time link on."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from secrets import token_hex

import pyotp
from playwright.async_api import Browser, Locator, Page, expect
from support.operators import PASSWORD
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.accounts import add_account
from assistant.desk.models import Account
from assistant.desk.roles import Role
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH
from browser.chromium import PATIENCE_MS
from browser.fitting import fits
from browser.watch import Watch

NONSENSE = "تو که هیچی نمی‌فهمی"
"""Words after which a citizen is offered a human."""

LOOKS = [("light", DESK_WIDTH), ("dark", PHONE_WIDTH)]
"""How a browser likes its pages, and how wide it is."""


@dataclass(frozen=True)
class Desk:
    """One operator at one browser."""

    page: Page
    watch: Watch
    secret: str

    @classmethod
    async def enrol(
        cls,
        browser: Browser,
        address: str,
        settings: Settings,
        role: Role = Role.OPERATOR,
        agency: str | None = None,
        name: str = "نسرین کریمی",
        **options: object,
    ) -> "Desk":
        """Follow a one-time link, choose a password, and sign in."""
        viewport = {"width": DESK_WIDTH, "height": 800}
        context = await browser.new_context(
            **{"locale": "fa-IR", "reduced_motion": "reduce", "viewport": viewport, **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        watch = await Watch.over(context, address)
        page = await context.new_page()
        login = f"browser-{role}-{token_hex(3)}"
        row = Account(login=login, name=name, role=role, agency_id=agency)
        token = await _invited(settings, row)
        await page.goto(f"{address}/desk/enrol#{token}")
        secret = (await page.locator(".secret").inner_text()).replace(" ", "")
        desk = cls(page, watch, secret)
        await page.get_by_label("گذرواژه").fill(PASSWORD)
        await page.get_by_label("کد یک‌بارمصرف").fill(desk.code(0))
        await page.get_by_role("button", name="ساختن حساب").click()
        await page.get_by_role("link", name="رفتن به صفحهٔ ورود").click()
        await desk.sign_in(login)
        return desk

    def code(self, steps: int) -> str:
        """The code of now, or of so many half minutes later."""
        return pyotp.TOTP(self.secret).at(time.time() + 30 * steps)

    async def sign_in(self, login: str) -> None:
        await self.page.get_by_label("نام کاربری").fill(login)
        await self.page.get_by_label("گذرواژه").fill(PASSWORD)
        # A code opens once; that of the next half minute is good already.
        await self.page.get_by_label("کد یک‌بارمصرف").fill(self.code(1))
        await self.page.get_by_role("button", name="ورود").click()
        await expect(self.page.locator("desk-console .bar")).to_be_visible()

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def open(self, conversation: str) -> None:
        await self.page.locator(f".entry[data-id='{conversation}']").click()
        await expect(self.log).to_be_visible()

    async def reply(self, words: str) -> None:
        box = self.page.locator("#reply")
        await box.fill(words)
        await box.press("Enter")
        await expect(self.log.get_by_text(words)).to_be_visible()
        await expect(box).to_have_value("")

    @property
    def log(self) -> Locator:
        return self.page.locator("#log")

    @property
    def pack(self) -> Locator:
        return self.page.locator(".pack")


@asynccontextmanager
async def at_the_desk(
    browser: Browser, gateway: Gateway, role: Role, look: tuple[str, int], **options: object
) -> AsyncIterator[Desk]:
    """Somebody of a role at the desk; in the end nothing may have gone wrong in their browser."""
    install_packages()
    scheme, width = look
    viewport = {"width": width, "height": 800}
    desk = await Desk.enrol(
        browser,
        gateway.address,
        gateway.settings,
        role,
        color_scheme=scheme,
        viewport=viewport,
        **options,
    )
    yield desk
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def is_sound(page: Page) -> None:
    """Nothing that axe finds, and nothing beyond the edge."""
    assert await violations(page) == []
    assert await fits(page)


async def _invited(settings: Settings, row: Account) -> str:
    """The secret of a one-time link for a new account."""
    database, sealer = Database(settings.database), Sealer(settings.master_key)
    new = await database.run(lambda session: add_account(session, sealer, row, now()))
    await database.close()
    return new.token


async def handed_over(desk: Desk, words: str | re.Pattern[str]) -> str:
    """The id under which the desk lists the conversation whose last words are these."""
    said = desk.page.locator(".preview", has_text=words)
    waiting = desk.page.locator(".entry").filter(has=said).last
    await expect(waiting).to_be_visible()
    found = await waiting.get_attribute("data-id")
    assert found
    return found
