"""Whether a page fits its window."""

import asyncio
import time

from playwright.async_api import Page

_FITS = "document.documentElement.scrollWidth <= innerWidth"
_SECONDS, _STEP = 5.0, 0.05
"""A busy machine draws a page that has a new width some time later."""


async def fits(page: Page) -> bool:
    """Whether nothing stands beyond the edge, as soon as the page has taken its width."""
    end = time.monotonic() + _SECONDS
    while not await page.evaluate(_FITS):
        if time.monotonic() > end:
            return False
        await asyncio.sleep(_STEP)
    return True
