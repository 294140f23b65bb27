"""Whoever was given a tracking code keeps it, also when the process dies that moment."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from assistant.cases.service import CaseDesk
from assistant.cases.verify import verify
from assistant.settings import PROJECT
from assistant.storage.database import Database

WRITER = Path(__file__).with_name("crash_writer.py")
ENOUGH = 40


async def test_every_code_that_was_shown_survives_kill_9(
    url: str, desk: CaseDesk, database: Database
) -> None:
    shown = await codes_before_the_kill(url)
    assert len(shown) >= ENOUGH
    for code, pin in shown:
        case = await desk.find(code, pin)
        assert case is not None, f"{code} was shown and is lost"
        assert [step.type for step in await desk.history(case)] == [
            "registered",
            "referred",
        ]
    with database.transaction() as session:
        codes = {code for code, _ in shown}
        wrong = [fault for place, fault in verify(session) if place in codes]
        assert wrong == [], "half a case is in the database"


async def codes_before_the_kill(url: str) -> list[tuple[str, str]]:
    writer = await asyncio.create_subprocess_exec(
        sys.executable,
        str(WRITER),
        url,
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    lines: list[bytes] = []
    try:
        while len(lines) < ENOUGH:
            line = await asyncio.wait_for(writer.stdout.readline(), 60)
            assert line, "the writer ended by itself"
            lines.append(line)
    finally:
        writer.kill()
    # What it had printed before it died was shown as well.
    rest = (await writer.stdout.read()).splitlines(keepends=True)
    assert await writer.wait() == -signal.SIGKILL
    whole = [line for line in lines + rest if line.endswith(b"\n")]
    return [tuple(line.decode().split()) for line in whole]
