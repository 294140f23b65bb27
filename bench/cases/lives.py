"""Random lives of cases through every door, beside a model of the rules."""

import asyncio
import time
from collections.abc import AsyncIterator

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from support.case_machine import CaseMachine

from bench.cases.options import CaseOptions
from bench.databases import BenchDatabases
from bench.rows import Row

PART, STEPS = "lives", 20


class CountedLives(CaseMachine):
    """Counts the lives that were played to their end."""

    played = 0

    def teardown(self) -> None:
        super().teardown()
        CountedLives.played += 1


async def measured(options: CaseOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """Play them on SQLite; the first illegal move that happens ends it with its story."""
    lives = settings(
        max_examples=options.lives,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    async with places.new("sqlite") as place:
        CountedLives.database, CountedLives.played = place.database, 0
        begun = time.perf_counter()
        await asyncio.to_thread(run_state_machine_as_test, CountedLives, settings=lives)
        minutes = (time.perf_counter() - begun) / 60
    what = f"lives of up to {STEPS} moves, none illegal"
    played = CountedLives.played
    yield Row(PART, "sqlite", what, f"{played:,}", f"≥ {options.lives:,}", played >= options.lives)
    yield Row(PART, "sqlite", "time", f"{minutes:.1f} min")
