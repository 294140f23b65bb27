"""`dastyar calendar …`: closures at short notice, added and called off at any time."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.background.case_clock import confirmation_file
from assistant.cases import closures
from assistant.language.dates import jalali
from assistant.settings import get_settings
from assistant.storage.database import run_once
from assistant.storage.shared_clock import utc_now
from knowledge.calendar.jalali import beginning, end
from knowledge.calendar.schema import EVERYWHERE, Reason
from knowledge.calendar.work import Closure
from knowledge.catalogue import load

calendar = typer.Typer(no_args_is_help=True, help="Closures of offices at short notice.")
console = Console()


@calendar.command("close")
def close(
    province: Annotated[str, typer.Option(help=f"Name of the province, or {EVERYWHERE}.")],
    begins: Annotated[
        str, typer.Option("--from", help="Jalali: 1405-10-12 or '1405-10-12 11:00'.")
    ],
    ends: Annotated[str, typer.Option("--to", help="As --from; a day is included as a whole.")],
    reason: Annotated[Reason, typer.Option(help="Why.")],
    source: Annotated[str, typer.Option(help="Who announced it: an address, best of a page.")],
) -> None:
    """Close offices of a province for a time; open deadlines move."""
    try:
        name, said = closures.province_called(province), source.strip()[:500]
        closure = Closure(name, beginning(begins), end(ends), reason, said)
        if not said:
            raise ValueError("say who announced it")
        names = {province.name for province in load().provinces}
        row = run_once(lambda session: closures.add_closure(session, closure, names, "cli"))
    except closures.UnknownProvinceError as error:
        raise typer.BadParameter(f"unknown province {error}; for all: {EVERYWHERE}") from error
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    console.print(f"closure {row.id}: {_span(row.begins_at, row.ends_at)}")


@calendar.command("closures")
def list_closures() -> None:
    """The closures that were added by command or at the desk and hold."""
    table = Table("id", "province", "from – to", "reason", "source", "")
    for row in run_once(closures.closures):
        state = "" if row.ends_at > utc_now() else "over"
        span = _span(row.begins_at, row.ends_at)
        table.add_row(str(row.id), row.province or EVERYWHERE, span, row.reason, row.source, state)
    console.print(table)


@calendar.command("reopen")
def reopen(closure: Annotated[int, typer.Argument(help="Id of the closure.")]) -> None:
    """Call a closure off; open deadlines move back."""
    if not run_once(lambda session: closures.withdraw_closure(session, closure)):
        console.print(f"there is no closure {closure} that holds", style="red")
        raise typer.Exit(1)
    console.print(f"closure {closure} is called off")


def _span(begins: datetime, ends: datetime) -> str:
    return f"{jalali(begins)} – {jalali(ends)}"


@calendar.command("confirm-clock")
def confirm_clock() -> None:
    """Say that this machine's clock is right, after a jump or a burst of due cases was told."""
    moment = utc_now()
    confirmation_file(get_settings().data_dir).write_text(moment.isoformat())
    console.print(f"confirmed: {jalali(moment)}; what is due happens within the next hour")
