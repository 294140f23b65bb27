"""A worker with the clock of cases in a process of its own, for test_clock_workers.py.

Waits for a line before it begins, so that all begin together, and notes in a file what it fired.
"""

import asyncio
import os
import sys
from pathlib import Path

from support.office_times import shipped

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.background import case_clock
from assistant.cases.closures import CurrentTimes
from assistant.cases.transitions import Door
from assistant.logs import configure_logs
from assistant.storage.database import Database
from assistant.storage.jobs import Beat, Worker
from assistant.storage.sealing import Sealer

# Small, so that all take part and a kill comes in the middle of one.
case_clock._CASES_AT_ONCE = 3


async def work(url: str, notes: Path) -> None:
    database, times = Database(url), CurrentTimes(shipped())
    at_work = case_clock.Clock(database, Door(Sealer(b"a key of the tests"), times), times)

    async def fire() -> bool:
        has_fired = await at_work.fire()
        if has_fired:
            with notes.open("a") as file:
                file.write(f"{os.getpid()}\n")
            # Who waits for SQLite's one write lock looks only now and then whether it is free.
            await asyncio.sleep(0.02)
        return has_fired

    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await Worker(database, {}, (Beat("clock", 0.05, fire),)).run()


configure_logs()
asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
