"""`dastyar ledger` at the terminal, over a data folder of its own."""

from pathlib import Path

import pytest
from sqlalchemy import update
from support.ledger_lives import Histories
from typer.testing import CliRunner

from assistant.cases.models import Case
from assistant.cases.signatures import Notary
from assistant.cli import app
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate


@pytest.fixture
async def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Those of an installation with some days of work behind it."""
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DASTYAR_DATABASE_URL", "")
    get_settings.cache_clear()
    settings = get_settings()
    await migrate(database := Database(settings.database))
    histories = Histories(
        database, 3, master=settings.master_key, notary=Notary(settings.signing_key)
    )
    histories.live(cases=3, things=10)
    await database.close()
    yield settings
    get_settings.cache_clear()


def ledger(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["ledger", *arguments])
    return told.exit_code, told.output.strip()


def test_it_tells_what_is_wrong_and_what_is_missing(settings: Settings, tmp_path: Path) -> None:
    kept = tmp_path / "roots.json"
    code, roots = ledger("roots")
    kept.write_text(roots, encoding="utf-8")
    assert (code, ledger("verify")) == (0, (0, "ledger: whole"))
    assert ledger("verify", "--known-root", str(kept)) == (0, "ledger: whole")
    code, told = ledger("verify", "--known-root", "0" * 64)
    assert (code, "is not here" in told) == (1, True)
    assert ledger("verify", "--known-root", "nothing")[0] == 2
    database = Database(settings.database)
    with database.transaction() as session:
        session.execute(update(Case).values(score=4))
    database.engine.dispose()
    code, told = ledger("verify")
    assert (code, "score is 4, the events tell" in told) == (1, True)


def test_the_signing_key_is_kept_as_the_others_are(settings: Settings) -> None:
    path = settings.data_dir / "keys" / "ledger_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == settings.signing_key
