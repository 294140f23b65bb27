"""A worker in a process of its own, for test_job_workers.py.

Each job leaves a row in `effects` together with its end, and a line in a file before that: what a
worker does outside of the database, which a kill may let happen twice.
"""

import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy import insert
from support.effects import Effect

from assistant.logs import configure_logs
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Handling, Work, Worker

KIND = "effect"


async def work(url: str, file: Path) -> None:
    async def handle(claim: Claim) -> Work:
        with file.open("a") as outside:
            outside.write(f"{claim.key} {os.getpid()}\n")
        await asyncio.sleep(0.002)
        return lambda session: session.execute(insert(Effect).values(key=claim.key))

    worker = Worker(Database(url), {KIND: Handling(handle)}, at_once=4, lease_s=1.5, poll_s=0.05)
    print("ready", flush=True)
    await worker.run()


configure_logs()
asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
