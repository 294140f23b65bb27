"""The chat as a citizen uses it, on the demo portal."""

import re
from dataclasses import dataclass

from playwright.async_api import Browser, Locator, Page, expect

from browser.chromium import PATIENCE_MS
from browser.watch import Watch

HOST = "dastyar-chat"
PHONE_WIDTH = 375
DESK_WIDTH = 1280
_PHONE = {"viewport": {"width": PHONE_WIDTH, "height": 812}, "has_touch": True, "is_mobile": True}
_DESK = {"viewport": {"width": DESK_WIDTH, "height": 800}}

# All of these run in the page; `log` is the list of messages.
_LOG = "const log = document.querySelector('dastyar-chat').shadowRoot.querySelector('#log');"
_ENTRIES = f"{_LOG} const entries = [...log.querySelectorAll(':scope > .entry, :scope > .event')];"
_IS_ANSWERED = f"""(said) => {{
  {_ENTRIES}
  const waits = log.querySelector(".typing, [data-state=sending]");
  const count = entries.filter((entry) => entry.matches(".citizen")).length;
  return count >= said && !waits && !entries.at(-1).matches(".citizen");
}}"""
_ANSWER = f"""() => {{
  {_ENTRIES}
  const last = entries.findLastIndex((entry) => entry.matches(".citizen"));
  return entries.slice(last + 1).map((entry) => entry.innerText).join("\\n");
}}"""
# A pin, the warning below it, and what keeps both are in no history: they are shown once. Nor is
# when it was said.
_HISTORY = f"""() => {{
  {_ENTRIES}
  return entries.map((entry) => {{
    const copy = entry.cloneNode(true);
    copy.querySelectorAll("time").forEach((time) => time.remove());
    for (const warning of copy.querySelectorAll(".warning")) {{
      warning.previousElementSibling.remove();
      warning.nextElementSibling.remove();
      warning.remove();
    }}
    return copy.textContent.replace(/\\s+/g, " ").trim();
  }});
}}"""


@dataclass(frozen=True)
class Receipt:
    """What a citizen has in hand after filing."""

    code: str
    pin: str


@dataclass(frozen=True)
class Chat:
    """One citizen at one browser."""

    page: Page
    watch: Watch

    @classmethod
    async def arrive(
        cls, browser: Browser, address: str, width: int = DESK_WIDTH, **options: object
    ) -> "Chat":
        """Open the demo portal in a fresh browser profile."""
        device = _PHONE if width == PHONE_WIDTH else _DESK
        # Without motion a state is reached at once, and so is its picture.
        context = await browser.new_context(
            **{"locale": "fa-IR", "reduced_motion": "reduce", **device, **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        watch = await Watch.over(context, address)
        page = await context.new_page()
        await page.goto(f"{address}/")
        await expect(page.locator(f"{HOST} #launcher")).to_be_visible()
        return cls(page, watch)

    def find(self, selector: str) -> Locator:
        """Something inside the chat element."""
        return self.page.locator(f"{HOST} {selector}")

    @property
    def text_box(self) -> Locator:
        return self.find("#text")

    @property
    def citizen_words(self) -> Locator:
        return self.find("#log > .citizen .bubble")

    async def open(self) -> None:
        # A part of it that is in sight also where it stands at the edge of a page of buttons.
        await self.find("#launcher").click(position={"x": 50, "y": 28})
        await expect(self.find(".panel")).to_be_visible()

    async def say(self, words: str) -> str:
        """Write `words`, and give the answer as it can be read."""
        said = await self.citizen_words.count()
        await self.write(words)
        return await self.answer(said + 1)

    async def write(self, words: str) -> None:
        """Send `words` without waiting for the answer."""
        await self.text_box.fill(words)
        await self.text_box.press("Enter")

    async def press(self, title: str) -> str:
        """Press an option that is offered now, and give the answer."""
        said = await self.citizen_words.count()
        await self.option(title).click()
        return await self.answer(said + 1)

    def option(self, title: str) -> Locator:
        """A button that is offered now, by the name that all can hear."""
        named = self.page.get_by_role("button", name=title, exact=True)
        return self.find(":is(.choice, .rows button):enabled").and_(named)

    async def answer(self, said: int) -> str:
        """The newest answer, once `said` messages have been sent and the last one is answered."""
        await self.page.wait_for_function(_IS_ANSWERED, arg=said)
        words: str = await self.page.evaluate(_ANSWER)
        return words

    def card(self) -> Locator:
        """The newest service card."""
        return self.find("article.card:not(.case):not(.line)").last

    def case(self) -> Locator:
        """The newest case."""
        return self.find(".case").last

    async def receipt(self) -> Receipt:
        """Code and pin of a case that has just been filed."""
        await expect(self.case().locator(".warning")).to_be_visible()
        code, pin = await self.case().locator("code").all_inner_texts()
        return Receipt(code, pin)

    async def history(self) -> list[str]:
        """Everything said, without pins."""
        entries: list[str] = await self.page.evaluate(_HISTORY)
        return entries

    async def reload(self, entries: int) -> None:
        """Load the page anew, and wait until `entries` messages are shown again."""
        await self.page.reload()
        await expect(self.find("#log > :is(.entry, .event)")).to_have_count(entries)


async def unfold(card: Locator, title: str) -> Locator:
    """Open a part of a card by its title, if it is not open, and give its rows."""
    heading = card.page.locator("summary", has_text=re.compile(rf"^\s*{title}"))
    part = card.locator("details.fold").filter(has=heading)
    if await part.get_attribute("open") is None:
        await part.locator("summary").click()
    rows = part.locator("li")
    await expect(rows.first).to_be_visible()
    return rows
