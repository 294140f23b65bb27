"""What an installation keeps is for its own user alone."""

import os
from pathlib import Path

from assistant.supervisor.file_modes import made_private

FILES = (
    "keys/secret",
    "log/gateway.log",
    "dastyar.sqlite3",
    "dastyar.sqlite3-wal",
    "index/vectors.npz",
)


def test_what_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    data, files, foreign = tmp_path / "data", tmp_path / "files", tmp_path / "foreign"
    for path in (*(data / name for name in FILES), files / "keyed" / "ab" / "file", foreign / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (data / "link").symlink_to(foreign)
    os.chmod(tmp_path, 0o755)
    closed = made_private(data, files, data / "index")
    assert len(closed) == len(set(closed)) == len(FILES) + 4 + 4
    for path in (*data.rglob("*"), *files.rglob("*"), data, files):
        assert path.is_symlink() or path.stat().st_mode & 0o077 == 0, path
    # What is not ours stays as it is, also where a link leads to it.
    assert {one.stat().st_mode & 0o777 for one in (tmp_path, foreign)} == {0o755}
    assert (foreign / "x").stat().st_mode & 0o777 == 0o644
    assert made_private(data, files) == []
    assert made_private(tmp_path / "nowhere") == []
