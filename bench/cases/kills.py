"""Kills a gateway at random points while portals file cases over HTTP."""

from collections.abc import AsyncIterator
from contextlib import closing

from support.gateway_process import Gateways
from support.kills import WRITERS, Killed, kill_often

from bench.cases.options import CaseOptions
from bench.databases import BenchDatabases
from bench.rows import Row, exactly

PART = "kills"


async def measured(options: CaseOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """So many kills on each database."""
    with closing(Gateways()) as gateways:
        for kind in options.databases:
            async with places.new(kind) as place:
                killed = await kill_often(
                    gateways,
                    place.database,
                    options.kills,
                    options.seed,
                    data_dir=place.folder,
                    database_url=place.url,
                )
            for row in _rows(kind, killed, options.kills):
                yield row


def _rows(kind: str, killed: Killed, kills: int) -> list[Row]:
    return [
        exactly(PART, kind, f"kill -9 while {WRITERS} portals file", killed.kills, kills),
        Row(PART, kind, "codes shown", f"{killed.shown:,}"),
        Row(PART, kind, "kept at a kill, shown by the repeat", f"{killed.unanswered:,}"),
        exactly(PART, kind, "codes that were shown and lost", killed.lost, 0),
        exactly(PART, kind, "keys that brought another code", killed.doubled, 0),
        exactly(PART, kind, "cases too many, half, or with a broken ledger", len(killed.faults), 0),
    ]
