"""Drives pgBackRest, which copies PostgreSQL and archives its log, and brings both back."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.backup.manifest import BackupFault, PostgresPart

_LONGEST_S = 24 * 3600
_ALREADY_ARCHIVED = 45
"""pgBackRest's status for a segment of which the archive has more, or another part."""
_SEGMENT = 24
END, OWN = "end", "backup"
"""How far a restore goes: to the end of the log, or to the end of the backup itself."""


class PgBackRest:
    """The tool by the command of the settings, which may go through `sudo` or `ssh`."""

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command)

    def backup(self, *, is_full: bool) -> PostgresPart:
        """Copy the server; only changes since the last copy, unless `is_full`."""
        self._run("stanza-create")
        self._run("backup", *(["--type=full"] if is_full else []))
        newest = self._info()[-1]
        ended_at = datetime.fromtimestamp(newest["timestamp"]["stop"], UTC)
        return PostgresPart(label=newest["label"], ended_at=ended_at)

    def has(self, label: str) -> bool:
        """Whether the repository still holds a backup."""
        return any(one["label"] == label for one in self._info())

    def restore(self, label: str, until: str | datetime) -> None:
        """Lay a backup into the server's empty folder; it goes on to `until` when it starts."""
        self._run("restore", f"--set={label}", *_target(until))

    def archive(self, folder: Path) -> int:
        """Bring log of a dead server into the archive that had not come there; how many files.

        `folder` is its `pg_wal`, or that of a `pg_receivewal`. Done after `restore`, which knows
        the server by what was laid down, and before the server starts.
        """
        count = 0
        with TemporaryDirectory(prefix="dastyar-wal-") as name:
            Path(name).chmod(0o755)
            for path in sorted(folder.iterdir()):
                segment = path.name.removesuffix(".partial")
                if len(segment) == _SEGMENT and path.is_file():
                    copy = Path(shutil.copy(path, Path(name) / segment))
                    copy.chmod(0o644)
                    count += self._archived(copy)
                    copy.unlink()
        return count

    def _archived(self, segment: Path) -> bool:
        ran = self._ran("archive-push", str(segment), "--no-archive-async")
        if ran.returncode not in {0, _ALREADY_ARCHIVED}:
            raise _fault("archive-push", ran)
        return ran.returncode == 0

    def _info(self) -> list[dict[str, Any]]:
        told = json.loads(self._run("info", "--output=json"))
        found = told[0].get("backup", []) if told else []
        return [one for one in found if not one.get("error")]

    def _run(self, name: str, *arguments: str) -> str:
        ran = self._ran(name, *arguments)
        if ran.returncode:
            raise _fault(name, ran)
        return ran.stdout

    def _ran(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [*self._command, "--log-level-console=off", "--log-level-stderr=error"]
        try:
            return subprocess.run(
                [*command, name, *arguments],
                capture_output=True,
                text=True,
                timeout=_LONGEST_S,
                check=False,
                cwd="/",
            )
        except FileNotFoundError as error:
            raise BackupFault(
                f"{self._command[0]} is not here: install pgBackRest, or name it by "
                "DASTYAR_PGBACKREST (docs/backup.md)"
            ) from error


def is_at_rest(session: Session) -> bool:
    """Whether the server has played its log to the end, and takes writes."""
    return not session.scalar(text("SELECT pg_is_in_recovery()"))


def configuration(session: Session, repository: Path) -> str:
    """What the server and pgBackRest need, with the server's own folder, socket and port."""
    try:
        folder, port, sockets = (
            str(session.scalar(text(f"SHOW {name}")))
            for name in ("data_directory", "port", "unix_socket_directories")
        )
    except SQLAlchemyError as error:
        raise BackupFault(
            "the database's user may not see the server's folders: let an administrator of the "
            "server run `GRANT pg_read_all_settings TO` that user"
        ) from error
    return _CONFIGURATION.format(
        repository=repository, folder=folder, port=port, socket=sockets.split(",")[0].strip()
    )


_CONFIGURATION = """\
# /etc/pgbackrest.conf, on the database's machine; owned by its user postgres, mode 600
[global]
repo1-path={repository}
repo1-retention-full=2
repo1-block=y
repo1-bundle=y
start-fast=y
compress-type=zst
# Encrypted at rest: keep the passphrase where the keys are kept, never beside the backups.
#repo1-cipher-type=aes-256-cbc
#repo1-cipher-pass=

[dastyar]
pg1-path={folder}
pg1-port={port}
pg1-socket-path={socket}

# postgresql.conf; archive_mode needs a restart of the server
wal_level = replica
archive_mode = on
archive_command = 'pgbackrest --stanza=dastyar archive-push %p'
archive_timeout = 60
"""


def _target(until: str | datetime) -> Sequence[str]:
    if isinstance(until, datetime):
        when = until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00")
        return ["--type=time", f"--target={when}", "--target-action=promote"]
    return ["--type=immediate", "--target-action=promote"] if until == OWN else []


def _fault(name: str, ran: "subprocess.CompletedProcess[str]") -> BackupFault:
    told = " ".join(ran.stderr.split())[-600:]
    return BackupFault(f"pgBackRest could not do {name} (status {ran.returncode}): {told}")
