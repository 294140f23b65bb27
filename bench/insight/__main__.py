"""What insight stands and how good it is, in one table: `make bench-insight`.

    python -m bench.insight [--parts ratings …] [--quick]

Exit status 1 means that a target was missed.
"""

import argparse
import sys
from collections.abc import Callable

from rich.console import Console

from bench.insight import ratings
from bench.rows import Row, show

PARTS: dict[str, Callable[..., list[Row]]] = {"ratings": ratings.run}


def main() -> int:
    """Measure part by part and show everything at the end; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    parser = argparse.ArgumentParser(prog="python -m bench.insight")
    parser.add_argument("--parts", default=",".join(PARTS), help="names with commas between")
    parser.add_argument("--quick", action="store_true", help="less of everything")
    wanted = parser.parse_args()
    rows = [row for part in wanted.parts.split(",") for row in PARTS[part](is_quick=wanted.quick)]
    show(rows, "insight, measured", console)
    return int(any(row.is_met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
