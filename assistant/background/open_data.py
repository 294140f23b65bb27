"""The press of an installation, and the commands that publish and archive."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.insight.facts.models import CaseFact
from assistant.insight.opendata.audit import ContradictionError
from assistant.insight.opendata.descriptors import DataPublisher
from assistant.insight.opendata.months import span
from assistant.insight.opendata.parquet import EXTRA, NoDuckDbError, archive_month, has_duckdb
from assistant.insight.opendata.publishing import (
    Press,
    PublishedTodayError,
    PublishingRefusedError,
    keys_of,
    last_due,
    names_of,
)
from assistant.insight.opendata.snapshots import SnapshotStore
from assistant.insight.opendata.suppression import NothingToHideBehindError
from assistant.settings import Settings, get_settings
from assistant.storage.database import run_once
from assistant.storage.shared_clock import utc_now
from knowledge.catalogue import Catalogue, load

console = Console()
_DAY_LENGTH = len("2026-11-28")
AsOf = Annotated[
    str, typer.Option(help="RFC 3339 time, or a day; what was known then. Default: now.")
]
Folder = Annotated[Path | None, typer.Option(help="Default: `facts` in the data folder.")]


def press_of(settings: Settings, catalogue: Catalogue) -> Press:
    """The press of an installation."""
    publisher = DataPublisher(
        settings.publisher or settings.public_address, settings.public_address
    )
    lag = timedelta(days=settings.open_data_lag_days)
    shelf = SnapshotStore(settings.open_data_dir)
    return Press(shelf, keys_of(catalogue), names_of(catalogue), publisher, lag)


def publish(as_of: AsOf = "") -> None:
    """Publish the open data of all months that are due, if nothing hidden can be told from it."""
    press = press_of(get_settings(), load())
    moment = _moment(as_of)
    try:
        snapshot = run_once(lambda session: press.publish(session, moment))
    except PublishedTodayError as error:
        console.print(str(error), soft_wrap=True)
        return
    except (PublishingRefusedError, ContradictionError, NothingToHideBehindError) as error:
        console.print(f"refused: {error}", style="red", soft_wrap=True)
        raise typer.Exit(1) from error
    if snapshot is None:
        console.print("no month is due\nماهی برای انتشار نمانده است")
        return
    console.print(f"snapshot {snapshot.id}: {', '.join(snapshot.months)}", soft_wrap=True)
    if not has_duckdb():
        console.print(f"without Parquet: DuckDB is not installed ({EXTRA})")


def archive(folder: Folder = None) -> None:
    """Write the facts of closed months as Parquet files, one a month, for DuckDB."""
    settings = get_settings()
    target = folder or settings.data_dir / "facts"
    last = last_due(utc_now(), timedelta(days=settings.open_data_lag_days))

    def work(session: Session) -> list[Path]:
        first = session.scalar(select(func.min(CaseFact.month)))
        return [archive_month(session, month, target) for month in span(first or "9999", last)]

    try:
        written = run_once(work)
    except NoDuckDbError as error:
        console.print(str(error), style="red")
        raise typer.Exit(1) from error
    console.print(f"months: {len(written)}, in {target}", soft_wrap=True)


def _moment(as_of: str) -> datetime:
    """A time that was written; a day is its end in UTC."""
    if not as_of:
        return utc_now()
    try:
        found = datetime.fromisoformat(as_of)
    except ValueError as error:
        raise typer.BadParameter("write a day, or a time such as 2026-11-28T12:00:00Z") from error
    if len(as_of) == _DAY_LENGTH:
        found += timedelta(days=1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
