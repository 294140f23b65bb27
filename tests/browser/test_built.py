"""The built widget: small, and made from the sources that are here."""

import subprocess
import zlib

import pytest

from assistant.app import WEB
from browser.axe import WIDGET, install_packages

MOST_BYTES = 15_000


def test_the_script_is_small() -> None:
    assert len(zlib.compress((WEB / "dastyar.js").read_bytes(), 9)) <= MOST_BYTES


@pytest.mark.parametrize("command", [["run", "--silent", "check-stale"], ["test"]])
def test_the_sources_are_in_order(command: list[str]) -> None:
    """The built files belong to the sources, and the sources pass their own tests."""
    install_packages()
    checked = subprocess.run(
        ["npm", *command], check=False, cwd=WIDGET, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
