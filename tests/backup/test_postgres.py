"""PostgreSQL by a real pgBackRest: to the end of the log, to the backup, and to a time."""

import asyncio
import shlex
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from support.archived_postgres import ArchivedPostgres, is_there
from support.installed import Installed
from support.serving import private_settings
from typer.testing import CliRunner

from assistant.backup.checking import RestoreRequest
from assistant.backup.making import make_backup
from assistant.backup.manifest import BackupFault
from assistant.backup.places import backups_in, keep_keys
from assistant.backup.restoring import Restored, restore
from assistant.cli import app
from assistant.settings import get_settings
from assistant.storage.shared_clock import CLOCK

pytestmark = pytest.mark.skipif(not is_there(), reason="pgBackRest is not on this machine")


@pytest.fixture
def server() -> Iterator[ArchivedPostgres]:
    started = ArchivedPostgres()
    yield started
    started.close()


@pytest.fixture
def installed(server: ArchivedPostgres, tmp_path: Path) -> Iterator[Installed]:
    values = {"database_url": server.url, "pgbackrest": server.pgbackrest}
    made = asyncio.run(Installed.new(tmp_path / "data", **values))
    yield made
    made.close()


@pytest.fixture(scope="module")
def other_server() -> Iterator[ArchivedPostgres]:
    """One that no test kills."""
    started = ArchivedPostgres()
    yield started
    started.close()


class Lost:
    """The server is killed, and its folder is gone; so is that of the data."""

    def __init__(self, server: ArchivedPostgres, installed: Installed, tmp_path: Path) -> None:
        self.server, self.tmp_path = server, tmp_path
        installed.close()
        server.kill()
        server.lose()
        values = {"database_url": server.url, "pgbackrest": server.pgbackrest}
        self.settings = private_settings(tmp_path / "new", **values)

    def restored(self, folder: Path, **values: object) -> tuple[Restored, Installed]:
        keys = self.tmp_path / "safe"
        wanted = {"start": self.server.starting, "may_return": True} | values
        return restore(self.settings, RestoreRequest(folder, keys, **wanted)), Installed(
            self.settings
        )


def test_all_up_to_the_kill(
    server: ArchivedPostgres,
    installed: Installed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With what the dead server had not archived yet nothing is lost; erasures are in the log."""
    # The clock is read every ten seconds, as the first thing in a transaction: here in each.
    monkeypatch.setattr(CLOCK, "read", lambda session: session.execute(text("SELECT 1")))
    codes = {installed.file() for _ in range(3)}
    installed.attach(min(codes))
    root = installed.seal()
    manifest = make_backup(installed.settings, tmp_path / "backups")
    keep_keys(installed.settings, tmp_path / "safe")
    (folder,) = backups_in(tmp_path / "backups")
    assert not (folder / "database").exists()
    assert (manifest.database, manifest.newest_root and manifest.newest_root.hash) == (
        "postgresql", root)  # fmt: skip
    codes |= {installed.file() for _ in range(3)}
    lost = Lost(server, installed, tmp_path)
    told, again = lost.restored(folder, wal=server.dead / "pg_wal", may_return=False)
    assert (told.faults, told.is_whole, told.cases) == ((), True, 6)
    assert again.codes() == codes
    assert again.file() not in codes
    again.close()


def test_up_to_a_time_and_up_to_the_backup(
    server: ArchivedPostgres, installed: Installed, tmp_path: Path
) -> None:
    first = installed.file()
    place = tmp_path / "backups"
    make_backup(installed.settings, place)
    keep_keys(installed.settings, tmp_path / "safe")
    (folder,) = backups_in(place)
    second = installed.file()
    installed.withdraw(second)
    time.sleep(1.1)
    moment = datetime.now(UTC)
    time.sleep(0.2)
    third = installed.file()
    installed.erase(second)
    notes = installed.settings.erasures_dir
    with pytest.raises(BackupFault, match="a database answers"):
        restore(
            private_settings(tmp_path / "new", database_url=server.url),
            RestoreRequest(folder, tmp_path / "safe", may_return=True),
        )
    lost = Lost(server, installed, tmp_path)
    early = moment - timedelta(hours=1)
    with pytest.raises(BackupFault, match="earlier backup"):
        lost.restored(folder, until=early)
    with pytest.raises(BackupFault, match="would come back"):
        lost.restored(folder, until=moment, may_return=False)
    wal = server.dead / "pg_wal"
    told, again = lost.restored(folder, until=moment, wal=wal, erasures=[notes], may_return=False)
    assert again.codes() == {first, second}
    assert third not in again.codes()
    assert (told.erased.cases, again.described(second)) == (1, "")
    assert told.is_whole
    again.close()
    server.kill()
    server.dead.rename(server.root / "older")
    server.lose()
    lost.settings = lost.settings.model_copy(update={"data_dir": tmp_path / "newer"})
    told, again = lost.restored(folder, until="backup")
    assert (again.codes(), told.is_whole) == ({first}, True)
    again.close()


def test_the_configuration_is_printed(
    other_server: ArchivedPostgres, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASTYAR_DATABASE_URL", other_server.url)
    get_settings.cache_clear()
    ran = CliRunner().invoke(app, ["backup", "configure", str(tmp_path / "repo")])
    get_settings.cache_clear()
    assert ran.exit_code == 0, ran.output
    assert f"pg1-path={other_server.data}" in ran.output
    assert f"pg1-socket-path={other_server.root / 'run'}" in ran.output
    assert f"repo1-path={tmp_path / 'repo'}" in ran.output


def test_a_tool_that_is_not_there_is_told(other_server: ArchivedPostgres, tmp_path: Path) -> None:
    values = {"database_url": other_server.url}
    installed = asyncio.run(Installed.new(tmp_path / "data", **values))
    installed.close()
    settings = installed.settings.model_copy(update={"pgbackrest": "no-such-program"})
    with pytest.raises(BackupFault, match="no-such-program is not here"):
        make_backup(settings, tmp_path / "backups")
    assert backups_in(tmp_path / "backups") == []
    settings = settings.model_copy(
        update={"pgbackrest": shlex.join(["pgbackrest", "--stanza=other", "--repo1-path=/none"])}
    )
    with pytest.raises(BackupFault, match="could not do stanza-create"):
        make_backup(settings, tmp_path / "backups")
