"""Going through a page by keyboard."""

from playwright.async_api import Page

_FOCUS = """(selector) => {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  return focus?.matches(selector) ?? false;
}"""
_MOST_STEPS = 120


async def step_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press `key` until the focus is on `selector`, inside an element of ours too."""
    for _ in range(_MOST_STEPS):
        await page.keyboard.press(key)
        if await page.evaluate(_FOCUS, selector):
            return
    raise AssertionError(f"{key} does not lead to {selector}")
