"""Rasa is killed: people are served without it, and it comes back by itself."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from support.citizen import Citizen, file_complaint
from support.samples import MOBILE, NATIONAL_ID
from support.wordings import says

from lab.evaluation.stack import Stack

pytestmark = pytest.mark.rasa
BACK_S = 200
"""Rasa starts in a quarter of that where nothing else runs."""


async def status(portal: httpx.AsyncClient) -> str:
    answer = await portal.get("/readyz")
    assert answer.status_code == 200
    return answer.json()["status"]


@pytest.fixture
async def killed(stack: Stack, portal: httpx.AsyncClient) -> AsyncIterator[Callable[[], None]]:
    """Kills Rasa when it is called; the next test gets a Rasa that is back."""

    def kill() -> None:
        assert stack.rasa.process is not None
        os.killpg(stack.rasa.process.pid, signal.SIGKILL)

    yield kill
    await back(portal)


async def back(portal: httpx.AsyncClient) -> None:
    async with asyncio.timeout(BACK_S):
        while await status(portal) != "ok":
            await asyncio.sleep(0.3)


async def test_people_are_served_until_rasa_is_back(
    killed: Callable[[], None], portal: httpx.AsyncClient, citizen: Citizen
) -> None:
    assert await status(portal) == "ok", "Rasa must be there first"
    await citizen.say("می‌خواهم شکایت کنم")
    opened = await citizen.say("سه بار رفتم و هر بار گفتند فردا بیا")
    assert says(opened.said, "ask_agency.complaint")
    killed()
    assert await status(portal) == "degraded"

    # The form that was open goes on, and another citizen is helped as well.
    assert says((await citizen.press("نمی‌دانم")).said, "ask_place")
    other = await Citizen.arrive(portal)
    answer = await other.say("کارت ملیم گم شده باید چیکار کنم؟")
    assert await status(portal) == "degraded", "Rasa cannot have answered this"
    assert "service" in answer.kinds
    assert (await file_complaint(other, "کارمند باجه مرا برگرداند")).first("case")["pin"]

    await back(portal)
    confirm = await citizen.press("لازم نیست")
    assert "سه بار رفتم" in confirm.said
    assert "case" in (await citizen.press("ثبت شود")).kinds
    thanked = await citizen.say("خیلی ممنون")
    assert thanked.body["act"]["name"] == "thank"
    assert says(thanked.said, "thank")


async def test_neither_log_holds_what_was_told(stack: Stack, citizen: Citizen) -> None:
    await citizen.say(f"گربه‌ام شیرین‌پلو دوست دارد، شماره من {MOBILE} است")
    await citizen.say(f"کد ملی من {NATIONAL_ID} است، شیرین‌پلو بیاورید")
    logs = sorted((stack.settings.data_dir / "log").glob("*.log"))
    assert {log.name for log in logs} >= {"gateway.log", "rasa.log"}
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace")
        assert text
        for secret in (MOBILE, NATIONAL_ID, "شیرین", citizen.token, stack.settings.rasa_secret):
            assert secret not in text, log.name
