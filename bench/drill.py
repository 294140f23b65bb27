"""Losses of a whole machine and their restores, in one table: `make drill`.

    python -m bench.drill [--before N] [--after N] [--only sqlite postgresql disk]

Exit status 1 means that a code is gone that must be there, or that the ledger does not hold.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from support.archived_postgres import ArchivedPostgres, is_there
from support.drills import Drill, Drilled, Loss
from support.gateway_process import Gateways

from bench.rows import Row, exactly, show

KINDS = {
    "sqlite": "SQLite, all lost",
    "postgresql": "PostgreSQL, its log is left",
    "disk": "PostgreSQL, all lost",
}
ARCHIVED_EVERY_S = 5


def main() -> int:
    """Drill each kind of loss and show what came of it; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", type=int, default=500, help="cases before the backup")
    parser.add_argument("--after", type=int, default=500, help="cases between backup and kill")
    parser.add_argument("--only", nargs="*", choices=KINDS, default=list(KINDS))
    wanted, console = parser.parse_args(), Console(width=None if sys.stdout.isatty() else 110)
    if not is_there() and set(wanted.only) != {"sqlite"}:
        console.print("pgBackRest is not on this machine: apt-get install pgbackrest", style="red")
        return 1
    rows: list[Row] = []
    for kind in wanted.only:
        console.print(f"{KINDS[kind]} …", style="dim")
        rows += _rows(kind, asyncio.run(_drilled(kind, wanted.before, wanted.after)))
    show(rows, "losses and their restores, measured", console)
    return int(any(row.is_met is False for row in rows))


async def _drilled(kind: str, before: int, after: int) -> Drilled:
    server = None if kind == "sqlite" else ArchivedPostgres(ARCHIVED_EVERY_S)
    gateways = Gateways()
    try:
        with tempfile.TemporaryDirectory(prefix="dastyar-drill-") as name:
            loss = Loss(server, has_wal=kind == "postgresql")
            return await Drill(gateways, Path(name), loss).run(before, after)
    finally:
        gateways.close()
        if server:
            server.close()


def _rows(kind: str, found: Drilled) -> Iterator[Row]:
    part = KINDS[kind]
    yield Row(part, "", "codes shown until the kill", f"{len(found.shown):,}")
    yield exactly(part, "", "of those shown before the backup, gone", found.lost_before, 0)
    if kind == "postgresql":
        yield exactly(part, "", "of all until the kill, gone (RPO)", found.lost, 0)
    else:
        span = f"{found.lost:,} of the last {found.since_backup_s:.1f} s"
        yield Row(part, "", "shown since the backup and gone (RPO)", span)
    yield exactly(part, "", "faults of the ledger", len(found.faults), 0)
    yield Row(part, "", "the backup, while portals file", f"{found.backup_s:.1f} s")
    yield Row(part, "", "longest without a code meanwhile", f"{found.slowest_s:.2f} s")
    yield Row(part, "", "the restore, ledger verified", f"{found.restore_s:.1f} s")
    yield Row(part, "", "from the kill to the next case (RTO)", f"{found.until_filed_s:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
