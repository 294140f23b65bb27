"""A loss and its restore: portals file, a backup is made meanwhile, all is killed and brought back.

The codes shown to citizens are compared with the cases that are there afterwards.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from assistant.backup.checking import RestoreRequest
from assistant.backup.making import make_backup
from assistant.backup.places import backups_in, keep_keys
from assistant.backup.restoring import Restored, restore
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from support.archived_postgres import ArchivedPostgres
from support.gateway_process import Gateways
from support.kills import CODES, Writers
from support.samples import complaint
from support.serving import private_settings


@dataclass(frozen=True)
class Loss:
    """What goes: the gateway's folder, and with `server` also PostgreSQL's, killed at once.

    `has_wal` says that the dead server's log can still be read.
    """

    server: ArchivedPostgres | None = None
    has_wal: bool = True


@dataclass
class Drilled:
    """The result of a drill. Times in seconds.

    `before` are codes shown before the backup began, `shown` all until the kill; `slowest_s` is
    the longest that a portal waited for a code while the backup was made.
    """

    before: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    backup_s: float = 0.0
    slowest_s: float = 0.0
    since_backup_s: float = 0.0
    restore_s: float = 0.0
    until_filed_s: float = 0.0
    faults: Sequence[str] = field(default_factory=list)

    @property
    def lost_before(self) -> int:
        """Codes of before the backup that are gone."""
        return len(self.before - self.kept)

    @property
    def lost(self) -> int:
        """Codes shown until the kill that are gone."""
        return len(self.shown - self.kept)


class Drill:
    """One drill in an empty folder."""

    def __init__(self, gateways: Gateways, folder: Path, loss: Loss, seed: int = 128) -> None:
        self._gateways, self._folder, self._loss, self._seed = gateways, folder, loss, seed
        self._values: dict[str, Any] = {}
        if loss.server:
            self._values = {"database_url": loss.server.url, "pgbackrest": loss.server.pgbackrest}
        self._settings = self._settings_in("data")
        self.found = Drilled()

    async def run(self, before: int, after: int) -> Drilled:
        """File `before` cases, back up while filing goes on, `after` more, kill and restore."""
        self._settings.data_dir.mkdir(parents=True)
        await migrate(database := Database(self._settings.database))
        await database.close()
        self._gateways.start(self._settings.data_dir, **self._values)
        writers = Writers(self._gateways.address, self._seed)
        try:
            await writers.until_shown(before)
            ended_at = await self._back_up(writers)
            await writers.until_shown(len(writers.shown) + after)
            await asyncio.to_thread(self._kill)
        finally:
            await writers.close()
        killed_at = time.monotonic()
        self.found.since_backup_s = killed_at - ended_at
        self.found.shown = _codes(writers)
        restored = await asyncio.to_thread(self._restore)
        self.found.restore_s, self.found.faults = restored.seconds, restored.faults
        await self._go_on(killed_at)
        return self.found

    async def _back_up(self, writers: Writers) -> float:
        self.found.before, begun = _codes(writers), time.monotonic()
        making = asyncio.create_task(asyncio.to_thread(make_backup, self._settings, self._place))
        last, number = begun, len(writers.shown)
        while not making.done():
            await asyncio.sleep(0.002)
            if len(writers.shown) > number:
                last, number = time.monotonic(), len(writers.shown)
            self.found.slowest_s = max(self.found.slowest_s, time.monotonic() - last)
        await making
        keep_keys(self._settings, self._folder / "safe")
        self.found.backup_s = time.monotonic() - begun
        return time.monotonic()

    def _kill(self) -> None:
        # The server first: while the gateway dies, its last words would still be archived.
        if self._loss.server:
            self._loss.server.kill()
        self._gateways.kill()
        if self._loss.server:
            self._loss.server.lose()
        self._settings.data_dir.rename(self._folder / "lost")

    def _restore(self) -> Restored:
        (folder,), server = backups_in(self._place), self._loss.server
        wal = server.dead / "pg_wal" if server and self._loss.has_wal else None
        start = server.starting if server else ()
        notes = self._folder / "notes"
        notes.mkdir()
        wanted = RestoreRequest(
            folder, self._folder / "safe", wal=wal, start=start, erasures=[notes]
        )
        return restore(self._settings_in("new"), wanted)

    async def _go_on(self, killed_at: float) -> None:
        """Whether a citizen is served again, and when."""
        settings = self._settings_in("new")
        self._gateways.start(settings.data_dir, **self._values)
        async with httpx.AsyncClient(base_url=self._gateways.address, trust_env=False) as http:
            while True:
                with suppress(httpx.TransportError):
                    answer = await http.post("/api/v1/cases", json=complaint(), timeout=60)
                    assert answer.status_code == 201, answer.text
                    break
        self.found.until_filed_s = time.monotonic() - killed_at
        self._gateways.stop()
        database = Database(settings.database)
        codes = await database.run(lambda session: frozenset(session.scalars(CODES)))
        await database.close()
        assert answer.json()["tracking_code"] in codes
        self.found.kept = codes

    @property
    def _place(self) -> Path:
        return self._folder / "backups"

    def _settings_in(self, name: str) -> Settings:
        return private_settings(self._folder / name, **self._values)


def _codes(writers: Writers) -> frozenset[str]:
    return frozenset(code for code, _ in writers.shown.values())
