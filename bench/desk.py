"""How much the desk's console can bear, in a real browser: `make bench-desk`.

    python -m bench.desk [--citizens N] [--waiting N] [--consoles N] [--cases N]

An operator works queued citizens off by keyboard; then many wait, beside other open consoles, and
it is measured how soon the queue is on the page and a new citizen is seen. At last a table of many
cases is loaded, searched, filtered and sorted. Exit status 1 means that a citizen was not served; a
missed target of speed is shown in red, not hidden. A part whose number is 0 is left out.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from browser.chromium import chromium
from browser.desk import Desk
from browser.hour import COMPLAINT, STEPS, Hour, work_off
from playwright.async_api import Browser
from rich.console import Console
from support.citizen import Citizen
from support.listening import listening
from support.operators import Holder, Operator
from support.serving import ClosedPort, Gateway, gateway_without_rasa, private_settings
from support.waiting import put_into_queue

from assistant.storage.database import Database
from bench.desk_table import fill, paints, table_rows
from bench.rows import Row, at_most, exactly, show

SQLITE = "sqlite"
PAINT_S, SEEN_S = 1.0, 2.0
"""Targets: a queue is on the page, and a new citizen is seen, at most so many seconds later."""
ARRIVALS, PAINTS = 10, 5
ROW = ".entry[data-wait]"


@dataclass(frozen=True)
class DeskOptions:
    """How much of it."""

    citizens: int
    waiting: int
    consoles: int
    cases: int


def main() -> int:
    """Measure, and show everything; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    rows = asyncio.run(_measured(_options(), console))
    show(rows, "the desk's console, measured in Chromium", console)
    return int(any(row.is_met is False and row.what == "cases filed" for row in rows))


def _options() -> DeskOptions:
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("--citizens", type=int, default=40)
    parser.add_argument("--waiting", type=int, default=1_000)
    parser.add_argument("--consoles", type=int, default=10)
    parser.add_argument("--cases", type=int, default=100_000)
    return DeskOptions(**vars(parser.parse_args()))


async def _measured(wanted: DeskOptions, console: Console) -> list[Row]:
    rows: list[Row] = []
    async with chromium() as browser:
        if wanted.citizens or wanted.waiting:
            async with gateway_with() as gateway:
                rows += await _talks(browser, gateway, wanted, console)
        if wanted.cases:
            console.print("the table …", style="dim")
            async with gateway_with(wanted.cases) as gateway:
                rows += await table_rows(browser, gateway, wanted.cases)
    return rows


async def _talks(
    browser: Browser, gateway: Gateway, wanted: DeskOptions, console: Console
) -> list[Row]:
    rows: list[Row] = []
    if wanted.citizens:
        console.print("the hour …", style="dim")
        rows += _hour_rows(await _hour(browser, gateway, wanted.citizens))
    if wanted.waiting:
        console.print("the crowd …", style="dim")
        rows += await _crowd(browser, gateway, wanted)
    return rows


@asynccontextmanager
async def gateway_with(cases: int = 0) -> AsyncIterator[Gateway]:
    """A gateway at work; so many open cases were there before it started."""
    port = ClosedPort()
    with tempfile.TemporaryDirectory() as folder:
        if cases:
            await fill(private_settings(Path(folder)), cases)
        gateway = await gateway_without_rasa(Path(folder), port.url)
        try:
            yield gateway
        finally:
            gateway.stop()
            port.close()


async def _hour(browser: Browser, gateway: Gateway, count: int) -> Hour:
    async with gateway.client() as http:
        found = [await Citizen.arrive(http) for _ in range(count)]
        for citizen in found:
            await citizen.say(COMPLAINT)
            await citizen.ask_for_human()
        desk = await Desk.enrol(browser, gateway.address, gateway.settings)
        hour = await work_off(desk, {one.id: one for one in found})
        await desk.page.context.close()
        return hour


def _hour_rows(hour: Hour) -> list[Row]:
    part, each = "hour", max(hour.citizens, 1)
    return [
        exactly(part, SQLITE, "cases filed", len(set(hour.codes)), hour.citizens),
        Row(part, SQLITE, "keys for each citizen", f"{hour.keys / each:.0f}"),
        exactly(part, SQLITE, "clicks", hour.clicks, 0),
        Row(part, SQLITE, "seconds of the interface for each", f"{hour.total_s / each:.2f}"),
        *(Row(part, SQLITE, f"… to {step}", f"{hour.seconds[step] / each:.2f}") for step in STEPS),
    ]


async def _crowd(browser: Browser, gateway: Gateway, wanted: DeskOptions) -> list[Row]:
    database = Database(gateway.settings.database)
    await put_into_queue(database, wanted.waiting)
    async with AsyncExitStack() as others:
        for _ in range(wanted.consoles):
            holder = await Holder.enrol(database, gateway.runtime.sealer)
            http = await others.enter_async_context(gateway.client())
            somebody = Operator(http, holder)
            assert (await somebody.sign_in()).status_code == 200
            await others.enter_async_context(listening(somebody))
        desk = await Desk.enrol(browser, gateway.address, gateway.settings)
        shown, seen = await paints(desk.page, ROW, PAINTS), await _seen(desk, gateway)
    await desk.page.context.close()
    await database.close()
    part = f"{wanted.waiting:,} waiting, {wanted.consoles} other consoles"
    return [
        at_most(part, SQLITE, "first row on the page, median", median(shown), PAINT_S),
        at_most(part, SQLITE, "first row on the page, slowest", max(shown), PAINT_S),
        at_most(part, SQLITE, "a new citizen is seen, median", median(seen), SEEN_S),
        at_most(part, SQLITE, "a new citizen is seen, slowest", max(seen), SEEN_S),
    ]


async def _seen(desk: Desk, gateway: Gateway) -> list[float]:
    """Seconds from a citizen's wish for a human until the row is on the page."""
    page, found = desk.page, []
    await page.locator("#queue-sort").select_option("newest")
    async with gateway.client() as http:
        for _ in range(ARRIVALS):
            citizen = await Citizen.arrive(http)
            await citizen.say(COMPLAINT)
            began = time.monotonic()
            await citizen.ask_for_human()
            await page.wait_for_selector(f".entry[data-id='{citizen.id}']")
            found.append(time.monotonic() - began)
    return found


if __name__ == "__main__":
    sys.exit(main())
