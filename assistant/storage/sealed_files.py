"""Files by a keyed hash of their content, sealed; a file is on the disk before it counts."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from assistant.storage.digests import Purpose, plain
from assistant.storage.durable_files import sync_folder, write_whole
from assistant.storage.sealing import Sealer

_NAME = re.compile("[0-9a-f]{64}")
_KEYED = "keyed"
"""The folder of files under keyed names; older files are outside of it until they are renamed."""


class LostFileError(RuntimeError):
    """A file that a row names is gone, or has another content."""


class SealedFiles:
    """A folder of sealed files, named by a keyed hash (hex) of their content.

    Without the key nobody can see from the names whether a file that they know is among them.
    Several processes may use it at the same time. All methods block.
    """

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._root, self._folder, self._sealer = folder, folder / _KEYED, sealer
        self.key_id = sealer.key_id
        """Names the key that seals now."""

    def put(self, data: bytes) -> tuple[str, str]:
        """Keep `data`; returns its name, and its sealed SHA-256.

        A known file is written again, so its age begins again.
        """
        sha256 = plain(data)
        name = self._name(sha256)
        self._write(name, self._sealer.seal_bytes(data))
        return name, self._sealer.seal(sha256)

    def get(self, name: str) -> bytes:
        """The content of the file with this name.

        Raises `LostFileError`, and `cryptography.fernet.InvalidToken` when no key opens it.
        """
        try:
            data = self._sealer.open_bytes(self._path(name).read_bytes())
        except FileNotFoundError as error:
            raise LostFileError(name) from error
        if self._name(plain(data)) != name:
            raise LostFileError(name)
        return data

    def reseal(self, name: str) -> str:
        """Seal a file again under the newest key; returns its sealed SHA-256.

        Raises what `get` raises.
        """
        return self.put(self.get(name))[1]

    def rename_plain(self) -> None:
        """Rename older files, which are named by their plain hash, to their keyed names."""
        for path in self._root.glob("??/*"):
            if _NAME.fullmatch(path.name):
                target = self._path(self._name(path.name))
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.rename(target)
                sync_folder(target.parent)
                sync_folder(path.parent)

    def old(self, before: datetime) -> Iterator[str]:
        """The names of all files that were last written before a moment."""
        for path in self._folder.glob("??/*"):
            if _NAME.fullmatch(path.name) and _written(path) < before.timestamp():
                yield path.name

    def discard(self, name: str, before: datetime) -> bool:
        """Remove a file unless it was written since `before`; returns whether it was removed.

        It is put aside before its age is checked, so that a file which another process writes at
        this very moment is not lost.
        """
        path, aside = self._path(name), self._partial(name)
        try:
            path.rename(aside)
        except FileNotFoundError:
            return False
        if _written(aside) >= before.timestamp() and not path.exists():
            aside.rename(path)
            return False
        aside.unlink()
        return True

    def tidy(self, before: datetime) -> None:
        """Remove partial files that killed processes left before a moment."""
        for path in self._folder.glob("??/.*"):
            if _written(path) < before.timestamp():
                path.unlink(missing_ok=True)

    def _write(self, name: str, sealed: bytes) -> None:
        path, partial = self._path(name), self._partial(name)
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            sync_folder(self._folder)
            sync_folder(self._root)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            try:
                write_whole(descriptor, sealed)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            partial.rename(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)

    def _name(self, sha256: str) -> str:
        return self._sealer.digests.keyed(Purpose.FILE, sha256)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise LostFileError(name)
        return self._folder / name[:2] / name

    def _partial(self, name: str) -> Path:
        return self._folder / name[:2] / f".{name}.{uuid4().hex}"


def opened_files(folder: Path, sealer: Sealer) -> SealedFiles:
    """The files of an installation, older ones under keyed names too; it blocks."""
    files = SealedFiles(folder, sealer)
    files.rename_plain()
    return files


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
