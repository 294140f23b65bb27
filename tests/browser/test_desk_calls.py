"""An operator at the telephone: who calls is found, told by their words, and asked."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect
from support.samples import NAME
from support.serving import Gateway

from assistant.desk.roles import Role
from assistant.provider_settings import SmsKind
from browser.agency_box import choose, holds
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.steps import step_to

CALLERS = ["09361230001", "09361230002"]
SPOKEN = "شفاهی، در همین تماس"


@pytest.fixture(
    params=[(*look, mobile) for look, mobile in zip(LOOKS, CALLERS, strict=True)], ids=str
)
def look(request: pytest.FixtureRequest) -> tuple[str, int, str]:
    return request.param


@pytest.fixture
async def desk(
    look: tuple[str, int, str], browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.OPERATOR, look[:2]) as desk:
        desk.watch.allowed.append("422")
        yield desk


@pytest.fixture
def text_messages(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway.runtime.settings, "sms", SmsKind.FILE)


async def test_a_caller_is_found_asked_and_filed(desk: Desk, look: tuple[str, int, str]) -> None:
    page, keyboard, mobile = desk.page, desk.page.keyboard, look[2]
    await keyboard.press("Alt+3")
    await expect(page.locator("#heard")).to_be_visible()
    await keyboard.press("Alt+c")
    await expect(page.locator("#caller-number")).to_be_focused()
    await keyboard.insert_text("۰۲۱ ۸۸۸۸ ۸۸۸۸")
    await keyboard.press("Enter")
    await expect(page.locator("#fault-mobile")).to_contain_text("شمارهٔ همراه نیست")
    await expect(page.locator("#caller-number")).to_be_focused()
    await is_sound(page)
    await keyboard.press("Control+a")
    await keyboard.insert_text(mobile)
    await keyboard.press("Enter")
    await expect(page.locator(".caller")).to_contain_text("پرونده‌ای با این شماره نیست")

    # Nothing is marked before there is something to read, and nothing is written beforehand.
    consents = page.locator(".consent input[type=radio]")
    assert [await one.is_checked() for one in await consents.all()] == [False] * 3
    await expect(consents.first).to_be_disabled()
    await keyboard.press("Alt+s")
    await keyboard.insert_text(f"اداره برق قم سه روزه قطع کرده، من {NAME} هستم، {mobile}")
    await holds(page.locator("#phone-agency_id"), "tavanir")
    await expect(page.locator("#phone-name")).to_have_value(NAME)
    await expect(page.locator("#phone-mobile")).to_have_value(mobile)
    # Text messages are off here, so none is offered.
    await expect(page.locator("#phone-sms")).to_have_count(0)
    await expect(consents.first).to_be_enabled()
    assert [await one.is_checked() for one in await consents.all()] == [False] * 3
    await keyboard.press("Control+Enter")
    await expect(page.locator(".phone-end .notice")).to_contain_text("رضایت تماس‌گیرنده")
    await is_sound(page)
    await step_to(page, ".consent input[value=spoken]")
    await keyboard.press(" ")
    await expect(page.get_by_label(SPOKEN)).to_be_checked()
    await expect(page.locator("#phone-statement")).to_have_value("")

    # Who agreed to other words has not agreed to these.
    await page.locator("#phone-indicator").select_option("negligence")
    await expect(page.get_by_label(SPOKEN)).to_be_checked()
    await page.locator("#phone-province").select_option("البرز")
    await expect(page.locator(".lapsed")).to_contain_text("دوباره بخوانید")
    await expect(page.get_by_label(SPOKEN)).not_to_be_checked()
    await is_sound(page)
    await keyboard.press("Control+Enter")
    await expect(page.locator("#receipt")).to_have_count(0)
    await page.get_by_label(SPOKEN).check()
    await keyboard.press("Control+Enter")
    await expect(page.locator("#receipt")).to_be_focused()
    told = page.locator(".dictated").first
    await expect(told.locator("b")).to_have_count(4)
    assert "مثل" in await told.inner_text() or "ایکس" in await told.inner_text()
    await is_sound(page)

    await keyboard.press("Alt+n")
    await expect(page.locator("#caller-number")).to_have_value("")
    await keyboard.press("Alt+c")
    await keyboard.insert_text(mobile)
    await keyboard.press("Enter")
    found = page.locator(".caller-cases .entry")
    await expect(found).to_have_count(1)
    await expect(found).not_to_contain_text(mobile)
    await is_sound(page)
    await step_to(page, ".caller button.small")
    await keyboard.press("Enter")
    await expect(page.locator("#phone-mobile")).to_have_value(mobile)
    await found.focus()
    await keyboard.press("Enter")
    await expect(page.locator("#case-title")).to_be_focused()


# On before one signs in: from then on the desk knows what its forms offer, wherever one is.
@pytest.mark.usefixtures("text_messages")
async def test_a_text_message_is_offered_where_they_are_on(desk: Desk) -> None:
    page = desk.page
    await page.keyboard.press("Alt+3")
    await page.locator("#heard").fill("اداره برق قم سه روزه قطع کرده")
    await holds(page.locator("#phone-agency_id"), "tavanir")
    await expect(page.locator("#phone-sms")).to_have_count(0)
    # What was understood is put right, and who does not know may say so, by keyboard alone.
    await step_to(page, "#phone-agency_id input")
    agency = page.locator("#phone-agency_id")
    await choose(agency, "نمی‌داند", "-")
    await page.keyboard.press("ArrowDown")
    await expect(agency.get_by_role("option").nth(90)).to_be_attached()
    await is_sound(page)
    await page.keyboard.press("Escape")
    await choose(agency, "اداره برق", "tavanir")
    # The whole list opens at what is chosen.
    await page.keyboard.press("ArrowDown")
    at = agency.locator("[role=option][aria-selected=true]")
    await expect(at).to_contain_text("توانیر")
    await expect(at).to_be_in_viewport()
    await page.keyboard.press("Escape")
    await page.locator("#phone-mobile").fill("09361230009")
    await expect(page.locator("#phone-sms")).to_be_checked()
    await page.get_by_label("با وکالت‌نامه").check()
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".phone-end .notice")).to_contain_text("شماره و تاریخ سند")
    await page.locator("#phone-statement").fill("وکالت‌نامهٔ ۱۲ دفترخانهٔ ۳ قم")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".receipt")).to_contain_text("پیامک می‌شود")
