"""`dastyar catalogue …`: what an editor should look at, and which addresses are dead."""

import asyncio
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.upkeep.tables import (
    fates_table,
    finding_lines,
    links_json,
    links_table,
    needs_table,
    report_json,
    stale_table,
)
from assistant.upkeep.unanswered import unanswered_in_database
from knowledge.calendar.jalali import TEHRAN
from knowledge.catalogue import ROOT, Catalogue, load
from knowledge.files import CatalogueError
from knowledge.upkeep.collected import Fate, fates, read_collection
from knowledge.upkeep.links import (
    LinkOutcome,
    LinkState,
    Manners,
    OfflineError,
    addresses,
    check_links,
)
from knowledge.upkeep.report import CatalogueLocations, CatalogueReport, EditorNeed, examine

catalogue = typer.Typer(no_args_is_help=True, help="Keep the catalogue true.")
console, errors = Console(), Console(stderr=True)

_OFFLINE = (
    "این رایانه به اینترنت دسترسی ندارد؛ هیچ نشانی‌ای بررسی نشد.",
    "This machine has no internet; no address was checked.",
)
_OFFLINE_CODE = 2

Agencies = Annotated[
    list[str] | None, typer.Option("--agency", help="Id of an agency; may come several times.")
]
Folder = Annotated[
    Path, typer.Option("--knowledge", help="Another folder of knowledge than the shipped one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@catalogue.command("report")
def report(
    *,
    agency: Agencies = None,
    years: Annotated[int, typer.Option(min=1, help="Sources older than it are stale.")] = 2,
    need: Annotated[
        EditorNeed | None, typer.Option(help="Only this, one line a finding, with file and line.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Services in a row; 0 for all.")] = 8,
    folder: Folder = ROOT,
    as_json: AsJson = False,
) -> None:
    """Tell which services are bare, stale, weakly sourced, in conflict, or long not reviewed."""
    today = datetime.now(TEHRAN).date()
    found, written = _examine(_load(folder), agency or (), today, years), CatalogueLocations(folder)
    if as_json:
        _print_json(report_json(found, today, years, written))
    elif need:
        wanted = [finding for finding in found.findings if finding.need is need]
        for line in finding_lines(wanted, written):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
    else:
        _print_report(found, years, limit)


@catalogue.command("check-links")
def check_all_links(
    *,
    agency: Agencies = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one request.")] = 10,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Hosts asked at once.")] = 16,
    folder: Folder = ROOT,
    as_json: AsJson = False,
) -> None:
    """Ask every address of portals and sources; exits with 1 for dead ones, 2 without internet."""
    known = _load(folder)
    wanted = _of_agencies(known, agency or ())
    try:
        outcomes = _ask(wanted, addresses(known), Manners(timeout, at_once))
    except OfflineError as error:
        if as_json:
            _print_json({"offline": True})
        for words in _OFFLINE:
            errors.print(words, style="red")
        raise typer.Exit(_OFFLINE_CODE) from error
    _print_outcomes(outcomes, CatalogueLocations(folder), as_json)
    if any(one.state is LinkState.DEAD for one in outcomes):
        raise typer.Exit(1)


@catalogue.command("compare")
def compare(
    collections: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    folder: Folder = ROOT,
) -> None:
    """Tell what became of the lines of collected facts: taken, changed, set aside, or left."""
    known = _load(folder)
    told = fates([line for path in collections for line in read_collection(path)], known)
    console.print(fates_table(told))
    for line, fate in told:
        if fate is Fate.LEFT:
            where = f"{line.service} {line.aspect}: {line.text}"
            console.print(where, highlight=False, markup=False, soft_wrap=True)


def _load(folder: Path) -> Catalogue:
    """The catalogue; its faults are shown with file and line, and end the command."""
    try:
        return load(folder)
    except CatalogueError as error:
        for fault in error.faults:
            errors.print(fault, style="red", highlight=False, markup=False, soft_wrap=True)
        raise typer.Exit(1) from error


def _examine(known: Catalogue, agencies: Iterable[str], today: date, years: int) -> CatalogueReport:
    asked = unanswered_in_database()
    try:
        return examine(known, today, years=years, agencies=agencies, unanswered=asked)
    except KeyError as error:
        raise typer.BadParameter(f"there is no agency {error}") from error


def _of_agencies(known: Catalogue, agencies: Iterable[str]) -> tuple[str, ...]:
    try:
        return addresses(known, agencies)
    except KeyError as error:
        raise typer.BadParameter(f"there is no agency {error}") from error


def _ask(
    wanted: tuple[str, ...], known: tuple[str, ...], manners: Manners
) -> tuple[LinkOutcome, ...]:
    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task("addresses", total=len(wanted))
        asked = check_links(wanted, known, manners, lambda _: progress.advance(task))
        return asyncio.run(asked)


def _print_report(found: CatalogueReport, years: int, limit: int) -> None:
    console.print(needs_table(found, years, limit))
    if found.services_with(EditorNeed.STALE):
        console.print(stale_table(found))
    if not found.unanswered_known:
        console.print("There is no database to read citizens' unanswered questions from.")


def _print_outcomes(
    outcomes: tuple[LinkOutcome, ...], written: CatalogueLocations, as_json: bool
) -> None:
    told = links_json(outcomes, written)
    if as_json:
        _print_json(told)
        return
    if any(one.state is not LinkState.OK for one in outcomes):
        console.print(links_table(outcomes, written))
    totals = ", ".join(f"{count} {state}" for state, count in told["totals"].items())
    console.print(f"{len(outcomes)} addresses: {totals}")


def _print_json(content: dict[str, Any]) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
