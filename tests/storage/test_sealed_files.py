"""Files are whole on the disk before they count, unreadable there, gone when nobody needs them."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from assistant.storage import sealed_files
from assistant.storage.digests import Purpose
from assistant.storage.sealed_files import LostFileError, SealedFiles
from assistant.storage.sealing import Sealer

WORDS = "رسید پرداخت".encode() * 100
SEALER = Sealer(b"first key")
PLAIN = hashlib.sha256(WORDS).hexdigest()
NAME = SEALER.digests.keyed(Purpose.FILE, PLAIN)
HOUR = timedelta(hours=1)


@pytest.fixture
def files(tmp_path: Path) -> SealedFiles:
    return SealedFiles(tmp_path / "files", SEALER)


def paths(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def later() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=5)


def test_a_file_is_found_by_the_hash_of_its_content(files: SealedFiles) -> None:
    for _ in range(2):
        name, sha256_sealed = files.put(WORDS)
        assert (name, SEALER.open(sha256_sealed)) == (NAME, PLAIN)
    assert files.get(NAME) == WORDS


def test_who_knows_a_file_does_not_know_its_name(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    names = {path.name for path in paths(tmp_path)}
    for algorithm in sorted(hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}):
        assert hashlib.new(algorithm, WORDS).hexdigest() not in names
    assert Sealer(b"another").digests.keyed(Purpose.FILE, PLAIN) not in names


def test_files_of_before_get_keyed_names(files: SealedFiles, tmp_path: Path) -> None:
    old = tmp_path / "files" / PLAIN[:2] / PLAIN
    old.parent.mkdir(parents=True)
    old.write_bytes(SEALER.seal_bytes(WORDS))
    for _ in range(2):
        files.rename_plain()
        assert files.get(NAME) == WORDS
        assert [path.name for path in paths(tmp_path)] == [NAME]


def test_nothing_of_a_file_can_be_read_on_the_disk(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    (path,) = paths(tmp_path)
    assert "رسید".encode() not in path.read_bytes()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(InvalidToken):
        Sealer(b"second key").open_bytes(path.read_bytes())


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "..", NAME.upper(), f"{NAME}/"])
def test_what_is_not_there_is_lost_and_no_other_path_is_read(files: SealedFiles, name: str) -> None:
    files.put(WORDS)
    with pytest.raises(LostFileError):
        files.get(name)


def test_a_file_under_a_foreign_name_is_lost(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    other, _ = files.put(b"another")
    (there,) = tmp_path.rglob(NAME)
    (foreign,) = tmp_path.rglob(other)
    there.write_bytes(foreign.read_bytes())
    with pytest.raises(LostFileError):
        files.get(NAME)


def test_a_full_disk_leaves_nothing_behind(
    files: SealedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sealed_files, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        files.put(WORDS)
    assert paths(tmp_path) == []


def test_a_file_comes_under_the_newer_key(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    SealedFiles(tmp_path / "files", Sealer(b"first key", [b"a newer one"])).reseal(NAME)
    (path,) = paths(tmp_path)
    only_new = Sealer(b"another master", [b"a newer one"])
    assert only_new.open_bytes(path.read_bytes()) == WORDS


def test_only_old_files_are_discarded(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    assert list(files.old(datetime.now(UTC) - HOUR)) == []
    assert not files.discard(NAME, datetime.now(UTC) - HOUR)
    assert files.get(NAME) == WORDS
    assert list(files.old(later())) == [NAME]
    assert files.discard(NAME, later())
    assert not files.discard(NAME, later())
    assert paths(tmp_path) == []


def test_a_file_that_is_put_again_is_young_again(files: SealedFiles, tmp_path: Path) -> None:
    files.put(WORDS)
    (path,) = paths(tmp_path)
    long_ago = (datetime.now(UTC) - 3 * HOUR).timestamp()
    os.utime(path, (long_ago, long_ago))
    assert list(files.old(datetime.now(UTC) - HOUR)) == [NAME]
    # Between that look and this, somebody sends the same file.
    files.put(WORDS)
    assert not files.discard(NAME, datetime.now(UTC) - HOUR)
    assert files.get(NAME) == WORDS


def test_what_a_killed_process_left_half_written_is_tidied_up(
    files: SealedFiles, tmp_path: Path
) -> None:
    files.put(WORDS)
    (whole,) = paths(tmp_path)
    half = whole.with_name(f".{NAME}.half")
    half.write_bytes(b"gAAAA")
    assert list(files.old(later())) == [NAME]
    files.tidy(datetime.now(UTC) - HOUR)
    assert half.exists()
    files.tidy(later())
    assert paths(tmp_path) == [whole]
