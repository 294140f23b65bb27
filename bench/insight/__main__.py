"""What the figures of agencies rest on, measured, in one table: `make bench-insight`.

    python -m bench.insight [--parts coverage scoreboard …] [--databases sqlite …] [--quick]

`--quick` is a smaller run of the same. Exit status 1 means that something was not as it must be; a
missed target of speed is shown in red, and hangs on the machine.
"""

import argparse
import asyncio
import importlib
import sys
from collections.abc import AsyncIterator

from rich.console import Console

from bench.databases import KINDS, BenchDatabases, places
from bench.insight.options import InsightOptions
from bench.rows import Row, show

PARTS = {
    "facts": "bench.insight.facts",
    "growth": "bench.insight.growth",
    "coverage": "bench.insight.coverage",
    "scoreboard": "bench.insight.scoreboard",
    "ratings": "bench.insight.ratings",
    "questions": "bench.insight.questions",
    "radar": "bench.insight.radar",
    "opendata": "bench.insight.opendata",
    "parquet": "bench.insight.parquet",
    "gaming": "bench.insight.gaming",
}
"""A part and its module: `async def measured(options, places)` yields rows, or `def run(is_quick=)`
returns them."""
_SPEED = frozenset(["growth", "scoreboard"])
"""Parts whose targets are of speed alone."""


def main() -> int:
    """Measure part by part, show everything at the end; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    rows = asyncio.run(_measured(_options(), console))
    show(rows, "figures of agencies, measured", console)
    return int(any(row.is_met is False and row.part not in _SPEED for row in rows))


async def _measured(options: InsightOptions, console: Console) -> list[Row]:
    rows: list[Row] = []
    with places() as given:
        for part in options.parts:
            console.print(f"{part} …", style="dim")
            async for row in _rows(part, options, given):
                rows.append(row)
                told = " ".join(word for word in (row.database, row.what) if word)
                console.print(f"  {told}: {row.value}", style="dim", highlight=False)
    return rows


async def _rows(part: str, options: InsightOptions, given: BenchDatabases) -> AsyncIterator[Row]:
    module = importlib.import_module(PARTS[part])
    if hasattr(module, "measured"):
        async for row in module.measured(options, given):
            yield row
    else:
        for row in await asyncio.to_thread(module.run, is_quick=options.is_quick):
            yield row


def _options() -> InsightOptions:
    parser = argparse.ArgumentParser(prog="bench.insight", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--quick", action="store_true", help="a smaller run of the same")
    parser.add_argument("--seed", type=int, default=15)
    found = parser.parse_args()
    return InsightOptions(found.parts, found.databases, found.quick, found.seed)


if __name__ == "__main__":
    sys.exit(main())
