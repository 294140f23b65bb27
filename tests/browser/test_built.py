"""The built widget: small, and made from the sources that are here."""

import subprocess
import zlib
from pathlib import Path

import pytest

from assistant.app import WEB
from browser.axe import WIDGET, install_packages

MOST_BYTES = 24_000
"""For what every visitor fetches: the whole widget in Persian, less what few need."""
LATER = {
    "along",
    "citizen",
    "copy",
    "dialog",
    "lost-pin",
    "make",
    "mine",
    "mine-words",
    "paper",
    "receipt",
    "reasons",
    "recorder",
    "sending",
    "sent",
    "solving",
}
"""Scripts that are fetched when somebody needs them."""


def _packed(file: Path) -> int:
    return len(zlib.compress(file.read_bytes(), 9))


def test_the_script_is_small() -> None:
    assert _packed(WEB / "dastyar.js") <= MOST_BYTES


def test_what_comes_later_is_smaller() -> None:
    later = {file.stem: _packed(file) for file in WEB.glob("*.js") if file.stem != "dastyar"}
    assert set(later) == LATER
    # The last to come were the styles of what goes along with a case.
    assert sum(later.values()) <= MOST_BYTES * 0.73, later


def test_a_language_is_one_small_file() -> None:
    languages = {file.stem: _packed(file) for file in (WEB / "lang").glob("*.js")}
    sources = {file.stem for file in (WIDGET / "src" / "strings").glob("*.ts")}
    assert set(languages) == sources - {"fa", "index"} != set()
    assert all(size <= MOST_BYTES * 0.22 for size in languages.values()), languages


@pytest.mark.parametrize(
    "command", [["run", "--silent", "check-stale"], ["run", "--silent", "lint"], ["test"]]
)
def test_the_sources_are_in_order(command: list[str]) -> None:
    """The built files belong to the sources. These import each other without circles, also in the
    console, and pass their own tests."""
    install_packages()
    checked = subprocess.run(
        ["npm", *command], check=False, cwd=WIDGET, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
