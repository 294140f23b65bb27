"""An operator's hour: queued citizens worked off by keyboard, with its keys and seconds counted.

Each citizen is taken, the pack is read, a ready answer is said, a case is filed once they have
agreed, and the conversation ends. Only the interface's time counts: from a key until what it does
is on the page; neither the operator's reading nor the citizen's answer.
"""

import re
import time
from collections import defaultdict
from collections.abc import Awaitable
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect
from support.citizen import Citizen

from browser.desk import Desk

COMPLAINT = "ادارهٔ برق قم سه روز است برق کوچهٔ ما را قطع کرده و تلفنش جواب نمی‌دهد"
STEPS = ("take", "read", "answer", "file", "close")


@dataclass
class Hour:
    """What was worked off: keys pressed, clicks, and seconds of the interface, by step."""

    citizens: int = 0
    keys: int = 0
    clicks: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    codes: list[str] = field(default_factory=list)

    @property
    def total_s(self) -> float:
        """Seconds of all steps together."""
        return sum(self.seconds.values())


@dataclass
class _Hands:
    """Presses keys and waits for what they do, and counts both."""

    page: Page
    hour: Hour

    async def press(self, step: str, *keys: str, until: Awaitable[None]) -> None:
        began = time.monotonic()
        for key in keys:
            await self.page.keyboard.press(key)
        self.hour.keys += len(keys)
        await until
        self.hour.seconds[step] += time.monotonic() - began

    async def type(self, words: str) -> None:
        await self.page.keyboard.insert_text(words)
        self.hour.keys += len(words)


async def work_off(desk: Desk, citizens: dict[str, Citizen]) -> Hour:
    """Work off all `citizens`, by the ids of their conversations; each must be in the queue."""
    hour = Hour()
    page, hands = desk.page, _Hands(desk.page, hour)
    await expect(page.locator("#take-next")).to_be_enabled()
    while hour.citizens < len(citizens):
        await hands.press("take", "Alt+n", until=_focused(page, "#reply"))
        id = await page.locator(".entry[aria-current=true]").first.get_attribute("data-id")
        citizen = citizens[id or ""]
        await hands.press("read", "Alt+i", until=_focused(page, "#pack-title"))
        await expect(desk.pack.get_by_text(COMPLAINT).first).to_be_visible()
        await _answer(desk, hands)
        hour.codes.append(await _file(desk, hands, citizen))
        await hands.press("close", "Alt+c", until=_focused(page, ".sheet .reason >> nth=0"))
        await hands.press("close", "2", until=_shown(page.locator(".owner"), is_there=False))
        hour.citizens += 1
    return hour


async def _answer(desk: Desk, hands: _Hands) -> None:
    """A ready answer by «/», found by a word of its title."""
    page = desk.page
    said = desk.log.locator(".operator")
    before = await said.count()
    await hands.press("answer", "Alt+r", until=_focused(page, "#reply"))
    await hands.type("/معرفی")
    await expect(page.locator(".slash [aria-selected=true]")).to_contain_text("سلام و معرفی")
    filled = expect(page.locator("#reply")).to_have_value(re.compile("سلام، وقتتان بخیر"))
    await hands.press("answer", "Enter", until=filled)
    await hands.press("answer", "Enter", until=expect(said).to_have_count(before + 1))


async def _file(desk: Desk, hands: _Hands, citizen: Citizen) -> str:
    """The code of the case; the citizen is asked first, and agrees."""
    page = desk.page
    await hands.press("file", "Alt+p", until=_focused(page, "#filing-description"))
    await expect(page.locator("#filing-description")).to_have_value(re.compile(COMPLAINT))
    await hands.press("file", "Alt+a", until=_focused(page, "#filing-consent"))
    turn = (await citizen.say("بله، ثبت کنید")).body["turn_id"]
    await expect(page.locator(f"#filing-consent option[value='{turn}']")).to_be_attached()
    chosen = expect(page.locator("#filing-consent")).to_have_value(turn)
    await hands.press("file", "ArrowDown", until=chosen)
    notice = page.locator("desk-console > .notice")
    done = expect(notice).to_contain_text("ثبت شد و رسیدش")
    await hands.press("file", "Control+Enter", until=done)
    found = re.search(r"پروندهٔ (\S+) ثبت شد", await notice.inner_text())
    assert found
    return found[1]


async def _focused(page: Page, selector: str) -> None:
    await expect(page.locator(selector)).to_be_focused()


async def _shown(what: Locator, *, is_there: bool) -> None:
    await expect(what).to_have_count(1 if is_there else 0)
