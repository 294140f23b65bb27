"""Nobody who follows a case is lost, whatever happens to whom: random lives of several cases."""

import asyncio
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from support.following_machine import FollowingMachine

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

SEQUENCES = 100


async def test_nobody_is_lost(tmp_path: Path) -> None:
    FollowingMachine.database = Database(f"sqlite:///{tmp_path / 'lives.sqlite3'}")
    await migrate(FollowingMachine.database)
    lives = settings(
        max_examples=SEQUENCES, stateful_step_count=25, suppress_health_check=list(HealthCheck)
    )
    await asyncio.to_thread(run_state_machine_as_test, FollowingMachine, settings=lives)
    await FollowingMachine.database.close()
