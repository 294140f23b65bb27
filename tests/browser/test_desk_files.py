"""What citizens add is seen, heard and saved at the desk, under its policy, each look noted."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select
from support import media
from support.samples import complaint

from assistant.cases.models import Case, PersonalReading
from assistant.desk.roles import Role
from assistant.storage.database import Database
from browser.axe import install_packages, violations
from browser.desk import Desk
from lab.evaluation.stack import Stack


@pytest.fixture(scope="module")
async def auditor(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    """Somebody who may read cases and nothing more."""
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, Role.AUDITOR)
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


_RECORD = """() => navigator.mediaDevices.getUserMedia({audio: true}).then((stream) =>
  new Promise((done) => {
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = async ({data}) =>
      done([...new Uint8Array(await data.arrayBuffer())]);
    recorder.start();
    setTimeout(() => recorder.stop(), 1000);
  }))"""


@pytest.fixture(scope="module")
async def note(stack: Stack, browser: Browser) -> bytes:
    """A second of voice as this browser records it."""
    context = await browser.new_context(permissions=["microphone"])
    page = await context.new_page()
    await page.goto(f"{stack.address}/")
    recorded = bytes(await page.evaluate(_RECORD))
    await context.close()
    return recorded


async def with_files(stack: Stack, *files: bytes) -> str:
    """The code of a new case with these files."""
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False, timeout=60) as http:
        filed = (await http.post("/api/v1/cases", json=complaint())).json()
        path = f"/api/v1/cases/{filed['tracking_code']}/attachments"
        for data in files:
            added = await http.post(path, content=data, headers={"X-Case-Pin": filed["pin"]})
            assert added.status_code == 201, added.text
    return filed["tracking_code"]


async def readings(stack: Stack, code: str) -> int:
    query = select(PersonalReading.id).join(Case, Case.id == PersonalReading.case_id)
    database = Database(stack.settings.database)
    found = await database.run(
        lambda session: session.scalars(query.where(Case.tracking_code == code)).all()
    )
    await database.close()
    return len(found)


async def test_files_are_listed_and_looked_at_one_by_one(
    stack: Stack, auditor: Page, note: bytes, tmp_path: Path
) -> None:
    code = await with_files(stack, media.photo(), note, media.pdf())
    await auditor.goto(f"{stack.address}/desk#cases/{code}")
    files = auditor.locator(".files li")
    await expect(files).to_have_count(3)
    await expect(files.first).to_contain_text("عکس ۱")
    await expect(files.first).to_contain_text("کیلوبایت")
    assert await violations(auditor) == []
    assert await readings(stack, code) == 0

    await files.nth(0).get_by_role("button").focus()
    await auditor.keyboard.press("Enter")
    picture = files.nth(0).locator("img")
    await expect(picture).to_have_attribute("alt", "عکس ۱، فرستادهٔ شهروند")
    await auditor.wait_for_function(
        "() => document.querySelector('.files img')?.naturalWidth === 40"
    )
    assert await readings(stack, code) == 1

    await files.nth(1).get_by_role("button", name="شنیدن").click()
    await auditor.wait_for_function("() => document.querySelector('.files audio')?.readyState > 0")

    await files.nth(2).get_by_role("button", name="دریافت").click()
    async with auditor.expect_download() as saving:
        await files.nth(2).get_by_role("link", name="ذخیره").click()
    saved = await saving.value
    assert saved.suggested_filename == f"{code}-5.pdf"
    await saved.save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == media.pdf()
    assert await readings(stack, code) == 3
    assert await violations(auditor) == []


async def test_another_case_begins_with_nothing_shown(stack: Stack, auditor: Page) -> None:
    first, second = await with_files(stack, media.photo()), await with_files(stack)
    await auditor.goto(f"{stack.address}/desk#cases/{first}")
    await auditor.locator(".files").get_by_role("button").click()
    await expect(auditor.locator(".files img")).to_be_visible()
    await auditor.goto(f"{stack.address}/desk#cases/{second}")
    await expect(auditor.locator("#case-title")).to_contain_text(second)
    await expect(auditor.locator(".files")).to_have_count(0)
    await auditor.goto(f"{stack.address}/desk#cases/{first}")
    await expect(auditor.locator(".files")).to_be_visible()
    await expect(auditor.locator(".files img")).to_have_count(0)
