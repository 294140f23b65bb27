"""The doctor finds each thing that is wrong, says what to do, and tells no secret."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from support.installed import Installed
from support.postgres import Postgres
from support.serving import INDEX, ClosedPort, Gateway, private_settings, shared_knowledge
from typer.testing import CliRunner

from assistant.backup.making import make_backup
from assistant.backup.places import backups_in
from assistant.cli import app
from assistant.doctor import database_checks, disk_checks
from assistant.doctor.database_checks import check_database
from assistant.doctor.diagnoses import Diagnosis, Weight
from assistant.doctor.disk_checks import check_disk, check_index, check_model, read_ingredients
from assistant.doctor.service_checks import check_others
from assistant.doctor.settings_checks import check_settings
from assistant.settings import get_settings
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState, enqueue
from assistant.storage.migrate import migrate
from assistant.storage.shared_clock import CLOCK
from assistant.storage.siblings import Sibling
from assistant.supervisor.rasa_model import model_path

WELL = {
    "public_url": "https://dastyar.example",
    "sms": "file",
}
SECRET = "a word that nobody may see"


@pytest.fixture
async def installed(tmp_path: Path) -> AsyncIterator[Installed]:
    made = await Installed.new(tmp_path / "data", **WELL)
    made.file()
    yield made
    made.close()


def told(findings: Iterable[Diagnosis]) -> list[tuple[str, str]]:
    """Weight and part of each, once."""
    found = list(findings)
    assert all(one.told and one.mend for one in found)
    return sorted({(one.weight, one.part) for one in found})


def words(findings: Iterable[Diagnosis]) -> str:
    return "\n".join(f"{one.told}; {one.mend}" for one in findings)


SETTINGS = {
    "no address": ({"public_url": ""}, "warning", "public address", "PUBLIC_URL is not set"),
    "plain": ({"public_url": "http://a.example"}, "warning", "public address", "not https"),
    "webhook": (
        {"public_url": "", "messengers": {"tg": {"token": SECRET, "mode": "webhook"}}},
        "broken", "public address", "webhook"),
    "exposed": ({"host": "0.0.0.0", "public_url": ""}, "broken", "proxy", "0.0.0.0"),
    "proxy": ({"host": "0.0.0.0"}, "warning", "proxy", "no proxy elsewhere is trusted"),
    "connector": ({"connector": "http"}, "broken", "connector", "DASTYAR_CONNECTOR_URL"),
    "no sms": ({"sms": "off"}, "warning", "text messages", "DASTYAR_SMS is off"),
    "no account": ({"sms": "http"}, "broken", "text messages", "no account"),
    "demo": ({"demo": True, "sms": "file"}, "broken", "demo", "outside"),
    "uploads": ({"uploads_max_bytes": 2**20}, "broken", "settings", "UPLOADS_MAX_BYTES"),
    "alarm": (
        {"desk_reveals_alarm_per_hour": 100, "desk_reveals_per_hour": 60},
        "warning", "settings", "nobody is warned"),
    "no worker": ({"worker_enabled": False}, "warning", "jobs", "--kinds prompt,slow"),
    "no slow": ({"worker_kinds": "prompt"}, "warning", "jobs", "--kinds slow"),
}  # fmt: skip


def test_good_settings_are_not_blamed(tmp_path: Path) -> None:
    assert list(check_settings(private_settings(tmp_path, **WELL))) == []
    quiet = private_settings(tmp_path, demo=True, connector="off")
    assert list(check_settings(quiet)) == []


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_contradict(tmp_path: Path, name: str) -> None:
    values, weight, part, said = SETTINGS[name]
    found = list(check_settings(private_settings(tmp_path, **(WELL | values))))
    assert (weight, part) in told(found)
    assert said in words(found)
    assert SECRET not in words(found)


class TestDisk:
    def test_a_good_one(self, installed: Installed) -> None:
        private(installed.settings.data_dir)
        assert list(check_disk(without_index(installed))) == []

    def test_modes(self, installed: Installed) -> None:
        private(installed.settings.data_dir)
        (installed.settings.data_dir / "keys" / "secret").chmod(0o644)
        found = list(check_disk(without_index(installed)))
        assert told(found) == [("warning", "modes")]
        assert "keys/secret" in words(found)
        assert (installed.settings.data_dir / "keys" / "secret").stat().st_mode & 0o44

    def test_room(self, installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
        private(installed.settings.data_dir)
        monkeypatch.setattr(disk_checks, "LOW_BYTES", 2**62)
        assert told(check_disk(without_index(installed))) == [("broken", "disk")]

    def test_no_folder(self, tmp_path: Path) -> None:
        settings = private_settings(tmp_path / "nothing", index_folder=tmp_path)
        assert ("broken", "disk") in told(check_disk(settings))
        assert not (tmp_path / "nothing").exists()

    def test_backups(self, installed: Installed, tmp_path: Path) -> None:
        private(installed.settings.data_dir)
        place = tmp_path / "backups"
        settings = without_index(installed).model_copy(update={"backup_folder": place})
        assert "there is none" in words(check_disk(settings))
        make_backup(settings, place)
        assert list(check_disk(settings)) == []
        (folder,) = backups_in(place)
        old = (datetime.now(UTC) - timedelta(hours=30)).isoformat()
        manifest = folder / "manifest.json"
        now = manifest.read_text().split('"begun_at": "')[1].split('"')[0]
        manifest.write_text(manifest.read_text().replace(now, old))
        assert "30 hours old" in words(check_disk(settings))
        (place / "secret").write_text(SECRET)
        found = list(check_disk(settings))
        assert ("broken", "backups") in told(found)
        assert SECRET not in words(found)


def private(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def without_index(installed: Installed):
    """The shared index of the tests is not part of the installation."""
    return installed.settings.model_copy(update={"index_folder": None})


class TestDatabase:
    def test_a_good_one(self, installed: Installed) -> None:
        assert list(check_database(installed.settings, {})) == []

    def test_none(self, tmp_path: Path) -> None:
        settings = private_settings(tmp_path)
        assert told(check_database(settings, {})) == [("broken", "database")]
        assert list(tmp_path.iterdir()) == []

    def test_unreachable(self, tmp_path: Path, no_rasa: str) -> None:
        address = no_rasa.removeprefix("http://")
        url = f"postgresql+psycopg://dastyar:{SECRET.replace(' ', '-')}@{address}/dastyar"
        found = list(check_database(private_settings(tmp_path, database_url=url), {}))
        assert told(found) == [("broken", "database")]
        assert SECRET.replace(" ", "-") not in words(found)

    def test_damaged(self, installed: Installed) -> None:
        installed.database.scrub()
        installed.close()
        path = Path(installed.settings.database.removeprefix("sqlite:///"))
        with path.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(os.urandom(4096 * 40))
        assert ("broken", "database") in told(check_database(installed.settings, {}))

    def test_locked(self, installed: Installed) -> None:
        with installed.database.engine.connect() as line:
            line.exec_driver_sql("BEGIN IMMEDIATE")
            found = list(check_database(installed.settings, {}))
        assert "does not take a write" in words(found)

    def test_slow(self, installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database_checks, "SLOW_S", 0.0)
        assert told(check_database(installed.settings, {})) == [("warning", "database")]

    def test_schema(self, installed: Installed) -> None:
        asyncio.run(migrate(Database(installed.settings.database), installed.sealer, "0047"))
        found = list(check_database(installed.settings, {}))
        assert told(found) == [("broken", "schema")]
        assert "`dastyar migrate`" in words(found)

    def test_keys(self, installed: Installed) -> None:
        key = installed.settings.data_dir / "keys" / "secret"
        key.write_text(SECRET)
        settings = private_settings(key.parent.parent, **WELL)
        found = list(check_database(settings, {}))
        assert told(found) == [("broken", "keys")]
        assert SECRET not in words(found)

    def test_siblings(self, installed: Installed) -> None:
        with installed.database.transaction() as session:
            marks = {"index": "another", "model": "the same"}
            row = {"id": "1", "address": "http://10.0.0.2:8000", "marks": marks}
            session.add(Sibling(seen_at=datetime.now(UTC), **row))
        own = {"index": "this", "model": "the same"}
        found = list(check_database(installed.settings, own))
        assert told(found) == [("broken", "siblings")]
        assert "10.0.0.2:8000 has another index" in words(found)
        assert list(check_database(installed.settings, marks)) == []

    def test_jobs(self, installed: Installed) -> None:
        with installed.database.transaction() as session:
            session.execute(delete(Job))
            late = datetime.now(UTC) - timedelta(hours=1)
            enqueue(session, "daily.seal", {}, run_at=late)
        found = list(check_database(installed.settings, {}))
        assert told(found) == [("broken", "jobs")]
        assert "daily.seal; see that a worker for `slow` runs" in words(found)
        with installed.database.transaction() as session:
            enqueue(session, "cases.upstream", {}, run_at=late)
        assert "a worker for `prompt` runs" in words(check_database(installed.settings, {}))
        with installed.database.transaction() as session:
            session.execute(update(Job).values(state=JobState.DEAD))
        found = list(check_database(installed.settings, {}))
        assert told(found) == [("warning", "jobs")]

    def test_clocks(
        self, tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = postgres.new_database()
        settings = private_settings(tmp_path, database_url=url, **WELL)
        asyncio.run(migrate(database := Database(url)))
        database.engine.dispose()
        assert ("warning", "clock") not in told(check_database(settings, {}))
        ahead = datetime.now(UTC) + timedelta(seconds=90)
        monkeypatch.setattr(CLOCK, "now", lambda: ahead)
        assert ("warning", "clock") in told(check_database(settings, {}))


class TestWhatIsMade:
    def test_index(self, tmp_path: Path) -> None:
        shared_knowledge()
        made = read_ingredients(private_settings(INDEX.parent))
        folder = tmp_path / "index"
        settings = private_settings(tmp_path, index_folder=folder)
        assert "there is none" in words(check_index(settings, made))
        shutil.copytree(INDEX, folder)
        assert list(check_index(settings, made)) == []
        with (folder / "answered.npz").open("r+b") as file:
            file.truncate(1000)
        assert "answered.npz is damaged" in words(check_index(settings, made))
        made.texts[0] += " و چیز دیگر"
        assert ("warning", "index") in told(check_index(settings, made))
        (folder / "manifest.json").unlink()
        assert "of another encoder" in words(check_index(settings, made))

    def test_model(self, tmp_path: Path) -> None:
        settings = private_settings(tmp_path)
        assert told(check_model(settings)) == [("warning", "model")]
        model = model_path(settings)
        model.parent.mkdir()
        model.write_bytes(b"not a whole archive")
        assert told(check_model(settings)) == [("broken", "model")]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something listens that is not ours."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


class TestOthers:
    def test_rasa(self, tmp_path: Path, no_rasa: str) -> None:
        free = ClosedPort()
        port = int(free.url.rpartition(":")[2])
        free.close()
        settings = private_settings(tmp_path, port=port, rasa_url="http://192.0.2.1:1")
        found = list(check_others(settings))
        assert told(found) == [("warning", "Rasa")]

    def test_ports(self, tmp_path: Path, taken: int, no_rasa: str) -> None:
        settings = private_settings(tmp_path, port=taken, rasa_url="http://192.0.2.1:1")
        found = list(check_others(settings))
        assert told(found) == [("broken", "ports"), ("warning", "Rasa")]
        assert "set DASTYAR_PORT to a free one" in words(found)

    def test_redis(self, tmp_path: Path, no_rasa: str) -> None:
        address = no_rasa.removeprefix("http://")
        url = f"redis://:{SECRET.replace(' ', '-')}@{address}/0"
        found = list(check_others(private_settings(tmp_path, redis_url=url, port=0)))
        assert ("warning", "Redis") in told(found)
        assert SECRET.replace(" ", "-") not in words(found)

    async def test_the_gateway_that_runs(self, gateway: Gateway, tmp_path: Path) -> None:
        port = int(gateway.address.rpartition(":")[2])
        settings = gateway.settings.model_copy(update={"port": port})
        found = await asyncio.to_thread(lambda: list(check_others(settings)))
        assert not [one for one in found if "DASTYAR_PORT" in one.mend]
        assert "/readyz says that rasa is down" in words(found)


def test_the_command_tells_and_ends_with_one(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {
        "DATA_DIR": installed.settings.data_dir, "INDEX_FOLDER": INDEX, "RASA_URL": "http://192.0.2.1:1",
        "DATABASE_URL": "", "PORT": 0, "SMS": "off", "PUBLIC_URL": "https://a.example",
    }  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(f"DASTYAR_{name}", str(value))
    get_settings.cache_clear()
    before = sorted(path for path in installed.settings.data_dir.rglob("*"))
    code, said = doctor()
    assert code == 0, said
    assert "warning text messages: DASTYAR_SMS is off" in said
    assert sorted(path for path in installed.settings.data_dir.rglob("*")) == before
    with installed.database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    code, said = doctor()
    assert code == 1
    assert "broken  schema: the database has schema 9999" in said
    monkeypatch.setenv("DASTYAR_DESK_LEASE_S", SECRET)
    code, said = doctor()
    assert (code, "DASTYAR_DESK_LEASE_S is not as it must be" in said) == (1, True)
    assert SECRET not in said
    keys = (installed.settings.data_dir / "keys").iterdir()
    assert not [key for key in keys if key.read_text() in said]


def doctor() -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["doctor"])
    return ran.exit_code, ran.output


def test_weights_are_told_in_words() -> None:
    assert [*Weight] == ["broken", "warning"]
