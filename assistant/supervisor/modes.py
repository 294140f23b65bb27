"""Takes from other users of the machine what an installation keeps."""

from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077
_KEPT = ("keys", "log", "upstream", "sms", "attachments", "rasa")


def made_private(data_dir: Path) -> list[Path]:
    """What others could open below `data_dir`, now closed to them: keys, database, logs, files."""
    open_ones = [path for path in _private(data_dir) if path.stat().st_mode & _OTHERS]
    for path in open_ones:
        path.chmod(path.stat().st_mode & ~_OTHERS)
    return open_ones


def _private(data_dir: Path) -> Iterator[Path]:
    if not data_dir.is_dir():
        return
    yield data_dir
    yield from data_dir.glob("*.sqlite3*")
    for name in _KEPT:
        if (folder := data_dir / name).is_dir():
            yield folder
            yield from (path for path in folder.rglob("*") if not path.is_symlink())
