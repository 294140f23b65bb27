"""Checks pins: all exact, installed as written, and without known holes. `python -m supply.audit`.

The holes are asked for by pip-audit, at PyPI or OSV, or where its own variables point. Without a
network the first two checks still run, and the third says that it did not.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from supply.pins import LISTS, PROJECT, Pin, PinList, differences, read_pins

FINE, FAULTY, NOT_ASKED = 0, 1, 2
"""Exit statuses: nothing found; something found; nobody could be asked."""
_SERVICE = "PIP_AUDIT_VULNERABILITY_SERVICE"
_TIMEOUT_S = 600
KEPT_OLD = {"rasa"}
"""Lists whose holes are known and told without failing: SECURITY.md says why."""


@dataclass
class Holes:
    """What a source said of a list: `found` in words; `unknown`: packages that it does not know."""

    found: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def sources() -> list[str]:
    """Where to ask, in order; a variable of pip-audit's own names one alone."""
    return [os.environ[_SERVICE]] if _SERVICE in os.environ else ["pypi", "osv"]


def ask(source: str, pins: list[Pin]) -> Holes | None:
    """The known holes of `pins`; None if `source` gives no answer, or knows none of them."""
    said = _pip_audit(source, pins)
    if said is None:
        return None
    packages = json.loads(said)["dependencies"]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        return None
    found = [
        f"{package['name']} {package['version']}: {hole['id']}"
        for package in packages
        for hole in package.get("vulns", [])
    ]
    return Holes(found, unknown)


def _pip_audit(source: str, pins: list[Pin]) -> str | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pins.txt"
        path.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in pins), encoding="utf-8")
        options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        command = [sys.executable, "-m", "pip_audit", "-s", source, "-r", str(path), *options]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S
        )
    # Holes and failures both end with status 1; only an answer is written to its output.
    return ended.stdout if ended.stdout.startswith("{") else None


def answering() -> str | None:
    """The first source that knows a package of ours: one question, before hundreds are asked."""
    one = read_pins(PROJECT / LISTS[0].path)[:1]
    return next((source for source in sources() if ask(source, one)), None)


def _check_pins(pins: PinList) -> bool:
    try:
        read = read_pins(PROJECT / pins.path)
    except ValueError as error:
        print(f"{pins.name}: {error}")
        return False
    if pins.environment and not pins.environment.exists():
        print(f"{pins.name}: {len(read)} exact pins; {pins.environment.name} is not built here")
        return True
    wrong = differences(read, pins.environment)
    print(
        f"{pins.name}: {len(read)} exact pins, {len(wrong)} installed otherwise", *wrong, sep="\n  "
    )
    return not wrong


def _check_holes(pins: PinList, source: str) -> bool:
    read = read_pins(PROJECT / pins.path)
    holes = ask(source, read)
    if holes is None:
        print(f"{pins.name}: NOT AUDITED, {source} gave no answer")
        return False
    print(f"{pins.name}: {len(holes.found)} known holes by {source}", *holes.found, sep="\n  ")
    if holes.unknown:
        print(f"  NOT AUDITED, unknown to {source}: {', '.join(holes.unknown)}")
    return pins.name in KEPT_OLD or not (holes.found or holes.unknown)


def main() -> int:
    """Print what was found, and return the exit status."""
    are_pinned = [_check_pins(pins) for pins in LISTS]
    source = answering()
    if source is None:
        print(
            f"NOT AUDITED for known holes: no answer from {', '.join(sources())}. Run this where"
            f" one can be reached, or name a mirror of OSV ({_SERVICE}=osv, PIP_AUDIT_OSV_URL)."
        )
        return NOT_ASKED if all(are_pinned) else FAULTY
    are_whole = [_check_holes(pins, source) for pins in LISTS]
    return FINE if all(are_pinned + are_whole) else FAULTY


if __name__ == "__main__":
    sys.exit(main())
