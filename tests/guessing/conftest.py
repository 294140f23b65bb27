"""The time, as the tests want it."""

import time

import pytest
from support.clocks import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """This process's time, which stands still."""
    made = Clock(time.time())
    monkeypatch.setattr(time, "time", made)
    return made
