"""A separate PostgreSQL whose log pgBackRest archives; it may be killed, and restored."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from support.postgres import packed

_USER = "pgserver"
"""As root nobody runs PostgreSQL: then it is this user, whom the tests' server also makes."""


def is_there() -> bool:
    """Whether pgBackRest is on this machine."""
    return shutil.which("pgbackrest") is not None


class ArchivedPostgres:
    """Server, repository and configuration in a folder that is removed in the end."""

    def __init__(self, archive_timeout_s: int = 60) -> None:
        # Not below pytest's folder: as root the server runs as another user, who may not enter it.
        self.root = Path(tempfile.mkdtemp(prefix="dastyar-archived-"))
        self.root.chmod(0o755)
        self.data, self.dead = self.root / "data", self.root / "dead"
        self._bin, self._as_user = _programs(), _as_user()
        for name in ("repo", "log", "lock", "spool", "run", "elsewhere"):
            (self.root / name).mkdir(mode=0o755)
        self.configuration = self.root / "pgbackrest.conf"
        self.configuration.write_text(_PGBACKREST.format(root=self.root))
        self._give_away()
        self._pg("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-N")
        told = _POSTGRES.format(
            root=self.root, command=self._archive_command, seconds=archive_timeout_s
        )
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(told)
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.root / 'run'}"

    @property
    def pgbackrest(self) -> str:
        """The command for the settings."""
        own = f"pgbackrest --config={self.configuration} --stanza=dastyar"
        return " ".join([*self._as_user, own])

    @property
    def starting(self) -> Sequence[str]:
        """The command that starts the server."""
        options = ["-w", "-D", str(self.data), "-l", str(self.root / "log" / "server.log")]
        return [*self._as_user, str(self._bin / "pg_ctl"), *options, "start"]

    def start(self) -> None:
        ran = subprocess.run(
            self.starting, check=False, stdout=subprocess.DEVNULL, cwd="/", timeout=60
        )
        assert ran.returncode == 0, (self.root / "log" / "server.log").read_text()[-2000:]

    def kill(self) -> None:
        """End it at once, with all its processes."""
        self._end()

    def lose(self) -> None:
        """Put the killed server's folder aside; its place is empty."""
        self.data.rename(self.dead)
        self.data.mkdir(mode=0o700)
        self._give_away()

    def close(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._end()
        shutil.rmtree(self.root, ignore_errors=True)

    def _end(self) -> None:
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        if not psutil.pid_exists(pid):
            return
        server = psutil.Process(pid)
        family = [server, *server.children()]
        for one in family:
            try:
                one.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(family, timeout=30)
        time.sleep(0.1)

    @property
    def _archive_command(self) -> str:
        return f"pgbackrest --config={self.configuration} --stanza=dastyar archive-push %p"

    def _pg(self, name: str, *arguments: object) -> None:
        command = [*self._as_user, str(self._bin / name), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

    def _give_away(self) -> None:
        if self._as_user:
            for path in (self.root, *self.root.rglob("*")):
                shutil.chown(path, _USER)


def _programs() -> Path:
    return Path(packed().__file__).parent / "pginstall" / "bin"


def _as_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    packed().utils.ensure_user_exists(_USER)
    return ["setpriv", f"--reuid={_USER}", "--clear-groups"]


_PGBACKREST = """\
[global]
repo1-path={root}/repo
repo1-retention-full=2
log-path={root}/log
lock-path={root}/lock
spool-path={root}/spool
start-fast=y
[dastyar]
pg1-path={root}/data
pg1-socket-path={root}/run
pg1-user=postgres
"""
_POSTGRES = """
listen_addresses = ''
unix_socket_directories = '{root}/run'
archive_mode = on
archive_command = '{command}'
archive_timeout = {seconds}
"""
