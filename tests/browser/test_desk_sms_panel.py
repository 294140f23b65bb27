"""How text messages fare, on the desk's upkeep page."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import delete
from sqlalchemy.orm import Session
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.roles import Role
from assistant.provider_settings import SmsKind, SmsProviderSettings
from assistant.sms.accounts import SmsLine, SmsMessage, line_of, note_trouble
from assistant.sms.profiles import Because, MessageState
from browser.axe import install_packages, violations
from browser.desk import Desk

WHY = "کاوه‌نگار: اعتبار حساب کافی نیست (کد 418)"


def in_trouble(session: Session) -> None:
    line = line_of(session, "kavenegar")
    note_trouble(line, Because.CREDIT, WHY, now(), timedelta(minutes=10))
    line.credit = 1234.0
    for number, state in enumerate((MessageState.DELIVERED, MessageState.UNDELIVERED)):
        note = {"job_key": f"panel:{number}", "local_id": number, "parts": 1, "state": state}
        session.add(SmsMessage(provider="kavenegar", created_at=now(), **note))


@pytest.fixture
async def chief(
    gateway: Gateway, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Page]:
    install_packages()
    account = {"profile": "kavenegar", "key": "k", "line": "30001234", "credit_warning": 10_000}
    monkeypatch.setattr(gateway.settings, "sms", SmsKind.HTTP)
    given = SmsProviderSettings.model_validate(account)
    monkeypatch.setattr(gateway.settings, "sms_provider", given)
    await gateway.runtime.database.run(in_trouble)
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, Role.ADMINISTRATOR)
    yield desk.page
    await desk.page.context.close()
    for model in (SmsMessage, SmsLine):
        await gateway.runtime.database.run(lambda s, model=model: s.execute(delete(model)))
    assert not desk.watch.faults, desk.watch.faults


async def test_trouble_credit_and_a_week_are_read_at_all_widths(
    chief: Page, tmp_path: Path
) -> None:
    await chief.evaluate("() => { location.hash = '#upkeep'; }")
    panel = chief.get_by_role("region", name="پیامک")
    await expect(panel).to_contain_text("اعتبار حساب کافی نیست")
    await expect(panel).to_contain_text("۱٬۲۳۴ ریال")
    await expect(panel).to_contain_text("کم است")
    await expect(panel).to_contain_text("۱ رسیده، ۱ نرسیده، ۰ در راه")
    for scheme in ("light", "dark"):
        await chief.emulate_media(color_scheme=scheme)
        for width in (375, 1280):
            await chief.set_viewport_size({"width": width, "height": 800})
            assert await violations(chief) == [], (scheme, width)
            await chief.screenshot(path=tmp_path / f"sms-{scheme}-{width}.png")
