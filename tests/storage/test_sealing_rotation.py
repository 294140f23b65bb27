"""`dastyar keys rotate-sealing`: all that is sealed comes under a new key, and the old one goes."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from support.case_work import CaseWork
from support.media import photo
from support.samples import MOBILE
from typer.testing import CliRunner

from assistant.background.key_rotation import sealed_columns
from assistant.cases.attachments.store import WaitingFile
from assistant.cases.moves import Move
from assistant.cases.terms import CITIZEN
from assistant.cli import app
from assistant.conversation.models import Turn, now
from assistant.desk.accounts import add_account
from assistant.desk.models import Account, AuditEntry
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue
from lab.evaluation.stack import free_port

TABLES = {"case_personal", "turns", "messenger_chats", "case_attachments", "waiting_files"}
TABLES |= {"accounts"}


@pytest.fixture
async def settings(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> AsyncIterator[Settings]:
    """Those of an installation that has something sealed of every kind."""
    for name, value in {
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": empty_url,
        "PORT": str(free_port()),
    }.items():
        monkeypatch.setenv(f"DASTYAR_{name}", value)
    get_settings.cache_clear()
    database = Database(empty_url)
    await migrate(database)
    await database.close()
    await filled(CaseWork(get_settings(), catalogue))
    yield get_settings()
    get_settings.cache_clear()


async def filled(work: CaseWork) -> None:
    case = await work.file(identity="sealed", contact={"mobile": MOBILE})
    await work.move(case, Move.MESSAGE, CITIZEN, words=f"شماره‌ام {MOBILE}")
    await work.attach(case, photo())
    talk = await work.conversation()
    await work.chat_of(talk)
    sealer = work.parts.sealer
    name, sha256 = work.parts.files.put(b"what waits for a case")

    def add(session: Session) -> None:
        same = {"conversation_id": talk, "key_id": sealer.key_id}
        turn = Turn(id=uuid4().hex, request_hash="-", text="-", answer={}, **same)
        turn.sealed = sealer.seal(MOBILE)
        waiting = WaitingFile(name=name, sha256_sealed=sha256, media="image/jpeg", size=1, **same)
        waiting.created_at = turn.created_at = now()
        session.add_all([turn, waiting])
        account = Account(login=uuid4().hex, name="-", role="operator")
        add_account(session, sealer, account, waiting.created_at)

    await work.database.run(add)
    await work.close()


def rotate(*arguments: str) -> tuple[int, str]:
    # As in a process of its own.
    get_settings.cache_clear()
    told = CliRunner().invoke(app, ["keys", "rotate-sealing", *arguments])
    get_settings.cache_clear()
    return told.exit_code, told.output


def sealed_values(settings: Settings) -> dict[str, list[str]]:
    """Everything sealed in the database, by table."""
    database, found = Database(settings.database), dict[str, list[str]]()
    with database.transaction() as session:
        for column in sealed_columns(session):
            found[column.table.name] = list(
                session.scalars(select(column).where(column.is_not(None)))
            )
    database.engine.dispose()
    return {name: values for name, values in found.items() if values}


def opens(settings: Settings, *keys: bytes) -> bool:
    """Whether these keys alone, without the master key, open all values and files."""
    alone = Sealer(b"another master key", keys)
    for path in settings.attachments_dir.glob("keyed/??/*"):
        alone.open_bytes(path.read_bytes())
    values = sealed_values(settings)
    assert values.keys() >= TABLES
    return all(alone.is_current(value) for several in values.values() for value in several)


def keys_of(settings: Settings) -> list[bytes]:
    return settings.seal_keys_file.read_bytes().split()


async def test_all_comes_under_a_new_key_and_the_old_one_is_gone(settings: Settings) -> None:
    code, told = rotate()
    assert (code, "dropped" in told) == (0, True), told
    (first,) = keys_of(settings)
    assert settings.seal_keys_file.stat().st_mode & 0o777 == 0o600
    assert opens(settings, first)
    code, told = rotate()
    assert (code, "files: 2" in told) == (0, True), told
    (second,) = keys_of(settings)
    assert second != first
    assert opens(settings, second)
    # It goes on: what is new is sealed with it, and the desk's record tells of both changes.
    assert get_settings().sealing_keys == (second,)
    database = Database(settings.database)
    with database.transaction() as session:
        actions = session.scalars(select(AuditEntry.action)).all()
    database.engine.dispose()
    assert actions.count("sealing_key_changed") == 2


async def test_a_rotation_that_was_interrupted_is_brought_to_its_end(settings: Settings) -> None:
    assert rotate()[0] == 0
    (first,) = keys_of(settings)
    settings.seal_keys_file.write_bytes(b"the-newest-key\n" + first)
    get_settings.cache_clear()
    assert rotate()[0] == 0
    assert keys_of(settings) == [b"the-newest-key"]
    assert opens(settings, b"the-newest-key")


async def test_no_key_is_dropped_while_a_value_opens_under_none(settings: Settings) -> None:
    foreign = Sealer(b"a key of nobody").seal("-")
    database = Database(settings.database)
    with database.transaction() as session:
        session.execute(update(Account).values(totp_sealed=foreign))
    database.engine.dispose()
    assert rotate()[0] == 1
    kept = keys_of(settings)
    assert rotate()[0] == 1
    assert kept[0] in keys_of(settings)


async def test_it_waits_until_the_gateway_is_stopped(settings: Settings) -> None:
    with socket.socket() as gateway:
        gateway.bind(("127.0.0.1", settings.port))
        gateway.listen()
        code, told = rotate()
    assert (code, "stop Dastyar first" in told) == (1, True)
    assert not settings.seal_keys_file.exists()
