"""What was backed up is there again, whole; what does not fit is refused and puts nothing there."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from support.installed import PHOTO, Installed
from support.serving import private_settings

from assistant.backup.checking import RestoreRequest, check_backup
from assistant.backup.making import make_backup
from assistant.backup.manifest import (
    NAME,
    BackupFault,
    marked_file,
    read_manifest,
    write_manifest,
)
from assistant.backup.places import backups_in, being_made, drop_older, keep_keys
from assistant.backup.restoring import Restored, restore
from assistant.cases.models import Case
from assistant.citizens.sessions import CitizenCase
from assistant.privacy.erasure import Gone, read_notes
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate, newest, revision_of
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.sealing import Sealer


def backed_up(installed: Installed, place: Path) -> Path:
    make_backup(installed.settings, place)
    return backups_in(place)[-1]


def empty(tmp_path: Path, **values: object) -> Settings:
    return private_settings(tmp_path / "new", **values)


def restored(
    settings: Settings, folder: Path, keys: Path, **values: object
) -> tuple[Restored, Installed]:
    told = restore(settings, RestoreRequest(folder, keys, **({"may_return": True} | values)))
    return told, Installed(settings)


def refusal(settings: Settings, wanted: RestoreRequest) -> str:
    """What a restore says that puts nothing there."""
    with pytest.raises(BackupFault) as caught:
        restore(settings, wanted)
    kept = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert not [path for path in kept if path.name != "left"]
    return str(caught.value)


def test_everything_is_there_again(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    codes = {installed.file() for _ in range(5)}
    name = installed.attach(next(iter(codes)))
    talk, root = installed.talk(), installed.seal()
    installed.tell_upstream(b'{"a": "message"}')
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    late = installed.file()
    manifest = read_manifest(folder)
    assert (manifest.cases, manifest.newest_root and manifest.newest_root.hash) == (5, root)
    settings = empty(tmp_path)
    told, again = restored(settings, folder, kept_keys)
    assert (told.is_whole, told.cases) == (True, 5)
    assert (again.codes(), again.talks()) == (codes, {talk})
    assert late not in again.codes()
    assert SealedFiles(settings.attachments_dir, again.sealer).get(name) == PHOTO
    upstream = settings.data_dir / "upstream"
    assert [path.read_bytes() for path in upstream.iterdir()] == [b'{"a": "message"}\n']
    assert again.sealer.pin(late) == installed.sealer.pin(late)
    others = [path for path in settings.data_dir.rglob("*") if path.stat().st_mode & 0o077]
    assert [path for path in others if path.is_file()] == []


def test_no_backup_holds_a_key(installed: Installed, place: Path) -> None:
    installed.file()
    folder = backed_up(installed, place)
    keys = [path.read_bytes() for path in (installed.settings.data_dir / "keys").iterdir()]
    assert len(keys) >= 3
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not [key for key in keys if any(key in one for one in written)]


def test_others_write_while_a_backup_is_made(installed: Installed, place: Path) -> None:
    with installed.database.transaction() as session:
        session.execute(text("CREATE TABLE ballast (rest TEXT)"))
        session.execute(text("INSERT INTO ballast VALUES (hex(randomblob(2000000)))"))
    before = {installed.file() for _ in range(3)}
    over, codes = threading.Event(), list[str]()

    def work() -> None:
        writer = Installed(installed.settings)
        while not over.is_set():
            codes.append(writer.file())
        writer.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        while len(codes) < 2:
            assert thread.is_alive()
        shown = before | set(codes)
        folder = backed_up(installed, place)
        meanwhile = len(codes)
    finally:
        over.set()
        thread.join()
    kept = set((folder / "codes.txt").read_text().split())
    assert shown <= kept <= before | set(codes)
    assert meanwhile > len(shown) - len(before)


def forge(folder: Path) -> None:
    told = json.loads((folder / NAME).read_text())
    (folder / NAME).write_text(json.dumps(told | {"cases": 0}))


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut": (lambda f: os.truncate(f / "database/dastyar.sqlite3", 5000), "is damaged"),
    "gone": (lambda f: next(f.glob("attachments/*/*/*")).unlink(), "is gone"),
    "more": (lambda f: (f / "attachments/more").write_text("x"), "does not belong"),
    "no manifest": (lambda f: (f / NAME).unlink(), "is no backup"),
    "torn manifest": (lambda f: os.truncate(f / NAME, 100), "is damaged"),
    "forged": (forge, "manifest was changed"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_backup_is_refused(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path, kind: str
) -> None:
    installed.attach(installed.file())
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    check_backup(folder)
    damage, said = DAMAGE[kind]
    damage(folder)
    assert said in refusal(empty(tmp_path), RestoreRequest(folder, kept_keys, may_return=True))


def test_a_target_with_anything_in_it_is_refused(
    installed: Installed, place: Path, tmp_path: Path
) -> None:
    installed.file()
    folder = backed_up(installed, place)
    settings = empty(tmp_path)
    left = settings.attachments_dir / "left"
    left.parent.mkdir(parents=True)
    left.touch()
    assert "not empty" in refusal(settings, RestoreRequest(folder, may_return=True))
    shutil.rmtree(settings.data_dir)
    (left := settings.data_dir / "dastyar.sqlite3-wal").parent.mkdir()
    left.touch()
    with pytest.raises(BackupFault, match=r"not empty: .*-wal"):
        restore(settings, RestoreRequest(folder, may_return=True))
    with pytest.raises(BackupFault, match="not empty"):
        restore(installed.settings, RestoreRequest(folder, may_return=True))
    assert len(installed.codes()) == 1


def test_keys_that_do_not_fit_are_refused_and_taken_away_again(
    installed: Installed, other: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    installed.file()
    folder = backed_up(installed, place)
    keep_keys(other.settings, kept_keys)
    settings = empty(tmp_path)
    said = refusal(settings, RestoreRequest(folder, kept_keys, may_return=True))
    assert "secret is another one; " in said
    assert "ledger_key is another one" in said
    assert "secret is missing" in refusal(settings, RestoreRequest(folder, may_return=True))


def test_a_key_that_seals_is_missed(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    keep_keys(installed.settings, kept_keys)
    values = installed.settings.model_dump(exclude_unset=True) | {"seal_keys": "a newer key"}
    newer = Installed(Settings(_env_file=None, **values))
    newer.file()
    folder = backed_up(newer, place)
    newer.close()
    wanted = RestoreRequest(folder, kept_keys, may_return=True)
    assert f"{newer.sealer.key_id} are missing" in refusal(empty(tmp_path), wanted)
    told, _ = restored(empty(tmp_path, seal_keys="a newer key"), folder, kept_keys)
    assert told.is_whole


def test_a_newer_schema_is_refused(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    manifest = read_manifest(folder)
    newer = manifest.model_copy(update={"schema_": "9999"}).marked(installed.sealer)
    (folder / NAME).write_text(newer.model_dump_json())
    assert "schema 9999" in refusal(
        empty(tmp_path), RestoreRequest(folder, kept_keys, may_return=True)
    )


def test_a_database_of_another_schema_is_not_backed_up(installed: Installed, place: Path) -> None:
    asyncio.run(go_back(Path(installed.settings.database.removeprefix("sqlite:///")),
                        installed.sealer, f"{int(newest()) - 1:04}"))  # fmt: skip
    with pytest.raises(BackupFault, match="program of the database"):
        make_backup(installed.settings, place)
    assert backups_in(place) == []


def test_a_backup_of_another_database_is_refused(
    installed: Installed, place: Path, tmp_path: Path
) -> None:
    folder = backed_up(installed, place)
    settings = empty(tmp_path, database_url="postgresql+psycopg:///nowhere")
    assert "backup of sqlite" in refusal(settings, RestoreRequest(folder, may_return=True))


def test_what_was_erased_since_is_erased_again(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    gone, still_open, stays = (installed.file() for _ in range(3))
    talk, staying = installed.talk(), installed.talk()
    installed.withdraw(gone)
    installed.seal()
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    installed.erase(gone)
    installed.withdraw(still_open)
    installed.erase(still_open)
    installed.erase_talk(talk)
    said = refusal(empty(tmp_path), RestoreRequest(folder, kept_keys))
    assert "would come back" in said
    notes = installed.settings.erasures_dir
    told, again = restored(empty(tmp_path), folder, kept_keys, erasures=[notes], may_return=False)
    assert told.is_whole
    assert (told.erased.cases, told.erased.conversations) == (1, 1)
    assert told.erased.open_codes == [still_open]
    assert (again.described(gone), bool(again.described(stays))) == ("", True)
    assert again.talks() == {staying}
    # And a restore of a still older backup would know of it.
    assert (
        again.notes.name(Gone.CASE, gone)
        in read_notes([again.settings.erasures_dir], datetime.min.replace(tzinfo=UTC))[Gone.CASE]
    )


def test_a_newer_backup_beside_tells_what_was_erased(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    gone = installed.file()
    installed.withdraw(gone)
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    installed.erase(gone)
    with being_made(place / "elsewhere"):
        pass
    later = folder.with_name("20990101T000000Z")
    make_backup(installed.settings, place / "elsewhere" / "more")
    backups_in(place / "elsewhere" / "more")[0].rename(later)
    told, again = restored(empty(tmp_path), folder, kept_keys)
    assert (told.erased.cases, again.described(gone)) == (1, "")


def test_who_had_everything_erased_is_forgotten_again_but_not_who_came_back(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    code, now = installed.file(), datetime.now(UTC)
    with installed.database.transaction() as session:
        case = session.scalars(select(Case.id).where(Case.tracking_code == code)).one()
        for who, since in (("gone", -60), ("back", 60)):
            at = now + timedelta(seconds=since)
            session.add(CitizenCase(subject_hash=who, case_id=case, created_at=at))
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    installed.notes.note(Gone.CITIZEN, "gone", "back")
    notes = installed.settings.erasures_dir
    told, again = restored(empty(tmp_path), folder, kept_keys, erasures=[notes])
    assert told.erased.citizens == 1
    with again.database.transaction() as session:
        assert list(session.scalars(select(CitizenCase.subject_hash))) == ["back"]


def test_what_time_has_erased_is_erased_again(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    code = installed.file()
    installed.withdraw(code)
    with installed.database.transaction() as session:
        long_ago = datetime.now(UTC) - timedelta(days=400)
        session.execute(update(Case).values(ended_at=long_ago))
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    told, again = restored(empty(tmp_path), folder, kept_keys)
    assert (told.erased.cases, again.described(code)) == (1, "")


def test_a_tampered_database_and_a_lost_file_are_told(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    code = installed.file()
    name = installed.attach(code)
    installed.seal()
    SealedFiles(installed.settings.attachments_dir, installed.sealer).discard(
        name, datetime.now(UTC) + timedelta(days=1)
    )
    with installed.database.transaction() as session:
        session.execute(update(Case).values(score=4))
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    told, _ = restored(empty(tmp_path), folder, kept_keys)
    assert not told.is_whole
    assert (told.lost_files, told.missing_codes) == (1, ())
    assert any("score is 4" in fault for fault in told.faults)


def test_an_older_schema_is_brought_up(
    installed: Installed, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    code = installed.file()
    folder = backed_up(installed, place)
    keep_keys(installed.settings, kept_keys)
    copy, older = folder / "database" / "dastyar.sqlite3", f"{int(newest()) - 1:04}"
    asyncio.run(go_back(copy, installed.sealer, older))
    manifest = read_manifest(folder)
    files = manifest.files | {"database/dastyar.sqlite3": marked_file(copy)}
    known = manifest.model_copy(update={"schema_": older, "files": files})
    write_manifest(folder, known.marked(installed.sealer))
    told, again = restored(empty(tmp_path), folder, kept_keys)
    assert (again.codes(), told.is_whole) == ({code}, True)
    with again.database.transaction() as session:
        assert revision_of(session) == newest()


async def go_back(copy: Path, sealer: Sealer, to: str) -> None:
    await migrate(database := Database(f"sqlite:///{copy}"), sealer, to)
    await database.close()


class TestPlaces:
    """Keys and data never lie together."""

    def test_keys_into_the_place_of_data(self, installed: Installed, place: Path) -> None:
        backed_up(installed, place)
        for target in (place, place / "keys", backups_in(place)[0], place.parent):
            with pytest.raises(BackupFault, match=r"backups of data|data folder lie"):
                keep_keys(installed.settings, target)

    def test_data_into_the_place_of_keys(
        self, installed: Installed, kept_keys: Path, tmp_path: Path
    ) -> None:
        keep_keys(installed.settings, kept_keys)
        linked = tmp_path / "linked"
        linked.symlink_to(kept_keys)
        for target in (kept_keys, kept_keys / "data", linked):
            with pytest.raises(BackupFault, match="holds keys"):
                make_backup(installed.settings, target)

    def test_either_into_the_data_folder(self, installed: Installed, tmp_path: Path) -> None:
        data = installed.settings.data_dir
        for target in (data, data / "backups", tmp_path):
            with pytest.raises(BackupFault, match="lie within each other"):
                make_backup(installed.settings, target)
            with pytest.raises(BackupFault, match="lie within each other"):
                keep_keys(installed.settings, target)

    def test_keys_of_two_installations(self, installed: Installed, kept_keys: Path) -> None:
        keep_keys(installed.settings, kept_keys)
        assert {path.stat().st_mode & 0o777 for path in kept_keys.iterdir()} == {0o600}
        keep_keys(installed.settings, kept_keys)
        kept = (kept_keys / "secret").read_text()
        (installed.settings.data_dir / "keys" / "seal_keys").write_text("a newer key")
        keep_keys(installed.settings, kept_keys)
        (installed.settings.data_dir / "keys" / "seal_keys").write_text("the newest key")
        with pytest.raises(BackupFault, match="seal_keys is another key"):
            keep_keys(installed.settings, kept_keys)
        (installed.settings.data_dir / "keys" / "secret").write_text("another")
        with pytest.raises(BackupFault, match="another key"):
            keep_keys(installed.settings, kept_keys)
        assert (kept_keys / "secret").read_text() == kept

    def test_a_killed_backup_is_no_backup(self, installed: Installed, place: Path) -> None:
        left = place / ".partial-20261201T000000Z"
        left.mkdir(parents=True)
        (left / "half").touch()
        assert backups_in(place) == []
        backed_up(installed, place)
        assert len(backups_in(place)) == 1
        assert not left.exists()

    def test_two_at_a_time_are_refused(self, installed: Installed, place: Path) -> None:
        with being_made(place), pytest.raises(BackupFault, match="under way"):
            make_backup(installed.settings, place)

    def test_the_oldest_go(self, place: Path) -> None:
        for day in range(1, 5):
            folder = place / f"2026120{day}T000000Z"
            folder.mkdir(parents=True)
            (folder / NAME).touch()
        assert [path.name[:8] for path in drop_older(place, 3)] == ["20261201"]
        assert len(backups_in(place)) == 3
