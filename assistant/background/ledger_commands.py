"""`dastyar ledger`: the hash-chained history of cases, checked and held against what is known."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from assistant.cases.closures import CurrentTimes
from assistant.cases.ledger import roots_between
from assistant.cases.models import PersonalReading
from assistant.cases.schedule import Schedule
from assistant.cases.signatures import Notary
from assistant.cases.terms import Indicator
from assistant.cases.verify import KnownLedger, UnknownFormError, VerifyMeans, read_known
from assistant.cases.verify import verify as check
from assistant.desk.models import AuditEntry
from assistant.insight.periods.reporting_period import PeriodEntry
from assistant.settings import get_settings
from assistant.storage.database import Database, run_once
from assistant.storage.key_marks import KeyFault, usable_sealer
from assistant.storage.sealing import Sealer
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import load

ledger = typer.Typer(no_args_is_help=True, help="The hash-chained history of cases.")
console = Console()

KnownRoot = Annotated[
    list[str] | None,
    typer.Option(help="Kept from outside: a root's hash, or a file with roots, receipt, message."),
]


@ledger.command()
def verify(known_root: KnownRoot = None) -> None:
    """Check cases, sealed values, files, logs and daily roots; faults are told one a line."""
    try:
        known = [read_known(one) for one in known_root or ()]
    except UnknownFormError as error:
        console.print(f"neither a hash nor a file with a root: {error}", style="red")
        raise typer.Exit(2) from error
    count, (sealer, notary) = 0, _fitting()
    for place, fault in run_once(
        lambda session: list(check(session, means_of(session, sealer, notary, known)))
    ):
        count += 1
        console.print(f"{place}: {fault}", style="red", highlight=False, soft_wrap=True)
    if count:
        raise typer.Exit(1)
    console.print("ledger: whole")


@ledger.command()
def roots() -> None:
    """Print all signed roots as JSON, as GET /api/v1/ledger/roots does: keep them elsewhere."""
    key = _fitting()[1].public_key
    found = run_once(lambda session: roots_between(session, key, date.min, date.max))
    typer.echo(found.model_dump_json())


def _fitting() -> tuple[Sealer, Notary]:
    """What opens and what signs; a key that is missing or foreign is told and never made."""
    settings = get_settings()
    database = Database(settings.database)
    try:
        return usable_sealer(database, settings), Notary(settings.signing_key)
    except KeyFault as error:
        console.print(str(error), style="red", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error
    finally:
        database.engine.dispose()


def means_of(
    session: Session, sealer: Sealer, notary: Notary, known: list[KnownLedger]
) -> VerifyMeans:
    """What the check of this installation has beside the database."""
    times = CurrentTimes(load_calendar(load(), set(Indicator)))
    return VerifyMeans(
        sealer,
        notary.public_key,
        Schedule(times.refresh(session)),
        (PersonalReading, AuditEntry, PeriodEntry),
        KnownLedger.of(known),
    )
