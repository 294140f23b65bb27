"""From the map to one case, with the rights for it; and to none without."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from support.elsewhere import from_elsewhere
from support.samples import complaint
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.axe import install_packages, violations
from browser.desk import Desk

PLACE, ID = "یزد", "yazd"
WIDTHS = (375, 1280, 1920)


async def _page(gateway: Gateway, browser: Browser, role: Role) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, gateway.address, gateway.settings, role)
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


@pytest.fixture(scope="module")
async def auditor(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(gateway, browser, Role.AUDITOR):
        yield page


@pytest.fixture(scope="module")
async def observer(gateway: Gateway, browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(gateway, browser, Role.OBSERVER):
        yield page


async def _filed(http: httpx.AsyncClient) -> str:
    draft = complaint(province=PLACE, city=None)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def test_from_the_map_to_a_case_by_the_keyboard(
    http: httpx.AsyncClient, auditor: Page, gateway: Gateway
) -> None:
    await auditor.goto(f"{gateway.address}/desk/situation")
    await expect(auditor.locator(".tile").first).to_be_visible()
    # The page is alive: nobody has touched it since the case was filed.
    code = await _filed(http)
    province = auditor.locator(f".province[data-id={ID}]")
    await expect(province).to_have_attribute("href", "#cases?province=%DB%8C%D8%B2%D8%AF")
    await expect(province.locator(".map-count")).not_to_be_empty()
    assert await violations(auditor) == []
    await auditor.locator(".province[tabindex='0']").focus()
    await auditor.keyboard.press("ArrowRight")
    await expect(auditor.locator(".map-told")).not_to_be_empty()
    await province.focus()
    await expect(auditor.locator(".map-told")).to_contain_text(PLACE)
    await auditor.keyboard.press("Enter")
    entry = auditor.locator(f"#case-list [data-code='{code}']")
    await expect(entry).to_be_visible()
    await entry.click()
    await expect(auditor.locator("#case-title")).to_contain_text(code)
    await auditor.go_back()
    await auditor.go_back()
    await expect(auditor.locator(".tile").first).to_be_visible()


async def test_who_sees_figures_alone_comes_to_no_case(
    http: httpx.AsyncClient, observer: Page, gateway: Gateway
) -> None:
    code = await _filed(http)
    # Who only looks comes to the situation, whatever the address names.
    await observer.goto(f"{gateway.address}/desk")
    province = observer.locator(f".province[data-id={ID}]")
    await expect(province).to_be_visible()
    assert await province.get_attribute("href") is None
    assert await observer.locator(".situation a[href^='#cases']").count() == 0
    await expect(observer.locator("nav.tabs")).not_to_contain_text("پرونده‌ها")
    assert await violations(observer) == []
    for place in (f"#cases/{code}", f"#cases?province={PLACE}"):
        await observer.goto(f"{gateway.address}/desk{place}")
        await expect(observer.locator(".tile").first).to_be_visible()
        await expect(observer.locator(".notice").first).to_contain_text("برای نقش شما نیست")
        await expect(observer.locator("body")).not_to_contain_text(code)
    refused = await observer.request.get(f"{gateway.address}/api/v1/desk/cases/{code}")
    assert refused.status == 403
    assert "اجازه" in (await refused.json())["detail"]


async def test_an_address_that_is_none_opens_nothing(observer: Page, gateway: Gateway) -> None:
    # A code of a case is no theme, and no request is made for it.
    await observer.goto(f"{gateway.address}/desk#themes/84X9G8RV")
    await expect(observer.locator(".themes .empty").first).to_be_visible()
    await expect(observer.locator("[role=alert]:not([hidden])")).to_have_count(0)


async def test_it_is_readable_everywhere(observer: Page, gateway: Gateway) -> None:
    await observer.goto(f"{gateway.address}/desk/situation")
    await expect(observer.locator(".tile").first).to_be_visible()
    for scheme in ("light", "dark"):
        await observer.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            await observer.set_viewport_size({"width": width, "height": 900})
            assert await observer.evaluate("document.documentElement.scrollWidth") <= width
            assert await violations(observer) == [], (width, scheme)
