"""Random histories of conversations, citizens, operators, the clock and dying processes.

The same model and the same invariants as in tests/dialogue, many more histories:
one owner at any time, no word lost, every move legal and told.
"""

import argparse
import time

from hypothesis import HealthCheck, settings
from hypothesis.database import InMemoryExampleDatabase
from hypothesis.stateful import run_state_machine_as_test
from rich.console import Console
from support.interleavings import Interleavings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=25)
    wanted = parser.parse_args()
    started = time.monotonic()
    run_state_machine_as_test(
        Interleavings,
        settings=settings(
            max_examples=wanted.histories,
            stateful_step_count=wanted.steps,
            deadline=None,
            database=InMemoryExampleDatabase(),
            suppress_health_check=list(HealthCheck),
        ),
    )
    took = time.monotonic() - started
    Console().print(
        f"{wanted.histories} histories of up to {wanted.steps} steps in {took:.0f} s: "
        "one owner at any time, no lost word"
    )


if __name__ == "__main__":
    main()
