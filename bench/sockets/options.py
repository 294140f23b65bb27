"""What is measured, and under which load."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from bench.databases import KINDS


@dataclass(frozen=True)
class Options:
    """The options of the command line; times in seconds."""

    databases: Sequence[str]
    conversations: int
    per_minute: float
    wishes: float
    consoles: int
    ramp: float
    seconds: float
    seed: int


def options(arguments: Sequence[str] | None = None) -> Options:
    """Read them; a mistake ends the program with a message."""
    parser = argparse.ArgumentParser(prog="bench.sockets", description=__doc__)
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--conversations", type=int, default=500, help="open at the same time")
    parser.add_argument(
        "--per-minute", type=float, default=2.0, help="messages of each conversation a minute"
    )
    parser.add_argument(
        "--wishes", type=float, default=0.03, help="share of messages that wish for a human"
    )
    parser.add_argument("--consoles", type=int, default=6, help="operators at the desk")
    parser.add_argument("--ramp", type=float, default=30.0, help="time in which all arrive")
    parser.add_argument(
        "--seconds", type=float, default=90.0, help="length of the part before and of that after"
    )
    parser.add_argument("--seed", type=int, default=128)
    return Options(**vars(parser.parse_args(arguments)))
