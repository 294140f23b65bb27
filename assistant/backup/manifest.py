"""The manifest of a backup: by it a restore knows whether all is there, and whether it fits."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.ledger import roots_between
from assistant.cases.models import Case
from assistant.storage.durable_files import sync_folder, write_secret
from assistant.storage.key_marks import marks
from assistant.storage.migrate import revision_of
from assistant.storage.sealing import Sealer

NAME = "manifest.json"
_LONGEST = 256 * 2**20
_CHUNK = 2**20


class BackupFault(RuntimeError):
    """A backup cannot be made or restored; the message says why, and what to do."""


class FileMark(BaseModel):
    """A file as it was written."""

    bytes: int
    sha256: str


class NewestRoot(BaseModel):
    """The newest signed root of the ledger."""

    number: int
    day: str
    hash: str


class PostgresPart(BaseModel):
    """What pgBackRest keeps of this backup in its own repository."""

    label: str
    ended_at: datetime


class Manifest(BaseModel):
    """One backup. `keys` are fingerprints by name, and `seal_keys` ids: neither reveals a key."""

    model_config = ConfigDict(extra="forbid")

    form: Literal[1] = 1
    program: str
    schema_: str
    database: Literal["sqlite", "postgresql"]
    begun_at: datetime
    as_of: datetime
    """Everything that was shown before this moment is in it."""
    ended_at: datetime
    keys: dict[str, str]
    seal_keys: list[str]
    cases: int
    newest_root: NewestRoot | None
    postgres: PostgresPart | None = None
    files: dict[str, FileMark]
    mark: str = ""
    """Made with the master key over everything else: whoever has not the key cannot forge it."""

    def marked(self, sealer: Sealer) -> "Manifest":
        """The same with the mark of this installation."""
        return self.model_copy(update={"mark": self._mark(sealer)})

    def is_of(self, sealer: Sealer) -> bool:
        """Whether whoever made it had this master key, and nobody has changed it since."""
        return self.mark == self._mark(sealer)

    def _mark(self, sealer: Sealer) -> str:
        return sealer.code("backup", self.model_copy(update={"mark": ""}).model_dump_json())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put it beside the files; without it the folder is no backup."""
    write_secret(folder / NAME, manifest.model_dump_json(indent=1).encode())


def read_manifest(folder: Path) -> Manifest:
    """Raises `BackupFault` for anything but a whole backup of a form that is known here."""
    path = folder / NAME
    try:
        if path.stat().st_size > _LONGEST:
            raise BackupFault(f"{path} is too large for a manifest")
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BackupFault(f"{folder} is no backup: {NAME} cannot be read") from error
    except ValidationError as error:
        raise BackupFault(
            f"{path} is damaged, or of a newer program: take another backup, or that program"
        ) from error


def faults_of_files(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Files that are gone, damaged, or not of this backup."""
    for name, mark in manifest.files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
            yield f"{name} leads out of the backup"
        elif not path.is_file():
            yield f"{name} is gone"
        elif marked_file(path) != mark:
            yield f"{name} is damaged"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - manifest.files.keys() - {NAME}):
        yield f"{name} does not belong to it"


def marked_file(path: Path) -> FileMark:
    """The `FileMark` of a file that is there."""
    return _through(path, lambda _: None)


def copied_file(source: Path, target: Path) -> FileMark:
    """Copy a file, mode 600, onto the disk; raises `FileNotFoundError` when it is gone."""
    with source.open("rb"):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.touch(mode=0o600)
    with target.open("wb") as out:
        mark = _through(source, out.write)
        flush(out)
    sync_folder(target.parent)
    return mark


def flush(file: Any) -> None:
    """Have what was written to an open file outlive a power cut."""
    import os

    file.flush()
    os.fsync(file.fileno())


def _through(path: Path, write: Callable[[bytes], Any]) -> FileMark:
    digest, length = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            length += len(chunk)
            write(chunk)
    return FileMark(bytes=length, sha256=digest.hexdigest())


CODES, ROOTS = "codes.txt", "roots.json"


@dataclass(frozen=True)
class Contents:
    """The database at one moment. `roots` are the signed roots as they are published."""

    schema: str
    keys: dict[str, str]
    codes: tuple[str, ...]
    roots: str
    newest_root: NewestRoot | None


def contents_of(session: Session, public_key: str) -> Contents:
    """Read within one transaction that sees one moment."""
    published = roots_between(session, public_key, date.min, date.max)
    newest = published.roots[-1] if published.roots else None
    return Contents(
        revision_of(session) or "",
        marks(session),
        codes_in(session),
        published.model_dump_json(),
        NewestRoot(number=newest.number, day=newest.day, hash=newest.hash) if newest else None,
    )


def codes_in(session: Session) -> tuple[str, ...]:
    """All tracking codes."""
    return tuple(session.scalars(select(Case.tracking_code).order_by(Case.id)))
