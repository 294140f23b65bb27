"""`dastyar talk` and `dastyar evaluate talks`: talking with a running assistant, and judging it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer
from rich.progress import Progress

from lab.talks.measure_commands import EVALUATION, console, show_plain

if TYPE_CHECKING:
    import httpx

    from lab.evaluation.figures import Figure
    from lab.talks.play import PlayedTalk, Records
    from lab.talks.schema import Talk
    from lab.talks.terminal import Notebook

FROZEN = EVALUATION / "talks"
PUT_RIGHT = EVALUATION / "put_right.jsonl"
MATTERS = EVALUATION.parent / "talks" / "matters_development.jsonl"
Url = Annotated[str, typer.Option(help="A running assistant; default: one of its own.")]
DatabaseUrl = Annotated[
    str, typer.Option("--database", help="The database of the assistant at --url, to look into.")
]


def talk(
    *,
    url: Url = "",
    save_to: Annotated[
        Path | None, typer.Option("--save", help="YAML file that the talk is added to.")
    ] = None,
    player: Annotated[str, typer.Option(help="Who plays; default: the file's name.")] = "",
    batch: Annotated[
        Path | None, typer.Option(help="JSON file {talk: message}: one message to each talk.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="File that keeps the talks of --batch between two calls.")
    ] = None,
    database: DatabaseUrl = "",
) -> None:
    """Talk with an assistant at the terminal; «#2» presses the second button, Ctrl-D ends."""
    from lab.talks.terminal import Notebook

    notebook = Notebook(save_to, player) if save_to else None
    if batch is None:
        asyncio.run(_converse(url, database, notebook))
    elif state is None or not url:
        raise typer.BadParameter("--batch needs --url and --state")
    else:
        is_whole = asyncio.run(_batch(batch, state, url, database, notebook))
        raise typer.Exit(0 if is_whole else 1)


def talks(
    paths: Annotated[
        list[Path] | None, typer.Argument(exists=True, help="Files or folders of talks.")
    ] = None,
    save_to: Annotated[
        Path | None, typer.Option("--json", help="File that gets the figures.")
    ] = None,
    url: Url = "",
    verbose: Annotated[bool, typer.Option(help="List every turn that went wrong.")] = False,
    database: DatabaseUrl = "",
) -> None:
    """Whole talks, turn by turn: what came of each message, and what should have."""
    from lab.talks.report import save, show, show_failures, show_unjudged

    played = asyncio.run(_play(_to_play(paths or [FROZEN]), url, database))
    if verbose:
        show_failures(played, console)
    show(played, console)
    if url and not database:
        show_unjudged(played, console)
    if save_to:
        save(played, save_to)


def matters(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Talks and their cases, by line.")
    ] = MATTERS,
    url: Url = "",
    verbose: Annotated[bool, typer.Option(help="Show every talk that went wrong.")] = False,
    database: DatabaseUrl = "",
) -> None:
    """Talks with one matter or two: the right cases, each with its agency and its own words."""
    from lab.talks.matters import figures_of, play_matters, read_matters, shown

    talks = read_matters(path)
    played = _played(lambda *at: play_matters(talks, *at), url, database)
    _show_cases("matters", played, figures_of(played), shown if verbose else None)


def put_right(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Talks and their case, by line.")
    ] = PUT_RIGHT,
    url: Url = "",
    verbose: Annotated[bool, typer.Option(help="Show every talk that went wrong.")] = False,
    database: DatabaseUrl = "",
) -> None:
    """Talks in which a complaint is put right: agency, town and words of the case at the end."""
    from lab.talks.put_right import figures_of, play_put_right, read_put_right, shown

    talks = read_put_right(path)
    played = _played(lambda *at: play_put_right(talks, *at), url, database)
    _show_cases("put right", played, figures_of(played), shown if verbose else None)


class _Whole(Protocol):
    """A played talk, which is as it should be or not."""

    @property
    def is_whole(self) -> bool: ...


_Played = TypeVar("_Played", bound=_Whole)


def _played(
    play: "Callable[[httpx.AsyncClient, Records], Awaitable[list[_Played]]]",
    url: str,
    database: str,
) -> list[_Played]:
    """What comes of talks whose cases are looked up behind the interface."""
    from lab.talks.play import client

    if url and not database:
        raise typer.BadParameter("--url needs --database, where the cases are looked up")

    async def run() -> list[_Played]:
        async with _assistant(url, database) as one, client(one.url) as http:
            assert one.records is not None
            return await play(http, one.records)

    return asyncio.run(run())


def _show_cases(
    title: str,
    played: Sequence[_Played],
    figures: "Sequence[Figure]",
    shown: Callable[[_Played], str] | None,
) -> None:
    """The figures, and behind them each talk that went wrong, where it is `shown`."""
    from lab.evaluation.figures import Section, show

    for one in played if shown else ():
        if shown and not one.is_whole:
            show_plain(shown(one))
    show([Section(title, tuple(figures))], console)


def _to_play(paths: list[Path]) -> "list[Talk]":
    from lab.talks.schema import read_talks

    try:
        read = list(read_talks(*paths))
    except ValueError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    found = [one for one in read if any(turn.see for turn in one.turns)]
    if not found:
        raise typer.BadParameter("no talk there says what must come of its messages (see)")
    return found


@dataclass(frozen=True)
class _Assistant:
    """A running assistant, and its records if they can be looked into."""

    url: str
    records: "Records | None"


@contextlib.asynccontextmanager
async def _assistant(url: str, database: str) -> AsyncIterator[_Assistant]:
    """The assistant at `url`, or one started for this run."""
    from lab.talks.play import Records

    async with contextlib.AsyncExitStack() as stack:
        if not url:
            url, database = await _own(stack)
        records = Records(database) if database else None
        if records:
            stack.push_async_callback(records.close)
        yield _Assistant(url, records)


async def _own(stack: contextlib.AsyncExitStack) -> tuple[str, str]:
    from lab.evaluation.stack import own_parts

    with console.status("starting"):
        parts = own_parts(lambda part: console.print(f"training {part}"))
        own = await stack.enter_async_context(parts)
    return own.address, own.settings.database


async def _play(found: "list[Talk]", url: str, database: str) -> "list[PlayedTalk]":
    from lab.talks.play import client, play_all

    async with _assistant(url, database) as one, client(one.url) as http:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("talks", total=len(found))
            return await play_all(found, http, one.records, lambda: progress.advance(task))


async def _converse(url: str, database: str, notebook: "Notebook | None") -> None:
    from lab.talks.play import Chat, client
    from lab.talks.terminal import Terminal

    async with _assistant(url, database) as one, client(one.url) as http:
        chat = await Chat.begin(http)
        await Terminal(lambda: input("» "), show_plain, one.records, notebook).converse(chat)


async def _batch(
    batch: Path, state: Path, url: str, database: str, notebook: "Notebook | None"
) -> bool:
    """Whether every message was answered."""
    from lab.talks.play import client
    from lab.talks.schema import LabelledTurn
    from lab.talks.terminal import TalkBatch, readable

    messages: dict[str, str] = json.loads(batch.read_text(encoding="utf-8"))
    async with _assistant(url, database) as one, client(one.url) as http:
        desk = TalkBatch(http, state, one.records)
        said = await desk.say(messages)
        answered = {n: turn for n, turn in said.items() if isinstance(turn, LabelledTurn)}
        if notebook and answered:
            notebook.add(answered)
        for name, turn in said.items():
            last = desk.chats[name].last if name in answered else None
            show_plain(f"== {name}\n{readable(last) if last else f'! {turn}'}\n")
    return len(answered) == len(messages)
