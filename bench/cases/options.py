"""What is measured, and how much of it."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from bench.databases import KINDS

PARTS = ("kills", "month", "size", "verifier", "tampering", "lives", "schema")

SIZES = (1000, 10_000, 100_000)
WORKERS = ("own", "gateway")
"""In a process of its own, or in that of the gateway."""


@dataclass(frozen=True)
class CaseOptions:
    """The options of the command line."""

    parts: Sequence[str]
    databases: Sequence[str]
    kills: int
    cases: int
    sizes: Sequence[int]
    requests: int
    worker: str
    ledgers: int
    lives: int
    migrated: int
    seed: int


def options(arguments: Sequence[str] | None = None) -> CaseOptions:
    """Read them; a mistake ends the program with a message."""
    parser = argparse.ArgumentParser(prog="bench.cases", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--kills", type=int, default=200, help="kills on each database")
    parser.add_argument("--cases", type=int, default=10_000, help="cases of the month")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="open cases, growing")
    parser.add_argument("--requests", type=int, default=600, help="requests of each kind and size")
    parser.add_argument(
        "--worker",
        choices=WORKERS,
        default=WORKERS[0],
        help="the process that does the jobs",
    )
    parser.add_argument("--ledgers", type=int, default=1000, help="whole and tampered ledgers each")
    parser.add_argument("--lives", type=int, default=2000, help="random lives of a case")
    parser.add_argument("--migrated", type=int, default=1_000_000, help="cases of the migrations")
    parser.add_argument("--seed", type=int, default=128)
    return CaseOptions(**vars(parser.parse_args(arguments)))
