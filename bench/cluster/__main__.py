"""Whether several machines work as one, and every part may die: `make bench-cluster`.

    python -m bench.cluster [--filings N] [--hits PART …] [--sockets N] [--soak-minutes N] …

Two gateways, Rasas and workers, three PostgreSQLs under Patroni, Valkey and HAProxy, each in a
network namespace of this machine, so it needs root. Citizens file complaints; each part in turn is
killed, stopped and cut off; the gateways are restarted in turn. In the end what citizens were told
is compared with the database. Exit status 1 means that something was lost or doubled, or a target
missed. Everything is taken away in the end.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.settings import get_settings
from assistant.supervisor.rasa_model import TrainingError, ensure_model
from bench.cluster.blows import HITS, blows, clear_row
from bench.cluster.installation import Installation, NoPostgresError, installed
from bench.cluster.load import FilingCrowd, doubled_events, faults_of
from bench.cluster.machines import NetworkError, NotReadyError, lacking
from bench.cluster.rolling import rolling
from bench.cluster.services import PROGRAMS
from bench.cluster.usage import cpu_rows, cpu_seconds, soak
from bench.rows import Row, exactly, show


@dataclass(frozen=True)
class ClusterOptions:
    """The options of the command line; times in seconds where nothing else is said."""

    filings: int
    at_once: int
    rate: float
    hits: Sequence[str]
    seconds: float
    sockets: int
    soak_minutes: float
    clock_ahead: int
    seed: int


def options(arguments: Sequence[str] | None = None) -> ClusterOptions:
    """Read them; a mistake ends the program with a message."""
    parser = argparse.ArgumentParser(prog="bench.cluster", description=__doc__)
    parser.add_argument("--filings", type=int, default=2500, help="complaints, four messages each")
    parser.add_argument("--at-once", type=int, default=40, help="citizens at the same time")
    parser.add_argument("--rate", type=float, default=8.0, help="messages a second in all")
    parser.add_argument("--hits", nargs="*", choices=HITS, default=HITS, help="parts that are hit")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each blow lasts")
    parser.add_argument("--sockets", type=int, default=300, help="at the rolling restart")
    parser.add_argument("--soak-minutes", type=float, default=0.0, help="at half the rate")
    parser.add_argument(
        "--clock-ahead", type=int, default=90, help="of the second gateway and worker"
    )
    parser.add_argument("--seed", type=int, default=128)
    return ClusterOptions(**vars(parser.parse_args(arguments)))


console = Console(width=None if sys.stdout.isatty() else 130)
_QUIET_S = 60.0
"""Of the load, before anything is hit: what a turn costs is measured then."""


def main() -> int:
    """Measure all, show it at the end; the exit status."""
    wanted = options()
    if os.geteuid() or (missing := lacking(PROGRAMS)):
        what = "root" if os.geteuid() else ", ".join(missing)
        console.print(f"[red]this needs {what}[/red]; see docs/operations.md")
        return 2
    try:
        model = ensure_model(get_settings(), lambda part: console.print(f"training {part}"))
        rows = asyncio.run(_measured(wanted, model))
    except (TrainingError, NotReadyError, NoPostgresError, NetworkError) as error:
        console.print(str(error), style="red", markup=False)
        return 1
    show(rows, "two gateways, Rasas and workers, three PostgreSQLs, Valkey, HAProxy", console)
    return int(any(row.is_met is False for row in rows))


async def _measured(wanted: ClusterOptions, model: Path) -> list[Row]:
    async with installed(model, wanted.clock_ahead) as installation:
        _say(f"all is up; the clocks of two machines are {wanted.clock_ahead} s ahead")
        rows = await _under_load(wanted, installation)
        if wanted.sockets:
            rows += await rolling(installation, wanted.sockets, wanted.seed, _say)
        return rows


async def _under_load(wanted: ClusterOptions, installation: Installation) -> list[Row]:
    crowd = FilingCrowd(installation.addresses, wanted.rate, wanted.seed)
    load = asyncio.create_task(crowd.complain(wanted.filings, wanted.at_once))
    rows = await _quiet(installation, crowd)
    met = [one async for one in blows(installation, crowd, wanted.hits, wanted.seconds, _say)]
    rows += [one.row() for one in met]
    if met:
        rows.append(clear_row(met))
    if wanted.soak_minutes:
        crowd.rate = wanted.rate / 2
        rows += await soak(installation, crowd, wanted.soak_minutes, _say)
        crowd.rate = wanted.rate
    _say("the rest files")
    await load
    return [*await _audit(installation, crowd), *rows]


async def _quiet(installation: Installation, crowd: FilingCrowd) -> list[Row]:
    await asyncio.sleep(_QUIET_S / 6)
    before, first = cpu_seconds(installation), len(crowd.attempts)
    await asyncio.sleep(_QUIET_S)
    return cpu_rows(before, cpu_seconds(installation), len(crowd.attempts) - first)


async def _audit(installation: Installation, crowd: FilingCrowd) -> list[Row]:
    faults = await installation.database.run(lambda session: faults_of(session, crowd.told))
    doubled = await installation.database.run(doubled_events)
    turns = sum(len(told.keys) for told in crowd.told)
    filed = sum(len(told.codes) for told in crowd.told)
    unserved = [told.lost for told in crowd.told if told.lost]
    for why in sorted(set(unserved)):
        _say(why)
    return [
        Row("all", "", "turns answered · cases filed", f"{turns:,} · {filed:,}"),
        exactly("all", "", "citizens who gave up", len(unserved), 0),
        *(exactly("all", "", name.replace("_", " "), count, 0) for name, count in faults.counts()),
        exactly("all", "", "referrals and escalations doubled", doubled, 0),
    ]


def _say(line: str) -> None:
    console.print(f"  {line}", style="dim", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
