"""Takes from other users of the machine what an installation keeps."""

import os
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077


def made_private(*folders: Path) -> list[Path]:
    """All that others could open in `folders` and below, now closed to them.

    Links are left alone, and so are their targets: they are not ours. A missing folder has nothing.
    """
    open_ones = open_to_others(*folders)
    for path in open_ones:
        path.chmod(path.stat().st_mode & ~_OTHERS)
    return open_ones


def open_to_others(*folders: Path) -> list[Path]:
    """The same paths, left open."""
    found = (path for folder in folders for path in _within(folder))
    return [path for path in dict.fromkeys(found) if path.stat().st_mode & _OTHERS]


def _within(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    yield folder
    for root, folders, files in os.walk(folder):
        paths = (Path(root, name) for name in (*folders, *files))
        yield from (path for path in paths if not path.is_symlink())
