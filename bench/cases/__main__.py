"""How much the desk of cases can bear and how fast it is, in one table: `make bench-cases`.

    python -m bench.cases [--parts kills month …] [--kills N] …

Exit status 1 means that something was lost, late, doubled or not found; a missed target of speed is
shown in red, not hidden.
"""

import asyncio
import importlib
import sys

from rich.console import Console

from bench.cases.options import CaseOptions, options
from bench.databases import places
from bench.rows import Row, show

SPEED = "size"
"""The part whose figures depend on the machine."""


def main() -> int:
    """Measure part by part, show everything at the end; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    rows = asyncio.run(_measured(options(), console))
    show(rows, "the desk of cases, measured", console)
    return int(any(row.is_met is False and row.part != SPEED for row in rows))


async def _measured(wanted: CaseOptions, console: Console) -> list[Row]:
    rows: list[Row] = []
    with places() as given:
        for part in wanted.parts:
            console.print(f"{part} …", style="dim")
            measured = importlib.import_module(f"bench.cases.{part}").measured
            async for row in measured(wanted, given):
                rows.append(row)
                told = " ".join(part for part in (row.database, row.what) if part)
                console.print(f"  {told}: {row.value}", style="dim", highlight=False)
    return rows


if __name__ == "__main__":
    sys.exit(main())
