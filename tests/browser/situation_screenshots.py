"""Pictures of the situation page at a phone's, a desk's and a wall's width, light and dark.

PYTHONPATH=tests .venv/bin/python -m browser.situation_screenshots FOLDER
"""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, expect
from support.serving import ClosedPort, Gateway, private_settings
from support.situations import fill

from assistant.cases.outages import OutageRow
from assistant.desk.roles import Role
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from browser.axe import install_packages, violations
from browser.chromium import chromium
from browser.desk import Desk
from knowledge.catalogue import load

WIDTHS = {375: 812, 1280: 820, 1920: 1080}
CASES, WAITING = 2500, 0.12


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    install_packages()
    with tempfile.TemporaryDirectory() as place:
        port = ClosedPort()
        settings = private_settings(Path(place), rasa_url=port.url, worker_enabled=False)
        database = Database(settings.database)
        await migrate(database)
        gateway = Gateway(settings)
        gateway.start()
        at, catalogue = datetime.now(UTC), load()
        await database.run(lambda session: fill(session, catalogue, at, CASES, WAITING))
        row = OutageRow(agency_id="tamin", began_at=at, source="آزمون", added_by="x")
        await database.run(lambda session: session.add(row))
        await database.close()
        async with chromium() as browser:
            await take(browser, gateway, folder)
        gateway.stop()
        port.close()


async def take(browser: Browser, gateway: Gateway, folder: Path) -> None:
    for role, agency in ((Role.SUPERVISOR, None), (Role.CLERK, "tavanir"), (Role.OBSERVER, None)):
        desk = await Desk.enrol(browser, gateway.address, gateway.settings, role, agency)
        page = desk.page
        await page.goto(f"{gateway.address}/desk/situation")
        await expect(page.locator(".tile").first).to_be_visible()
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            for width, height in WIDTHS.items():
                await page.set_viewport_size({"width": width, "height": height})
                await page.wait_for_timeout(300)
                is_whole = width == min(WIDTHS)
                name = f"situation-{role}-{width}-{scheme}.png"
                await page.screenshot(path=folder / name, full_page=is_whole)
                faults = await violations(page)
                print(name, faults or "axe 0")
        assert not desk.watch.faults, desk.watch.faults
        await page.context.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
