"""Where what was published lies: dated snapshots that are never changed, and their index.

`index.json` lists them with the SHA-256 of every file; each snapshot names the hash of the one
before, so that one cannot be exchanged later without all that follow. `counts/` is not public: the
exact counts of each published month, so that later half-years add up to what was published before.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from pydantic import BaseModel, ConfigDict

from assistant.insight.opendata.audit import ContradictionError
from assistant.insight.opendata.cells import CaseTally, Cell, Pattern, Tallies
from assistant.insight.opendata.tables import TABLES, OpenTable, Row, cells_told, read_csv

_NONE = "0" * 64


class File(BaseModel):
    """A file of a snapshot."""

    model_config = ConfigDict(frozen=True)

    name: str
    media_type: str
    bytes: int
    sha256: str


class Snapshot(BaseModel):
    """What was published on a day: all months until then."""

    model_config = ConfigDict(frozen=True)

    id: str
    as_of: str
    months: tuple[str, ...]
    withheld: tuple[str, ...]
    files: tuple[File, ...]
    previous_sha256: str

    @property
    def sha256(self) -> str:
        """Its hash, over all that it says of its files and the snapshot before."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class SnapshotStore:
    """The snapshots in a folder; one process writes at a time, any number read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def snapshots(self) -> list[Snapshot]:
        """All of them, the oldest first."""
        try:
            listed = json.loads((self._folder / "index.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return [Snapshot.model_validate(one) for one in listed["snapshots"]]

    def newest(self) -> Snapshot | None:
        """The last one."""
        return next(reversed(self.snapshots()), None)

    def path(self, snapshot: str, name: str) -> Path | None:
        """A file of a snapshot that is listed in the index; None if there is none."""
        for one in self.snapshots():
            if one.id == snapshot and any(file.name == name for file in one.files):
                return self._folder / "snapshots" / one.id / name
        return None

    def rows(self, table: OpenTable) -> list[Row]:
        """The rows of a table in the newest snapshot."""
        newest = self.newest()
        return self._rows(newest, table) if newest else []

    def everything_told(self) -> dict[Cell, int | None]:
        """The cells of all tables of all snapshots; raises `ContradictionError`."""
        found: dict[Cell, int | None] = {}
        for snapshot in self.snapshots():
            for table in TABLES:
                told_again(found, table, self._rows(snapshot, table))
        return found

    def pattern(self) -> Pattern:
        """What may be shown of whom, by the newest snapshot."""
        found: dict[Cell, int | None] = {}
        for table in TABLES:
            told_again(found, table, self.rows(table))
        return Pattern(found)

    def add(self, snapshot: Snapshot, contents: Mapping[str, bytes]) -> None:
        """Put a snapshot there, whole or not at all; raises `FileExistsError`."""
        folder = self._folder / "snapshots"
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / snapshot.id).exists():
            if any(one.id == snapshot.id for one in self.snapshots()):
                raise FileExistsError(snapshot.id)
            # Its writer died before the index knew of it, so nobody has seen it.
            shutil.rmtree(folder / snapshot.id)
        partial = Path(mkdtemp(dir=folder, prefix="."))
        for name, content in contents.items():
            _write(partial / name, content, mode=0o444)
        partial.rename(folder / snapshot.id)
        listed = [*self.snapshots(), snapshot]
        _replace(self._folder / "index.json", index_of(listed))

    def counts(self) -> dict[str, Tallies]:
        """The exact counts of the published months."""
        found = {}
        for path in sorted((self._folder / "counts").glob("*.json")):
            written = json.loads(path.read_text(encoding="utf-8"))
            found[path.stem] = {
                dimension: {key: CaseTally.read(one) for key, one in by_key.items()}
                for dimension, by_key in written.items()
            }
        return found

    def keep_counts(self, month: str, tallies: Tallies) -> None:
        """Keep the exact counts of a month, for nobody else."""
        written = {
            dimension: {key: vars(one) for key, one in sorted(by_key.items())}
            for dimension, by_key in tallies.items()
        }
        path = self._folder / "counts" / f"{month}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, json.dumps(written))

    def _rows(self, snapshot: Snapshot, table: OpenTable) -> list[Row]:
        path = self._folder / "snapshots" / snapshot.id / f"{table.name}.csv"
        return read_csv(table, path.read_bytes().decode())


def told_again(found: dict[Cell, int | None], table: OpenTable, rows: Sequence[Row]) -> None:
    """Add the cells of a table to `found`.

    A cell that one file hides and another shows counts as shown. Raises `ContradictionError` where
    two files give different values for one cell.
    """
    for cell, value in cells_told(table, rows):
        known = found.get(cell)
        if known is not None and value is not None and known != value:
            raise ContradictionError(f"told as {known} and as {value}: {cell}")
        found[cell] = known if value is None else value


def new_snapshot(
    shelf: SnapshotStore,
    *,
    day: str,
    as_of: str,
    months: Sequence[str],
    withheld: Sequence[str],
    contents: Mapping[str, bytes],
) -> Snapshot:
    """A snapshot of these files, behind those of the shelf."""
    newest = shelf.newest()
    return Snapshot(
        id=day,
        as_of=as_of,
        months=tuple(months),
        withheld=tuple(withheld),
        files=tuple(
            File(
                name=name,
                media_type=MEDIA_TYPES[name.rsplit(".")[-1]],
                bytes=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
            for name, content in sorted(contents.items())
        ),
        previous_sha256=newest.sha256 if newest else _NONE,
    )


MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
}


def index_of(snapshots: Sequence[Snapshot]) -> str:
    """The index of these snapshots."""
    listed = [one.model_dump(mode="json") | {"sha256": one.sha256} for one in snapshots]
    return json.dumps({"snapshots": listed}, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, content: bytes, mode: int) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _replace(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    _write(partial, text.encode(), mode=0o600)
    partial.replace(path)
