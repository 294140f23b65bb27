"""Several processes move and kill each other's conversations: one voice at a time, no lost word."""

import asyncio
import os
import random
import sys
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Event, OwnerChange
from assistant.conversation.ownership import WAYS, OwnerMove
from assistant.conversation.store import ConversationStore
from assistant.replies.schemas import Owner
from assistant.settings import PROJECT
from assistant.storage.database import Database

WRITER = Path(__file__).with_name("ownership_writer.py")
WRITERS, KILLS, CONVERSATIONS = 3, 1, 2
ENOUGH = 40
"""So many words of each process before it is killed."""


async def test_processes_that_die_leave_one_owner_and_every_word(
    url: str, store: ConversationStore, database: Database
) -> None:
    ids = [(await store.create()).id for _ in range(CONVERSATIONS)]
    runs = [life(url, f"operator-{n}", n * 100, ids) for n in range(WRITERS)]
    said = [words for lines in await asyncio.gather(*runs) for words in lines]
    assert len(said) >= WRITERS * KILLS * ENOUGH
    with database.transaction() as session:
        kept = [words for id in ids for words in one_voice(session, id)]
    assert len(kept) == len(set(kept)), "a word was said twice"
    missing = {words for _, words in said} - set(kept)
    assert not missing, "words were told to be kept and are lost"


async def life(url: str, operator: str, seed: int, ids: list[str]) -> list[tuple[str, str]]:
    """What a process has told, over so many deaths."""
    told = []
    for death in range(KILLS):
        told += await until_killed([url, operator, str(seed + death), *ids])
    return told


async def until_killed(arguments: list[str]) -> list[tuple[str, str]]:
    writer = await asyncio.create_subprocess_exec(
        sys.executable,
        str(WRITER),
        *arguments,
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    lines: list[bytes] = []
    try:
        while len(lines) < ENOUGH + random.randrange(10):
            line = await asyncio.wait_for(writer.stdout.readline(), 120)
            assert line, "the writer ended by itself"
            lines.append(line)
    finally:
        writer.kill()
    lines += (await writer.stdout.read()).splitlines(keepends=True)
    await writer.wait()
    whole = [line.decode().strip() for line in lines if line.endswith(b"\n")]
    return [(id, words) for id, _, words in (line.partition(" ") for line in whole)]


def one_voice(session: Session, id: str) -> list[str]:
    """The citizen's and the operators' words; each is said by who owned the conversation then."""
    changes = session.scalars(
        select(OwnerChange).where(OwnerChange.conversation_id == id).order_by(OwnerChange.version)
    )
    holders = iter(checked(list(changes)))
    owner, holder, words = Owner.BOT, None, []
    for event in session.scalars(
        select(Event).where(Event.conversation_id == id).order_by(Event.id)
    ):
        if event.type == "owner":
            owner, holder = next(holders)
            assert event.data == {"owner": owner}
            continue
        reply = event.data["reply"]
        speaker, _, rest = (reply["text"] if reply["kind"] == "text" else "").partition(" ")
        if speaker == "bot":
            assert owner is Owner.BOT, "the bot spoke while a human owned"
        elif speaker == "operator":
            assert (owner, holder) == (Owner.OPERATOR, rest.split()[0])
        if speaker in {"citizen", "operator"}:
            words.append(reply["text"])
    assert next(holders, None) is None, "a change of owner without its event"
    return words


def checked(changes: list[OwnerChange]) -> list[tuple[Owner, str | None]]:
    """Owners in order, after every move was found to be a legal one."""
    owner, found = Owner.BOT, []
    for change in changes:
        way = WAYS[OwnerMove(change.move)]
        assert owner in way.begins
        owner = Owner(change.owner)
        assert owner is way.leads_to
        assert (change.owner_id is not None) == (owner is Owner.OPERATOR)
        found.append((owner, change.owner_id))
    return found
