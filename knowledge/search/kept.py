"""Arrays and words kept in a file that is data only, and known to be whole by its hash.

The hash is in a manifest beside the file. A file that is cut, changed or foreign counts as missing,
and so is made again. Nothing in it can run code.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_HASH = "sha256"
_DAMAGE = (OSError, ValueError, KeyError, EOFError, BadZipFile, UnicodeDecodeError)


class KeptArrays:
    """The file `path` with arrays, and `manifest` with the notes about them."""

    def __init__(self, path: Path, manifest: Path) -> None:
        self._path, self._manifest = path, manifest

    def write(self, arrays: Arrays, about: Mapping[str, Any]) -> None:
        """Keep `arrays`; a crash in between leaves nothing that would be believed."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._manifest.unlink(missing_ok=True)
        with _replacing(self._path) as partial:
            np.savez(partial, allow_pickle=False, **arrays)
        told = {**about, _HASH: _digest(self._path)}
        with _replacing(self._manifest) as partial:
            partial.write(json.dumps(told, ensure_ascii=False).encode())

    def read(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]] | None:
        """The arrays and the notes about them, or None when they are missing or damaged."""
        if (about := self.about()) is None:
            return None
        try:
            with np.load(self._path, allow_pickle=False) as found:
                return {name: found[name] for name in found.files}, about
        except _DAMAGE:
            return None

    def fitting(self, ingredients: Iterable[bytes], learn: Callable[[], Arrays]) -> Arrays:
        """The arrays that were learnt of these `ingredients`; `learn` makes them where none are."""
        made_of = hashlib.sha256(b"\n".join(ingredients)).hexdigest()
        found = self.read()
        if found is not None and found[1].get("made_of") == made_of:
            return found[0]
        arrays = learn()
        self.write(arrays, {"made_of": made_of})
        return arrays

    def about(self) -> dict[str, Any] | None:
        """The notes about the arrays, or None when the file is damaged; hashes the whole file."""
        try:
            about = json.loads(self._manifest.read_bytes())
            is_whole = isinstance(about, dict) and _digest(self._path) == about[_HASH]
            return about if is_whole else None
        except _DAMAGE:
            return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` once it is written."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        yield file
    partial.replace(path)


def words_as_array(words: list[str]) -> NDArray[np.uint8]:
    """Words in an array of bytes, since arrays of texts are as wide as the longest."""
    return np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), np.uint8)


def words_of_array(array: NDArray[np.uint8]) -> list[str]:
    """The words that `words_as_array` was given."""
    words: list[str] = json.loads(array.tobytes())
    return words
