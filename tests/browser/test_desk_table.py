"""The table of cases, by keyboard at two widths: search, views, many at once, drafts."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import token_hex

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect
from support.elsewhere import from_elsewhere
from support.made_up import made_up_word
from support.samples import complaint
from support.serving import Gateway

from assistant.desk.roles import Role
from browser.chat import DESK_WIDTH
from browser.desk import LOOKS, Desk, at_the_desk, is_sound
from browser.steps import step_to

WIDE = [("light", DESK_WIDTH), ("dark", DESK_WIDTH)]
ROWS = "#case-list [data-code]"


@pytest.fixture
async def supervisor(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.SUPERVISOR, request.param) as desk:
        yield desk


@pytest.fixture(params=LOOKS, ids=str)
async def clerk(
    request: pytest.FixtureRequest, browser: Browser, gateway: Gateway
) -> AsyncIterator[Desk]:
    async with at_the_desk(browser, gateway, Role.CLERK, request.param, agency="abfa") as desk:
        yield desk


async def filed(http: httpx.AsyncClient, **changes: object) -> str:
    draft = complaint(**changes)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def looks_sound(page: Page, name: str) -> None:
    """Is sound; a picture of it where one is asked for."""
    if folder := os.environ.get("DASTYAR_TEST_PICTURES"):
        size = page.viewport_size or {}
        dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        path = Path(folder) / f"{name}-{size.get('width')}-{'dark' if dark else 'light'}.png"
        await page.screenshot(path=path)
    await is_sound(page)


async def looked_for(page: Page, words: str, count: int) -> Locator:
    """The rows of a search, by keyboard; first of all one goes to the cases."""
    await page.evaluate("location.hash = '#cases'")
    await expect(page.locator("#case-search")).to_be_visible()
    await page.keyboard.press("Alt+s")
    await expect(page.locator("#case-search")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.insert_text(words)
    await page.keyboard.press("Enter")
    rows = page.locator(ROWS)
    await expect(rows).to_have_count(count)
    return rows


@pytest.mark.parametrize("supervisor", LOOKS, indirect=True, ids=str)
async def test_a_search_tells_what_filters_hide_and_a_view_keeps_it(
    supervisor: Desk, http: httpx.AsyncClient
) -> None:
    page, keyboard = supervisor.page, supervisor.page.keyboard
    word = f"بیدزار{made_up_word()}"
    for province in ("یزد", "یزد", "قم"):
        await filed(http, description=f"نشت لوله در {word}", province=province, city=province)
    rows = await looked_for(page, word, 3)
    await looks_sound(page, "found")
    province = page.get_by_label(re.compile("^استان"))
    if not await province.is_visible():
        await step_to(page, ".filter-box summary")
        await keyboard.press("Enter")
    await province.select_option("قم")
    await expect(rows).to_have_count(1)
    await expect(page.locator(".to-ask")).to_contain_text("۲ پروندهٔ دیگر")
    await looks_sound(page, "hidden")

    await step_to(page, ".keep-view summary")
    await keyboard.press("Enter")
    await step_to(page, ".keep-view [name=name]")
    await keyboard.insert_text(f"قم {word}")
    await looks_sound(page, "view")
    await keyboard.press("Enter")
    view = page.get_by_role("button", name=f"قم {word}", exact=True)
    await expect(view).to_have_attribute("aria-pressed", "true")

    await step_to(page, "#show-hidden")
    await keyboard.press("Enter")
    await expect(rows).to_have_count(3)
    await expect(page.locator("#show-hidden")).to_have_count(0)
    await view.focus()
    await keyboard.press("Enter")
    await expect(rows).to_have_count(1)
    await page.get_by_role("button", name=f"پاک کردن نمای «قم {word}»").focus()
    await keyboard.press("Enter")
    await expect(view).to_have_count(0)

    # The day's own view is one key away.
    await page.get_by_role("button", name="کارهای من").focus()
    await keyboard.press("Enter")
    await expect(page.get_by_role("button", name="کارهای من")).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize("supervisor", WIDE, indirect=True, ids=str)
async def test_many_cases_are_chosen_referred_and_given_to_somebody(
    supervisor: Desk, http: httpx.AsyncClient
) -> None:
    page, keyboard = supervisor.page, supervisor.page.keyboard
    word = f"نیزار{made_up_word()}"
    codes = [
        await filed(http, description=f"{word}؛ شرکت توانیر باید چراغ را درست کند") for _ in "abc"
    ]
    rows = await looked_for(page, word, 3)
    due = page.get_by_role("columnheader", name="مهلت")
    await expect(due).to_have_attribute("aria-sort", "ascending")
    await due.get_by_role("button").focus()
    await keyboard.press("Enter")
    await expect(due).to_have_attribute("aria-sort", "descending")
    await expect(rows.first).to_have_text(codes[-1])

    await step_to(page, ".columns summary")
    await keyboard.press("Enter")
    await step_to(page, ".columns input")
    await looks_sound(page, "columns")
    await page.get_by_label("سطح", exact=True).last.focus()
    await keyboard.press("Space")
    await expect(page.get_by_role("columnheader", name="سطح")).to_be_visible()
    await page.locator(".columns summary").focus()
    await keyboard.press("Enter")

    # Up and down the rows; the space bar chooses.
    await rows.first.focus()
    await keyboard.press("Space")
    await keyboard.press("ArrowDown")
    await keyboard.press("Space")
    await expect(page.locator(".chosen-count")).to_contain_text("۲ پرونده")
    await step_to(page, ".table-tools button")
    await keyboard.press("Enter")
    box = page.locator(".many [role=combobox]")
    await expect(box).to_be_focused()
    await keyboard.insert_text("اداره برق")
    await looks_sound(page, "many")
    await keyboard.press("Enter")
    await expect(box).to_have_value("شرکت توانیر و شرکت‌های توزیع نیروی برق")
    await step_to(page, ".many textarea")
    await keyboard.insert_text("روشنایی معابر با برق است")
    await step_to(page, ".many .main")
    await keyboard.press("Enter")
    await expect(page.locator(".lists > .done")).to_contain_text("۲ پرونده انجام شد")
    await expect(page.locator("td.of-agency", has_text="توانیر")).to_have_count(2)

    await page.get_by_label("برگزیدن همهٔ این صفحه").focus()
    await keyboard.press("Space")
    await page.get_by_role("button", name="تعیین مسئول").focus()
    await keyboard.press("Enter")
    await expect(page.locator(".many select")).to_be_focused()
    await step_to(page, ".many .main")
    await keyboard.press("Enter")
    await expect(page.locator(".lists > .done")).to_contain_text("۳ پرونده انجام شد")
    await expect(page.locator("td.of-assignee", has_text="نسرین کریمی")).to_have_count(3)
    await looks_sound(page, "table")
    # The columns are those of yesterday, too.
    await page.reload()
    await expect(page.get_by_role("columnheader", name="سطح")).to_be_visible()

    # The first was not referred: it is with the waterworks, though its words name the other.
    await page.evaluate("code => { location.hash = `#cases/${code}`; }", codes[0])
    await expect(page.locator("#case-title")).to_contain_text(codes[0])
    await page.locator(".alike summary").focus()
    await keyboard.press("Enter")
    await expect(page.locator(".alike [role=status], .alike li").first).to_be_visible()
    await keyboard.press("Alt+r")
    await expect(page.locator(".case-sheet [role=combobox]")).to_be_focused()
    await expect(page.locator(".proposals li").first).to_be_visible()
    await looks_sound(page, "refer")
    await step_to(page, ".proposals button")
    await keyboard.press("Enter")
    await expect(page.locator(".case-sheet [name=reason]")).to_be_focused()
    await expect(page.locator(".case-sheet [role=combobox]")).to_have_value(re.compile("برق"))


async def test_what_a_clerk_writes_is_kept_and_filled_from_a_ready_answer(
    clerk: Desk, http: httpx.AsyncClient
) -> None:
    page, keyboard = clerk.page, clerk.page.keyboard
    code = await filed(http)
    title = f"پاسخ کنتور {token_hex(2)}"
    await page.evaluate("location.hash = '#ready'")
    await step_to(page, ".ready [name=title]")
    await keyboard.insert_text(title)
    await step_to(page, "#ready-text")
    await keyboard.insert_text("پروندهٔ {کد رهگیری} بررسی شد. {نام کارشناس}")
    await step_to(page, ".ready .fields .buttons .main")
    await keyboard.press("Enter")
    await expect(page.locator(".ready .closures li", has_text=title)).to_be_visible()

    await page.evaluate("code => { location.hash = `#cases/${code}`; }", code)
    await expect(page.locator("#case-title")).to_be_focused()
    await keyboard.press("Alt+a")
    text = page.locator(".case-sheet [name=text]")
    await expect(text).to_be_focused()
    await keyboard.insert_text("سلام. ")
    await page.locator(".case-sheet select").select_option(label=title)
    said = f"سلام. پروندهٔ {code} بررسی شد. کارشناس دستگاه"
    await expect(text).to_have_value(said)
    await expect(text).to_be_focused()
    await expect(page.locator(".draft-kept")).to_contain_text("ذخیره شد")
    await looks_sound(page, "draft")

    await page.reload()
    await expect(page.locator("#do-answer .badge")).to_have_text("پیش‌نویس")
    await looks_sound(page, "has-draft")
    await keyboard.press("Alt+a")
    await expect(text).to_have_value(said)
    await keyboard.press("End")
    await keyboard.press("Control+Enter")
    await expect(page.locator(".case > .done")).to_contain_text("پاسخ ثبت شد")
    await expect(page.locator(".timeline")).to_contain_text("بررسی شد. کارشناس دستگاه")
    await page.reload()
    await expect(page.locator("#case-title")).to_contain_text(code)
    await expect(page.locator(".badge", has_text="پیش‌نویس")).to_have_count(0)
