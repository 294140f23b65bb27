"""Illegal moves are impossible through every door: random lives of cases beside a model."""

import asyncio
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from support.case_machine import CaseMachine

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

SEQUENCES = 200
"""`bench/cases/lives.py` plays ten times as many, and longer ones."""


async def test_no_door_lets_an_illegal_move_in(tmp_path: Path) -> None:
    CaseMachine.database = Database(f"sqlite:///{tmp_path / 'lives.sqlite3'}")
    await migrate(CaseMachine.database)
    lives = settings(
        max_examples=SEQUENCES, stateful_step_count=8, suppress_health_check=list(HealthCheck)
    )
    await asyncio.to_thread(run_state_machine_as_test, CaseMachine, settings=lives)
    await CaseMachine.database.close()
