"""How much of it is measured."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from bench.cluster.blows import HITS


@dataclass(frozen=True)
class Options:
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


def options(arguments: Sequence[str] | None = None) -> Options:
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
    return Options(**vars(parser.parse_args(arguments)))
