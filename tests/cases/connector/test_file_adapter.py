"""Messages in the folder are whole, signed, and survive a writer that is killed."""

import asyncio
import os
import signal
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.upstream import SIGNER, message

from assistant.cases.connector.adapters import (
    BadSignatureError,
    FileUpstream,
    Signer,
    read_messages,
)
from assistant.settings import PROJECT

WRITER = """
import asyncio, sys
from pathlib import Path
from support.upstream import SIGNER, message
from assistant.cases.connector.adapters import FileUpstream

async def write():
    upstream, number = FileUpstream(Path(sys.argv[1]), SIGNER), 0
    while True:
        number += 1
        await upstream.send(message(number, text="س" * 3000))
        print(number, flush=True)

asyncio.run(write())
"""


def written(folder: Path) -> list[str]:
    (path,) = folder.glob("*.jsonl")
    return [one.message_id for one in read_messages(path, SIGNER)]


async def test_what_was_sent_can_be_read(tmp_path: Path) -> None:
    upstream = FileUpstream(tmp_path / "upstream", SIGNER)
    sent = [message(number) for number in range(3)]
    receipts = [await upstream.send(one) for one in sent]
    assert receipts == [await upstream.send(one) for one in sent], "again: the same receipt"
    (path,) = (tmp_path / "upstream").glob("*.jsonl")
    assert path.stem == f"{datetime.now(UTC):%Y-%m-%d}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(read_messages(path, SIGNER)) == sent * 2


async def test_a_changed_line_is_noticed(tmp_path: Path) -> None:
    await FileUpstream(tmp_path, SIGNER).send(message())
    (path,) = tmp_path.glob("*.jsonl")
    path.write_text(path.read_text().replace("abfa", "abfb"))
    with pytest.raises(BadSignatureError, match="jsonl"):
        list(read_messages(path, SIGNER))


async def test_another_secret_reads_nothing(tmp_path: Path) -> None:
    await FileUpstream(tmp_path, SIGNER).send(message())
    (path,) = tmp_path.glob("*.jsonl")
    with pytest.raises(BadSignatureError):
        list(read_messages(path, Signer(b"another")))


async def test_a_line_after_a_torn_one_is_whole(tmp_path: Path) -> None:
    upstream = FileUpstream(tmp_path, SIGNER)
    await upstream.send(message(1))
    (path,) = tmp_path.glob("*.jsonl")
    with path.open("ab") as file:
        file.write(b'{"timestamp": "17')
    await upstream.send(message(2))
    assert written(tmp_path) == ["ABCD2345-1", "ABCD2345-2"]


async def test_writers_at_once_and_a_kill_leave_every_confirmed_line(tmp_path: Path) -> None:
    script = tmp_path / "writer.py"
    script.write_text(WRITER)
    folder = tmp_path / "upstream"
    writer = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        str(folder),
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    confirmed = [await asyncio.wait_for(writer.stdout.readline(), 60) for _ in range(10)]
    ours = FileUpstream(folder, SIGNER)
    for number in range(1000, 1010):
        await ours.send(message(number))
    writer.kill()
    confirmed += (await writer.stdout.read()).splitlines(keepends=True)
    assert await writer.wait() == -signal.SIGKILL
    numbers = [int(line) for line in confirmed if line.endswith(b"\n")] + [*range(1000, 1010)]
    assert {f"ABCD2345-{number}" for number in numbers} <= set(written(folder))
