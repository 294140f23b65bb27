"""The table of cases where there are more than a page shows: a small share of `make bench-desk`."""

from playwright.async_api import Browser

from bench.desk import gateway_with
from bench.desk_table import table_rows

CASES = 400


async def test_a_table_of_many_is_shown_searched_filtered_and_sorted(browser: Browser) -> None:
    """Each figure is there only if the rows that were asked for came."""
    async with gateway_with(CASES) as gateway:
        rows = await table_rows(browser, gateway, CASES)
    assert len({row.what for row in rows}) == 8
    assert {row.part for row in rows} == {"400 cases in the table"}
