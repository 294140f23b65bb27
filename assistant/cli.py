"""The `dastyar` command."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.background.calendar_commands import calendar
from assistant.background.insight_commands import insight
from assistant.background.job_commands import jobs
from assistant.background.key_rotation import rotate_ledger_key, rotate_sealing
from assistant.background.ledger_commands import ledger
from assistant.background.open_data import archive, publish
from assistant.background.sms_commands import sms
from assistant.backup.commands import backup, restore
from assistant.demo.commands import demo
from assistant.desk.commands import desk, keys
from assistant.doctor.commands import doctor
from assistant.settings import Settings, get_settings
from assistant.upkeep.commands import catalogue as catalogue_commands
from assistant.worker_settings import kinds_of_work
from lab.commands import train
from lab.evaluation.commands import evaluate
from lab.talks.commands import matters, put_right, talk, talks
from lab.talks.measure_commands import edits, facts, follow_ups, split, verdicts

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(evaluate, name="evaluate")
app.add_typer(jobs, name="jobs")
app.add_typer(desk, name="desk")
app.add_typer(calendar, name="calendar")
app.add_typer(catalogue_commands, name="catalogue")
app.add_typer(keys, name="keys")
app.add_typer(ledger, name="ledger")
app.add_typer(insight, name="insight")
app.add_typer(sms, name="sms")
app.add_typer(backup, name="backup")
app.add_typer(train, name="train")
app.command()(restore)
app.command()(doctor)
keys.command("rotate-sealing")(rotate_sealing)
ledger.command("rotate-key")(rotate_ledger_key)
insight.command()(publish)
insight.command()(archive)
app.command()(demo)
app.command()(talk)
evaluate.command()(talks)
evaluate.command()(facts)
evaluate.command()(verdicts)
evaluate.command("follow-ups")(follow_ups)
evaluate.command("put-right")(put_right)
evaluate.command()(edits)
evaluate.command()(matters)
evaluate.command()(split)
console = Console()


@app.callback()
def private() -> None:
    """Dastyar: what this program writes is for its own user alone."""
    os.umask(0o077)


@app.command()
def up() -> None:
    """Prepare everything, then run Rasa and the gateway until Ctrl-C."""
    # In place of this process, which has loaded half a gigabyte that a supervisor does not need.
    os.execv(sys.executable, [sys.executable, "-m", "assistant.supervisor"])


@app.command()
def prepare() -> None:
    """Check the data, migrate the database and build the index, as `up` does first."""
    check()
    migrate()
    index()


@app.command()
def serve() -> None:
    """Run the gateway alone."""
    from assistant.app import create_app
    from assistant.server import server
    from assistant.supervisor.rasa_model import fingerprint

    settings = get_settings()
    _check_exposure(settings)
    _check_keys(settings)
    app = create_app(settings, model=fingerprint())
    serving = server(app, settings, host=settings.host, port=settings.port)
    serving.run()
    if not serving.started:
        raise typer.Exit(3)


@app.command()
def worker(
    kinds: Annotated[
        str | None, typer.Option(help="What it does: prompt, slow, or both with a comma.")
    ] = None,
) -> None:
    """Work off jobs in a process of its own, until Ctrl-C."""
    from assistant.background.workers import work_alone

    settings = _for_kinds(kinds)
    _check_keys(settings)
    asyncio.run(work_alone(settings))


def _for_kinds(kinds: str | None) -> Settings:
    if kinds is None:
        return get_settings()
    try:
        kinds_of_work(kinds)
    except ValueError as error:
        raise typer.BadParameter("prompt, slow, or prompt,slow") from error
    return Settings(worker_kinds=kinds)


def _check_exposure(settings: Settings) -> None:
    from assistant.exposure import ExposedError, check_exposure

    try:
        for warning in check_exposure(settings):
            console.print(warning, style="yellow", highlight=False, markup=False)
    except ExposedError as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error


def _check_keys(settings: Settings) -> None:
    from assistant.storage.database import Database
    from assistant.storage.key_marks import KeyFault, fitting_sealer

    database = Database(settings.database)
    try:
        fitting_sealer(database, settings)
    except KeyFault as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from error
    finally:
        database.engine.dispose()


@app.command()
def migrate(
    to: Annotated[str, typer.Option(help="An older schema to go back to, as 0045.")] = "head",
) -> None:
    """Bring the database to the newest schema, or back to an older one."""
    from assistant.storage.database import Database
    from assistant.storage.key_marks import KeyFault, fitting_sealer, usable_sealer
    from assistant.storage.migrate import NoSchemaError
    from assistant.storage.migrate import migrate as run_migrations
    from assistant.storage.widening.online import NumberTooLargeError

    settings = get_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)

    async def run() -> None:
        database = Database(settings.database)
        try:
            await run_migrations(database, usable_sealer(database, settings), to)
            fitting_sealer(database, settings)
        finally:
            await database.close()

    try:
        asyncio.run(run())
    except (KeyFault, NumberTooLargeError, NoSchemaError) as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from error


@app.command()
def check() -> None:
    """Check the catalogue and the calendar; faults are told with file and line."""
    from assistant.cases.terms import Indicator
    from knowledge.calendar.load import load as load_calendar
    from knowledge.catalogue import load
    from knowledge.files import CatalogueError

    try:
        catalogue = load()
        times = load_calendar(catalogue, set(Indicator))
    except CatalogueError as error:
        for fault in error.faults:
            console.print(fault, style="red", highlight=False)
        raise typer.Exit(1) from error
    console.print(
        f"catalogue: {len(catalogue.entries)} services, {len(catalogue.agencies)} agencies, "
        f"{len(catalogue.lines)} lines, {len(catalogue.provinces)} provinces, "
        f"{len(catalogue.journeys)} life events, {len(catalogue.needs)} needs of agencies"
    )
    console.print(
        f"calendar: {len(times.calendar.closures)} closures, "
        f"{len(times.deadlines.overrides)} overrides of deadlines, "
        f"{len(times.deadlines.ladder)} levels"
    )


@app.command()
def index() -> None:
    """Build the search index; only what changed is encoded anew."""
    from assistant.loading import (
        answered_questions,
        danger_texts,
        everyday_questions,
        index_ingredients,
        normalise,
    )
    from knowledge.catalogue import load
    from knowledge.search.engine import build_index
    from knowledge.search.topics import open_topic_indexes

    settings = get_settings()
    ingredients = index_ingredients(settings, load())

    def build_others() -> None:
        folder, dangers = settings.index_dir, danger_texts(settings)
        open_topic_indexes(ingredients.catalogue, ingredients.encoder, normalise, folder, dangers)
        answered_questions(settings)
        everyday_questions(settings)

    # Each trains a classifier, on one core: both at once take little more than the longer one.
    with Progress(console=console, transient=True) as progress, ThreadPoolExecutor(1) as other:
        task = progress.add_task("index", total=None)
        others = other.submit(build_others)
        report = build_index(
            ingredients,
            settings.index_dir,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
        others.result()
    console.print(f"index: {report.encoded} of {report.total} texts encoded")


@app.command()
def openapi() -> None:
    """Print the description of the HTTP interface, desk and all, as OpenAPI."""
    from assistant.app import description

    sys.stdout.write(description())


@app.command()
def gazetteer() -> None:
    """Write nlu_data/gazetteer.jsonl anew from the catalogue."""
    from assistant.language.repair import repair
    from knowledge.gazetteer import write

    console.print(f"gazetteer: {write(lambda name: repair(name).text)} names")


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    app()
