"""`dastyar evaluate …`: one command for each room, and two for data that is not ours."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from lab.evaluation.client import Client
    from lab.evaluation.figures import Section

evaluate = typer.Typer(
    invoke_without_command=True, help="Measure understanding, on our frozen files or on others."
)
console = Console()
ROOMS = {
    "all": "Every room, on the frozen test files, through the public HTTP contract.",
    "services": "Is the right service found, and is silence kept when there is none?",
    "acts": "Acts, indicators, lines, agencies and places.",
    "pii": "Personal data.",
    "noise": "Badly typed sentences beside the same ones typed well.",
    "dialogues": "Conversations of several turns.",
}
Url = Annotated[str, typer.Option(help="A running assistant; default: one of its own.")]
Json = Annotated[Path | None, typer.Option("--json", help="File that gets the figures.")]
Baseline = Annotated[
    Path | None, typer.Option(help="Figures below which none may fall; else the exit is 1.")
]
File = Annotated[Path, typer.Option(exists=True, dir_okay=False)]
TalksFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="Short talks, one JSON object a line.")
]
FINDING = Path(__file__).resolve().parents[2] / "knowledge" / "development" / "finding.jsonl"


@evaluate.callback()
def everything(context: typer.Context) -> None:
    """Without a room: all of them."""
    if context.invoked_subcommand is None:
        _measure("all", "", None, None)


def _room(name: str) -> Callable[..., None]:
    def command(url: Url = "", save_to: Json = None, baseline: Baseline = None) -> None:
        _measure(name, url, save_to, baseline)

    return command


for _name, _help in ROOMS.items():
    evaluate.command(_name, help=_help)(_room(_name))


@evaluate.command()
def finding(path: TalksFile = FINDING, url: Url = "", save_to: Json = None) -> None:
    """Short talks of one kind of difficulty each: what is denied, named, told at length."""
    from knowledge.catalogue import load
    from lab.evaluation.figures import save, show
    from lab.evaluation.finding import evaluate_finding, read_sought

    try:
        talks = read_sought(path)
    except ValueError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    section = asyncio.run(_played(url, lambda one: evaluate_finding(one, talks, load())))
    show([section], console)
    if save_to:
        save([section], save_to)


@evaluate.command()
def nlu(
    train: File,
    test: File,
    save_to: Json = None,
    tune: Annotated[
        bool, typer.Option(help="Train the encoder too, not only what follows.")
    ] = True,
) -> None:
    """Train the act pipeline on one TSV (text, intent) and try it on another."""
    from lab.evaluation.act_pipeline import evaluate_nlu
    from lab.evaluation.labelled import LabelledFileError

    try:
        raise typer.Exit(evaluate_nlu(train, test, save_to, tune=tune))
    except LabelledFileError as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from error


@evaluate.command()
def folds(
    folder: Annotated[Path, typer.Option(help="Keeps the folds' encoders; a run can go on.")],
    number: Annotated[int, typer.Option(min=2, max=20)] = 5,
    save_to: Json = None,
) -> None:
    """Try the act pipeline on folds of its own sentences; trains an encoder for each."""
    from lab.evaluation.act_pipeline import evaluate_folds

    raise typer.Exit(evaluate_folds(folder, number, save_to))


@evaluate.command()
def retrieval(docs: File, queries: File, save_to: Json = None) -> None:
    """Search any collection: JSON lines of docs (id, text) and queries (text, relevant ids)."""
    from assistant.settings import get_settings
    from knowledge.search.encoder import Encoder
    from lab.evaluation.figures import save, show
    from lab.evaluation.foreign import ForeignDataError, evaluate_retrieval

    try:
        section = evaluate_retrieval(docs, queries, Encoder(get_settings().encoder))
    except ForeignDataError as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from error
    show([section], console)
    if save_to:
        save([section], save_to)


def _measure(room: str, url: str, save_to: Path | None, baseline: Path | None) -> None:
    from lab.evaluation.figures import dropped, save, show

    sections = asyncio.run(_sections(room, url))
    show(sections, console)
    if save_to:
        save(sections, save_to)
    falls = dropped(sections, baseline) if baseline else []
    for fall in falls:
        console.print(f"[red]fell: {fall}[/red]")
    if falls:
        raise typer.Exit(1)


async def _played(url: str, measure: "Callable[[Client], Section]") -> "Section":
    from lab.evaluation.client import Client
    from lab.evaluation.stack import own_stack

    if url:
        return await asyncio.to_thread(measure, Client(url))
    async with own_stack(lambda part: console.print(f"training {part}")) as address:
        return await asyncio.to_thread(measure, Client(address))


async def _sections(room: str, url: str) -> "list[Section]":
    from lab.evaluation.frozen_files import evaluate as measure
    from lab.evaluation.stack import own_stack

    if url:
        return await asyncio.to_thread(measure, url, room)
    async with own_stack(lambda part: console.print(f"training {part}")) as address:
        return await asyncio.to_thread(measure, address, room)
