"""What an installation keeps is for its own user alone."""

import os
from pathlib import Path

from assistant.supervisor.modes import made_private


def test_what_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    for name in ("keys/secret", "log/gateway.log", "dastyar.sqlite3", "dastyar.sqlite3-wal"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(0o755)
        path.write_text("x")
        path.chmod(0o644)
    outside = tmp_path / "index"
    outside.mkdir()
    os.chmod(tmp_path, 0o755)
    assert len(made_private(tmp_path)) == 7
    for path in (tmp_path, *tmp_path.rglob("*")):
        if path != outside:
            assert path.stat().st_mode & 0o077 == 0, path
    assert made_private(tmp_path) == []
    assert made_private(tmp_path / "nowhere") == []
