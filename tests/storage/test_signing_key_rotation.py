"""The key that signs roots changes by a handover that both keys sign and anyone can follow."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from support.ledger_lives import Histories, faults_in
from typer.testing import CliRunner

from assistant.cases.ledger import ledger_of, roots_between
from assistant.cases.models import Case, LedgerHandover, LedgerRoot
from assistant.cases.service import history
from assistant.cases.signatures import Notary, hand_over
from assistant.cases.verify import KnownLedger, read_known
from assistant.cases.verify_ledger import faults_of_known, keys_after
from assistant.cli import app
from assistant.desk.models import AuditEntry
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.key_marks import KeyFault, fitting_sealer
from assistant.storage.migrate import migrate
from lab.evaluation.stack import free_port

STRANGER = Notary(b"a key of nobody")


@pytest.fixture
async def histories(empty_url: str) -> AsyncIterator[Histories]:
    """Days of work under one key, and days under the next."""
    await migrate(database := Database(empty_url))
    lives = Histories(database, 7)
    lives.live(cases=3, things=10)
    change(lives, Notary(b"the second key"))
    lives.live(cases=1, things=5)
    yield lives
    await database.close()


def change(lives: Histories, new: Notary) -> None:
    with lives.database.transaction() as session:
        hand_over(session, lives.notary, new, lives.now)
    lives.notary = new


def published(lives: Histories) -> dict[str, Any]:
    """The answer of GET /api/v1/ledger/roots."""
    with lives.database.transaction() as session:
        first, last = datetime.min.date(), datetime.max.date()
        return roots_between(session, lives.notary.public_key, first, last).model_dump()


def faults(lives: Histories, known: KnownLedger | None = None) -> list[tuple[str, str]]:
    return faults_in(lives.database, lives.sealer, known or lives.known(), lives.notary)


def after(lives: Histories, *statements: Any) -> list[tuple[str, str]]:
    with lives.database.transaction() as session:
        for statement in statements:
            session.execute(statement)
    return faults(lives)


async def test_roots_of_both_keys_are_whole(histories: Histories, tmp_path: Path) -> None:
    before = published(histories)
    change(histories, Notary(b"the third key"))
    histories.live(cases=1, things=5)
    assert len({root["number"] for root in before["roots"]}) >= 2
    for number, roots in enumerate((before, published(histories))):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(roots), encoding="utf-8")
        assert faults(histories, read_known(str(path))) == []


async def test_a_root_of_the_old_key_after_the_handover_is_found(histories: Histories) -> None:
    with histories.database.transaction() as session:
        newest = session.scalars(select(LedgerRoot).order_by(LedgerRoot.number.desc())).first()
        assert newest is not None
        newest.signature = Histories(histories.database, 1).notary.sign(newest.hash)
    assert [fault for _, fault in faults(histories)] == [
        "the root is not signed by this installation"
    ]


async def test_a_handover_that_is_gone_or_changed_is_found(histories: Histories) -> None:
    found = after(histories, update(LedgerHandover).values(after_number=0))
    assert ("keys", "the change 1 of the signing key is not one of this installation") in found
    found = after(histories, delete(LedgerHandover))
    told = [fault for _, fault in found]
    assert "the change 1 of the signing key is gone or another than a root tells" in told
    assert "the root is not signed by this installation" in told


async def test_nobody_follows_without_the_key_before(histories: Histories) -> None:
    with histories.database.transaction() as session:
        row = hand_over(session, STRANGER, Notary(b"the thief's"), histories.now)
        # As if the key of now had said so.
        row.previous_key = histories.notary.public_key
    histories.notary = Notary(b"the thief's")
    assert ("keys", "the change 2 of the signing key is not one of this installation") in faults(
        histories
    )


async def test_the_standalone_verifier_follows_from_the_key_that_was_kept(
    histories: Histories,
) -> None:
    roots, old = published(histories), Histories(histories.database, 1).notary.public_key
    with histories.database.transaction() as session:
        case = session.scalars(select(Case).order_by(Case.id)).first()
        assert case is not None
        ledger = ledger_of(session, case, history(session, case)).model_dump()
    for key in (old, histories.notary.public_key):
        assert list(faults_of_known(ledger, roots, key)) == []
        assert keys_after(key, roots["handovers"]) == {old, histories.notary.public_key}
        assert list(faults_of_known(ledger, roots | {"handovers": []}, key)) != []
    assert keys_after(STRANGER.public_key, roots["handovers"]) == {STRANGER.public_key}
    forged = [one | {"public_key": STRANGER.public_key} for one in roots["handovers"]]
    assert keys_after(old, forged) == {old}


@pytest.fixture
async def settings(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Settings]:
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DASTYAR_DATABASE_URL", empty_url)
    monkeypatch.setenv("DASTYAR_PORT", str(free_port()))
    get_settings.cache_clear()
    settings = get_settings()
    await migrate(database := Database(settings.database))
    fitting_sealer(database, settings)
    notary = Notary(settings.signing_key)
    Histories(database, 3, master=settings.master_key, notary=notary).live(cases=3, things=10)
    await database.close()
    yield settings
    get_settings.cache_clear()


def command(*arguments: str) -> tuple[int, str]:
    get_settings.cache_clear()
    told = CliRunner().invoke(app, ["ledger", *arguments])
    return told.exit_code, told.output


def test_the_command_changes_the_key_and_the_ledger_stays_whole(
    settings: Settings, tmp_path: Path
) -> None:
    kept, path = tmp_path / "roots.json", tmp_path / "keys" / "ledger_key"
    kept.write_text(command("roots")[1], encoding="utf-8")
    before = path.read_bytes()
    code, told = command("rotate-key")
    assert code == 0, told
    assert path.read_bytes() != before
    assert path.stat().st_mode & 0o777 == 0o600
    assert Notary(path.read_bytes()).public_key in told
    assert command("verify", "--known-root", str(kept)) == (0, "ledger: whole\n")
    database = Database(settings.database)
    with database.transaction() as session:
        assert "ledger_key_changed" in session.scalars(select(AuditEntry.action)).all()
    database.engine.dispose()
    # The old key opens no start any more.
    path.write_bytes(before)
    get_settings.cache_clear()
    with pytest.raises(KeyFault, match="is not the one"):
        fitting_sealer(database, get_settings())
    database.engine.dispose()


def test_a_change_that_was_interrupted_is_brought_to_its_end(
    settings: Settings, tmp_path: Path
) -> None:
    path, aside = tmp_path / "keys" / "ledger_key", tmp_path / "keys" / "ledger_key.next"
    before = path.read_bytes()
    assert command("rotate-key")[0] == 0
    # As if the machine had stopped before the file followed the database.
    aside.write_bytes(path.read_bytes())
    path.write_bytes(before)
    assert command("verify")[0] == 1
    assert command("rotate-key")[0] == 0
    assert (path.read_bytes() == before, aside.exists()) == (False, False)
    assert command("verify") == (0, "ledger: whole\n")
