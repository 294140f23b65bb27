"""Conversations over WebSockets while the gateway is killed: `make bench-sockets`.

    python -m bench.sockets [--conversations N] [--per-minute N] [--seconds N] …

The real gateway and a real Rasa on loopback, on a fresh database of each kind. Citizens write by
the clock and resume as the widget does; operators listen, take, answer and close. In the middle
the gateway is killed and started again. Exit status 1 means that something was lost or doubled; a
missed target of speed is shown in red, not hidden.
"""

import asyncio
import sys
from pathlib import Path

from rich.console import Console

from assistant.settings import get_settings
from assistant.supervisor.rasa_model import TrainingError, ensure_model
from bench import systems
from bench.databases import places
from bench.messages import FOLDER
from bench.rows import Row, show
from bench.sockets.figures import rows_of
from bench.sockets.run import SocketOptions, measured, options

console = Console(width=None if sys.stdout.isatty() else 110)


def main() -> int:
    """Measure on each database, show everything at the end; the exit status."""
    wanted = options()
    try:
        with console.status("our Rasa model"):
            model = ensure_model(get_settings(), lambda part: console.print(f"training {part}"))
        rows, is_whole = asyncio.run(_rows(wanted, model))
    except (TrainingError, systems.SystemStartError) as error:
        console.print(f"[red]{error}[/red]")
        return 1
    title = (
        f"{wanted.conversations} conversations over WebSockets, each with "
        f"{wanted.per_minute:g} messages a minute"
    )
    show(rows, title, console)
    return int(not is_whole)


async def _rows(wanted: SocketOptions, model: Path) -> tuple[list[Row], bool]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    console.print("search index", style="dim")
    await systems.build_index(FOLDER / "knowledge")
    rows: list[Row] = []
    is_whole = True
    # Under var, not in /tmp, which may be memory: storing must cost what it costs.
    with places(FOLDER) as given:
        for kind in wanted.databases:
            console.print(f"{kind} …", style="dim")
            async with given.new(kind) as place:
                run = await measured(wanted, place, model, _say)
            rows += rows_of(kind, run)
            is_whole = is_whole and run.faults.are_none
    return rows, is_whole


def _say(line: str) -> None:
    console.print(f"  {line}", style="dim", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
