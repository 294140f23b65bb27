"""`dastyar jobs …`: what waits, what is dead, and another try for a dead job."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from assistant.storage.database import run_once
from assistant.storage.jobs import Job, JobState
from assistant.storage.jobs.queue import revive
from assistant.storage.shared_clock import utc_now

jobs = typer.Typer(no_args_is_help=True, help="See jobs, and revive dead ones.")
console = Console()


@jobs.command("count")
def count() -> None:
    """How many jobs wait, are done, or are dead, by kind."""
    query = select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)
    table = Table("kind", "state", "jobs")
    for kind, state, number in run_once(lambda session: session.execute(query).all()):
        table.add_row(kind, state, str(number))
    console.print(table)


@jobs.command("dead")
def dead(limit: Annotated[int, typer.Option(min=1, max=1000)] = 50) -> None:
    """The dead jobs with their last error, newest first."""
    query = select(Job).where(Job.state == JobState.DEAD).order_by(Job.finished_at.desc())
    table = Table("id", "kind", "attempts", "died", "last error")
    for job in run_once(lambda session: session.scalars(query.limit(limit)).all()):
        died = (job.finished_at or utc_now()).isoformat(timespec="seconds")
        table.add_row(str(job.id), job.kind, str(job.attempts), died, job.last_error or "")
    console.print(table)


@jobs.command("retry")
def retry(job: Annotated[int, typer.Argument(help="Id, as `dastyar jobs dead` shows it.")]) -> None:
    """Let a dead job be tried again from the beginning."""
    if not run_once(lambda session: revive(session, job)):
        console.print(f"there is no dead job {job}", style="red")
        raise typer.Exit(1)
    console.print(f"job {job} waits again")
