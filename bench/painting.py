"""How soon a page of the console shows its first row, by the browser's own clock."""

from playwright.async_api import Page

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
