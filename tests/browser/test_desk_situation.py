"""From the map to one case, with the rights for it; and to none without."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from support.elsewhere import from_elsewhere
from support.samples import complaint

from assistant.desk.roles import Role
from assistant.evaluation.stack import Stack
from browser.axe import install_packages, violations
from browser.desk import Desk

PLACE, ID = "یزد", "yazd"


@pytest.fixture(scope="module")
async def http(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False, timeout=60) as client:
        yield client


async def _page(stack: Stack, browser: Browser, role: Role) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, role)
    await desk.page.goto(f"{stack.address}/desk/situation")
    await expect(desk.page.locator(".tile").first).to_be_visible()
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


@pytest.fixture
async def auditor(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(stack, browser, Role.AUDITOR):
        yield page


@pytest.fixture
async def observer(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    async for page in _page(stack, browser, Role.OBSERVER):
        yield page


async def _filed(http: httpx.AsyncClient) -> str:
    draft = complaint(province=PLACE, city=None)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def test_from_the_map_to_a_case_by_the_keyboard(
    http: httpx.AsyncClient, auditor: Page
) -> None:
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
    entry = auditor.locator(f".entry[data-code='{code}']")
    await expect(entry).to_be_visible()
    await entry.click()
    await expect(auditor.locator("#case-title")).to_contain_text(code)
    await auditor.go_back()
    await auditor.go_back()
    await expect(auditor.locator(".tile").first).to_be_visible()


async def test_who_sees_figures_alone_comes_to_no_case(
    http: httpx.AsyncClient, observer: Page, stack: Stack
) -> None:
    code = await _filed(http)
    province = observer.locator(f".province[data-id={ID}]")
    await expect(province).to_be_visible()
    assert await province.get_attribute("href") is None
    assert await observer.locator(".situation a[href^='#cases']").count() == 0
    assert await violations(observer) == []
    # Neither does the address of a list or a case lead anywhere else than to the figures.
    for place in (f"#cases/{code}", f"#cases?province={PLACE}"):
        await observer.goto(f"{stack.address}/desk{place}")
        await expect(observer.locator(".tile").first).to_be_visible()
        await expect(observer.locator("body")).not_to_contain_text(code)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280, 1920])
async def test_it_is_readable_everywhere(observer: Page, width: int, scheme: str) -> None:
    await observer.emulate_media(color_scheme=scheme)
    await observer.set_viewport_size({"width": width, "height": 900})
    assert await violations(observer) == []
    assert await observer.evaluate("document.documentElement.scrollWidth") <= width
