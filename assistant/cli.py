"""The `dastyar` command."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
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
from lab.evaluation.commands import evaluate
from lab.talks.commands import (
    edits,
    facts,
    follow_ups,
    matters,
    put_right,
    split,
    talk,
    talks,
    verdicts,
)

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
    from assistant.runtime import (
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


def _training_step(component: str) -> None:
    console.print(f"training {component}")


train = typer.Typer(no_args_is_help=True, help="Train what the assistant learns from data.")
app.add_typer(train, name="train")


@train.command("rasa")
def train_rasa() -> None:
    """Train the Rasa model, if what it is made of has changed."""
    from assistant.supervisor.rasa_model import ensure_model

    with console.status("Rasa model"):
        model = ensure_model(get_settings(), _training_step)
    console.print(f"model: {model.name}")


@train.command("encoder")
def train_encoder(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
) -> None:
    """Fine-tune the base encoder on questions with their services and export it as int8 ONNX."""
    from lab.train import train_encoder as run

    run(target, cache or get_settings().data_dir / "base", console)


@train.command("questions")
def train_questions() -> None:
    """Gather the needs told in talks, with their services, for the search."""
    from lab.train import train_questions as run

    run(console)


@train.command("acts")
def train_acts(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A player whose talks are left out, for `referents`.")
    ] = None,
) -> None:
    """Fine-tune the base encoder on sentences and talks and export it as int8 ONNX."""
    from lab.train import train_acts as run

    run(target, cache or get_settings().data_dir / "base", set(without or ()), console)


@train.command("referents")
def train_referents(
    encoder: Annotated[
        list[str], typer.Option(help="FOLDER=PLAYER,…: an encoder that did not learn the players.")
    ],
) -> None:
    """Teach the ranker of referents from talks, each read by an encoder that has not seen it."""
    from lab.train import train_referents as run

    pairs = [one.partition("=") for one in encoder]
    run([(Path(folder), set(players.split(","))) for folder, _, players in pairs], console)


@train.command("follow-ups")
def train_follow_ups() -> None:
    """Teach the tagger of subjects, and the ranker further, behind a card; ten minutes."""
    from lab.train import train_follow_ups as run

    run(console)


@train.command("split")
def train_split() -> None:
    """Teach where each question of a message ends; under a minute."""
    from lab.train import train_split as run

    run(console)


@train.command("facts")
def train_facts(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A writer whose questions are left out.")
    ] = None,
) -> None:
    """Fine-tune the base encoder on questions whose facts were marked, as int8 ONNX."""
    from lab.train import train_facts as run

    run(target, cache or get_settings().data_dir / "base", set(without or ()), console)


@train.command("edits")
def train_edits(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
) -> None:
    """Fine-tune the base encoder on messages that change a text, as int8 ONNX."""
    from lab.train import train_edits as run

    run(target, cache or get_settings().data_dir / "base", console)


@train.command("asking")
def train_asking() -> None:
    """Teach which parts of a message amid a complaint ask about filing; two minutes."""
    from lab.train import train_asking as run

    run(console)


@train.command("matters")
def train_matters() -> None:
    """Teach where a message tells of another matter, for another office."""
    from lab.train import train_matters as run

    run(console)


@train.command("personal")
def train_personal() -> None:
    """Teach what is personal in a message: names, addresses, passwords, mistyped numbers."""
    from lab.train import train_personal as run

    run(console)


@train.command("calibration")
def train_calibration() -> None:
    """Fit the thresholds of the search on held-out questions."""
    from lab.train import train_calibration as run

    run(get_settings(), console)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    app()
