"""`dastyar backup …` and `dastyar restore`."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.backup.checking import RestoreRequest, check_backup
from assistant.backup.making import make_backup
from assistant.backup.manifest import BackupFault, Manifest
from assistant.backup.pgbackrest import END, OWN, configuration
from assistant.backup.places import backups_in, drop_older, keep_keys
from assistant.settings import get_settings
from assistant.storage.database import run_once
from assistant.storage.key_marks import KeyFault

backup = typer.Typer(no_args_is_help=True, help="Backups: data, keys apart from it, and checks.")
console = Console(soft_wrap=True, highlight=False, markup=False)

Place = Annotated[
    Path | None, typer.Argument(help="Folder of all backups; none given: DASTYAR_BACKUP_FOLDER.")
]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BackupFault, KeyFault) as error:
        console.print(str(error), style="red")
        raise typer.Exit(1) from error


@backup.command()
def data(
    folder: Place = None,
    full: Annotated[
        bool, typer.Option("--full", help="PostgreSQL: copy all, and not only what changed.")
    ] = False,
    keep: Annotated[
        int, typer.Option(min=0, help="Remove all but so many backups afterwards; 0: none.")
    ] = 0,
) -> None:
    """Back up database and files of cases while Dastyar runs; keys are not in it."""
    with _told():
        place = folder or get_settings().backup_folder
        if place is None:
            raise BackupFault("name a folder, or set DASTYAR_BACKUP_FOLDER")
        manifest = make_backup(get_settings(), place, is_full=full)
        _show(manifest, backups_in(place)[-1])
        for old in drop_older(place, keep) if keep else ():
            console.print(f"removed: {old}")


@backup.command("keys")
def keys_(
    folder: Annotated[Path, typer.Argument(help="Folder for keys alone, apart from all data.")],
) -> None:
    """Copy the keys into a folder of their own, never with data."""
    with _told():
        kept = keep_keys(get_settings(), folder)
    console.print(f"keys: {', '.join(kept.copied) or 'none'}")
    if kept.given:
        console.print(f"given by settings, and not copied: {', '.join(kept.given)}", style="yellow")


@backup.command("check")
def check_(folder: Annotated[Path, typer.Argument(help="One backup.")]) -> None:
    """Compare every file of a backup with what was written."""
    with _told():
        manifest = check_backup(folder)
    _show(manifest, folder)


@backup.command()
def configure(
    folder: Annotated[Path, typer.Argument(help="Where pgBackRest keeps its repository.")],
) -> None:
    """Print the configuration of pgBackRest and of PostgreSQL for this database."""
    with _told():
        if get_settings().database.startswith("sqlite"):
            raise BackupFault("SQLite needs none: `dastyar backup data` does all")
        typer.echo(run_once(lambda session: configuration(session, folder.absolute())))


def restore(
    folder: Annotated[Path, typer.Argument(help="One backup: the folder with its manifest.")],
    *,
    keys: Annotated[
        Path | None, typer.Option(help="Kept keys to be put back; none given: those in place.")
    ] = None,
    to: Annotated[
        str, typer.Option(help="PostgreSQL: `end` of its log, `backup`, or a time with its zone.")
    ] = END,
    wal: Annotated[
        Path | None, typer.Option(help="PostgreSQL: the dead server's pg_wal, if it is left.")
    ] = None,
    start: Annotated[
        str, typer.Option(help="Command that starts PostgreSQL; none given: it is waited for.")
    ] = "",
    erasures: Annotated[
        list[Path] | None, typer.Option(help="Notes of what people had erased since.")
    ] = None,
    without_erasures: Annotated[
        bool, typer.Option("--without-erasures", help="Accept that erased data may come back.")
    ] = False,
) -> None:
    """Restore a backup into an empty installation, erase again, and check the ledger."""
    from assistant.backup.restoring import restore as run
    from assistant.backup.restoring import rows

    wanted = RestoreRequest(
        folder,
        keys,
        _until(to),
        wal,
        shlex.split(start),
        erasures or (),
        without_erasures,
    )
    with _told():
        restored = run(get_settings(), wanted)
    _table(rows(restored))
    for fault in (*restored.missing_codes[:20], *restored.faults[:20]):
        console.print(fault, style="red")
    if not restored.is_whole:
        raise typer.Exit(1)


def _until(written: str) -> str | datetime:
    if written in {END, OWN}:
        return written
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(f"{END}, {OWN}, or a time as 2026-12-01T10:30:00Z") from error
    if moment.tzinfo is None:
        raise typer.BadParameter("a time needs its zone, as 2026-12-01T10:30:00+03:30")
    return moment


def _show(manifest: Manifest, folder: Path) -> None:
    root = manifest.newest_root
    _table(
        [
            ("backup", str(folder)),
            ("begun", f"{manifest.begun_at:%Y-%m-%d %H:%M:%S} UTC"),
            ("took", f"{(manifest.ended_at - manifest.begun_at).total_seconds():.1f} s"),
            ("database", f"{manifest.database}, schema {manifest.schema_}"),
            ("pgBackRest", manifest.postgres.label if manifest.postgres else ""),
            ("cases", f"{manifest.cases:,}"),
            ("newest root", f"{root.day}, {root.hash}" if root else "none yet"),
            (
                "files",
                f"{len(manifest.files):,}, "
                f"{sum(one.bytes for one in manifest.files.values()) / 2**20:,.1f} MB",
            ),
        ]
    )


def _table(lines: list[tuple[str, str]]) -> None:
    table = Table(show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, told in lines:
        if told:
            table.add_row(name, told)
    console.print(table)
