"""The desk's table of cases where there are many: what its reader waits for, in a real browser.

Everything is measured from a key or a load until the rows are on the page, as the reader sees them.
"""

import random
import re
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from statistics import median

from browser.desk import Desk
from playwright.async_api import Browser, Page
from sqlalchemy import text
from support.office_times import shipped
from support.serving import Gateway

from assistant.cases.transitions import Door
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from bench.cases.seeding import PROVINCES, WORDS, add_copies, models
from bench.databases import places
from bench.rows import Row, at_most

_WATCH = """new MutationObserver((_, watching) => {
  if (!document.querySelector("%s")) return;
  document.documentElement.dataset.firstRow = performance.now();
  watching.disconnect();
}).observe(document, { childList: true, subtree: true });"""


async def paints(page: Page, row: str, times: int) -> list[float]:
    """Seconds from the page's request until the selector `row` finds something, so many times."""
    found = []
    await page.add_init_script(_WATCH % row)
    for _ in range(times):
        await page.reload()
        await page.wait_for_selector("html[data-first-row]", state="attached")
        shown = await page.locator("html").get_attribute("data-first-row")
        found.append(float(shown or "inf") / 1000)
    return found


SQLITE = "sqlite"
PAINT_S = 1.0
"""Target: rows are on the page at most so many seconds later."""
TIMES = 5
ROW = "#case-list [data-code]"
_FIRST = f"document.querySelector('{ROW}')?.dataset.code"
_ALL_HOLD = """([column, words]) => {
  const cells = [...document.querySelectorAll(`#case-list .of-${column}`)];
  return cells.length > 0 && cells.every((cell) => cell.textContent.includes(words));
}"""
Took = dict[str, list[float]]
"""Seconds, by what one waits for."""


async def table_rows(browser: Browser, gateway: Gateway, count: int) -> list[Row]:
    """Work with the table of the gateway's `count` cases."""
    desk = await Desk.enrol(browser, gateway.address, gateway.settings)
    await desk.page.goto(f"{gateway.address}/desk#cases")
    took = {
        "first row on the page": await paints(desk.page, ROW, TIMES),
        "a search from the page": await _searches(desk),
        "a filter by province": await _filters(desk),
        "sorted by deadline, the other way": await _sorts(desk),
    }
    await desk.page.context.close()
    return _rows(f"{count:,} cases in the table", took)


async def fill(settings: Settings, count: int) -> None:
    """Make the database of `settings`, with `count` open cases; no gateway may be at work there."""
    sealer, now = Sealer(settings.master_key), datetime.now(UTC)
    with places() as given:
        async with given.new(SQLITE) as scratch:
            found = await scratch.database.run(lambda s: models(s, Door(sealer, shipped), now))
    database = Database(settings.database)
    await migrate(database)
    await database.run(lambda session: add_copies(session, sealer, found, count))
    await database.run(lambda session: session.execute(text("ANALYZE")))
    await database.close()


async def _searches(desk: Desk) -> list[float]:
    """Words that a sixth of all cases have, typed into the page's box."""
    page, box = desk.page, desk.page.locator("#case-search")

    async def search(words: str) -> None:
        await box.press("Enter")
        await page.wait_for_function(_ALL_HOLD, arg=["description", words])

    found = []
    for words in random.Random(2).sample(WORDS, TIMES):
        await box.fill(words)
        found.append(await _timed(lambda words=words: search(words)))
    await page.reload()
    return found


async def _filters(desk: Desk) -> list[float]:
    page = desk.page
    box = page.get_by_label(re.compile("^استان"))

    async def choose(province: str) -> None:
        await box.select_option(province)
        await page.wait_for_function(_ALL_HOLD, arg=["place", province])

    found = [await _timed(lambda name=name: choose(name)) for name in PROVINCES]
    await page.reload()
    return found


async def _sorts(desk: Desk) -> list[float]:
    page = desk.page
    button = page.get_by_role("columnheader", name="مهلت").get_by_role("button")
    await button.focus()

    async def turn() -> None:
        before = await page.evaluate(_FIRST)
        await page.keyboard.press("Enter")
        await page.wait_for_function(f"(before) => {_FIRST} !== before", arg=before)

    return [await _timed(turn) for _ in range(TIMES)]


async def _timed(step: Callable[[], Awaitable[None]]) -> float:
    began = time.monotonic()
    await step()
    return time.monotonic() - began


def _rows(part: str, took: Took) -> list[Row]:
    return [
        at_most(part, SQLITE, f"{what}, {how}", of(seconds), PAINT_S)
        for what, seconds in took.items()
        for how, of in (("median", median), ("slowest", max))
    ]
