"""An installation over SQLite, and a place for its backups and one for its keys."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.installed import Installed


@pytest.fixture
async def installed(tmp_path: Path) -> AsyncIterator[Installed]:
    made = await Installed.new(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Installed]:
    """Another installation, with keys of its own."""
    made = await Installed.new(tmp_path / "other")
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def kept_keys(tmp_path: Path) -> Path:
    return tmp_path / "safe"
