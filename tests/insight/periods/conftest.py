"""An empty ledger for figures of a month."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.periods import Month, new_month


@pytest.fixture
async def month(tmp_path: Path) -> AsyncIterator[Month]:
    """An empty ledger at the beginning of Shahrivar 1405."""
    found = await new_month(tmp_path / "figures.sqlite3")
    yield found
    await found.database.close()
