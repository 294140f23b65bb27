"""Guesses personal values from a copy of the disk without keys: `make bench-cracking`.

    python -m bench.cracking [--values 10000] [--seconds 600] [--seed 14]

Exit status 1 means that a value was recovered, or that the cracker finds less than all values under
plain hashes, and so shows nothing.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench.cracking.attack import attack
from bench.rows import Row, exactly, show

PART = "cracking"


def main() -> int:
    """Attack once, show the table; the exit status."""
    parser = argparse.ArgumentParser(prog="bench.cracking")
    parser.add_argument("--values", type=int, default=10_000, help="values that are planted")
    parser.add_argument("--seconds", type=float, default=600.0, help="time for guessing")
    parser.add_argument("--seed", type=int, default=14)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dastyar-cracking-") as folder:
        told = asyncio.run(attack(Path(folder), given.values, given.seconds, given.seed))
    rows = [
        exactly(PART, "", "values under plain hashes found (control)", told.control, told.planted),
        exactly(PART, "", f"of {told.planted:,} values recovered", told.recovered, 0),
        Row(PART, "", "guesses", f"{told.guesses:,} in {told.seconds:.0f} s"),
    ]
    show(rows, "a copy of the disk, without its keys", Console(width=110))
    return int(any(row.is_met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
