"""`dastyar insight …`: writes facts by tenure, makes them again from the ledger, compares both."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.cases.signatures import Notary
from assistant.cases.terms import Indicator
from assistant.insight.facts.replay import WrittenFacts, kept, rebuild, replayed, write_lines
from assistant.insight.facts.writing import Histories, Row
from assistant.insight.periods.closing import recomputed
from assistant.insight.periods.moves import IllegalPeriodMoveError
from assistant.insight.periods.reporting_period import ReportingPeriod, UnknownPeriodError
from assistant.insight.periods.statement import Statements
from assistant.settings import get_settings
from assistant.storage.database import Database
from assistant.storage.key_marks import KeyFault, usable_sealer
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import load

insight = typer.Typer(no_args_is_help=True, help="Facts and figures of agencies.")
console = Console(stderr=True)
Output = Annotated[
    Path | None, typer.Option(help="Where the lines go; without it, to standard output.")
]


@insight.command("facts")
def facts(output: Output = None) -> None:
    """Write the facts as they are kept, as canonical JSON lines; their SHA-256 is told."""
    with _open_database() as database, database.transaction() as session:
        _print_summary(_write(kept(session), output))


@insight.command("rebuild")
def rebuild_facts(
    as_of: Annotated[
        str, typer.Option(help="RFC 3339; only work out the facts of then, and write no table.")
    ] = "",
    output: Output = None,
) -> None:
    """Make all facts and cells again from the ledger; with --as-of, print those of a time."""
    with _open_database() as database:
        histories = _histories(database)
        if as_of:
            until = _parse_time(as_of)
            with database.transaction() as session:
                _print_summary(_write(replayed(session, histories, until), output))
        else:
            console.print(f"cells: {rebuild(database.transaction, histories)}")


@insight.command("recompute")
def recompute(period: Annotated[str, typer.Argument(help="1405-06, or 1405-S2")]) -> None:
    """Work out frozen or final figures again; exit status 1 if the ledger gives other bytes."""
    try:
        wanted = ReportingPeriod.parse(period)
        with _open_database() as database, database.transaction() as session:
            is_same = recomputed(session, _statements(database), wanted)
    except (UnknownPeriodError, IllegalPeriodMoveError) as error:
        console.print(f"{period}: no frozen figures", style="red")
        raise typer.Exit(2) from error
    console.print(f"{period}: {'the same bytes' if is_same else 'the ledger gives other figures'}")
    if not is_same:
        raise typer.Exit(1)


@insight.command("check")
def check() -> None:
    """Compare the facts with the ledger; cases that differ are told one a line, exit status 1."""
    with _open_database() as database, database.transaction() as session:
        from_ledger = replayed(session, _histories(database))
        different = sorted(_differing_cases(kept(session), from_ledger))
    for case_id in different:
        console.print(f"case {case_id}: the facts are not what the ledger tells", style="red")
    if different:
        raise typer.Exit(1)
    console.print("facts: as the ledger tells")


def _differing_cases(one: Iterable[Row], other: Iterable[Row]) -> set[int]:
    """The ids of cases that do not have the same rows in both."""
    rows: dict[tuple[int, int], Row] = {(row["case_id"], row["number"]): row for row in one}
    different = set()
    for row in other:
        if rows.pop((row["case_id"], row["number"]), None) != row:
            different.add(int(row["case_id"]))
    return different | {case_id for case_id, _ in rows}


@contextmanager
def _open_database() -> Iterator[Database]:
    database = Database(get_settings().database)
    try:
        yield database
    finally:
        database.engine.dispose()


def _histories(database: Database) -> Histories:
    try:
        digests = usable_sealer(database, get_settings()).digests
    except KeyFault as error:
        console.print(str(error), style="red", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error
    return Histories(digests, load_calendar(load(), set(Indicator)))


def _parse_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"no time: {text}") from error
    if moment.tzinfo is None:
        raise typer.BadParameter(f"say in which zone: {text}Z")
    return moment.astimezone(UTC)


def _write(rows: Iterable[Row], output: Path | None) -> WrittenFacts:
    if output is None:
        return write_lines(rows, sys.stdout.buffer)
    with output.open("wb") as file:
        return write_lines(rows, file)


def _print_summary(written: WrittenFacts) -> None:
    console.print(f"tenures: {written.tenures}\nsha256: {written.sha256}", highlight=False)


def _statements(database: Database) -> Statements:
    catalogue = load()
    times = load_calendar(catalogue, set(Indicator))
    notary = Notary(get_settings().signing_key)
    return Statements(_histories(database), catalogue, times, notary)
