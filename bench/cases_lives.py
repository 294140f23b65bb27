"""2,000 random lives of cases through every door, beside a model: `make bench-cases`."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

import assistant.dialogue.models  # noqa: F401 - a case may belong to a conversation
from assistant.settings import PROJECT
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

SEQUENCES, STEPS = 2000, 20


def main() -> None:
    """Play them on SQLite; the first illegal move that happens ends it with its story."""
    sys.path.insert(0, str(PROJECT / "tests"))
    from support.case_machine import CaseMachine

    with tempfile.TemporaryDirectory(prefix="dastyar-lives-") as folder:
        CaseMachine.database = Database(f"sqlite:///{Path(folder) / 'lives.sqlite3'}")
        asyncio.run(migrate(CaseMachine.database))
        lives = settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        begun = time.perf_counter()
        run_state_machine_as_test(CaseMachine, settings=lives)
        CaseMachine.database.engine.dispose()
    minutes = (time.perf_counter() - begun) / 60
    print(f"{SEQUENCES} lives of up to {STEPS} steps, no illegal move, {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
