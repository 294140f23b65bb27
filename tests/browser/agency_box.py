"""The desk's combobox of agencies, as one works it."""

from playwright.async_api import Locator, expect


async def holds(box: Locator, agency: str) -> None:
    """Wait until the agency of this id is chosen; empty: none."""
    await expect(box).to_have_js_property("value", agency)


async def choose(box: Locator, words: str, agency: str) -> None:
    """Choose by keyboard alone: a part of a name or of another name, and Enter."""
    await box.locator("input").focus()
    await box.page.keyboard.press("Control+a")
    await box.page.keyboard.insert_text(words)
    await expect(box.get_by_role("option").first).to_be_visible()
    await box.page.keyboard.press("Enter")
    await holds(box, agency)
