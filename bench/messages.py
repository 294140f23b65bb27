"""Latency, throughput and memory of our assistant, side by side with a stock Rasa server.

    python -m bench.messages [--clients 1,16] [--seconds N] [--rounds N] [--json FILE]

Both systems run at the same time on free ports with throw-away data and are measured in turns, so
that what else the machine does troubles both alike. Ours is as in production (masking, storing,
fsync, idempotency keys) with rate limits out of the way. The stock server has the configuration of
`rasa init`, our training data, rasa-sdk's own action server with our actions, and the REST channel.
Exit status 1 means errors; a missed target is shown, not hidden.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from assistant.settings import PROJECT, get_settings
from assistant.supervisor.rasa_model import TrainingError, ensure_model
from bench import machine, report, systems
from bench.rounds import Round, run_round, speed_of
from bench.stock import StockModel, StockTrainingError, ensure_stock_model

FOLDER = PROJECT / "var" / "bench"
console = Console(width=None if sys.stdout.isatty() else 110)
Rounds = dict[int, dict[str, list[Round]]]


def main() -> int:
    """Measure, show, keep; the exit status."""
    options = _options()
    earlier = report.read(options.json)
    try:
        with console.status("our Rasa model"):
            model = ensure_model(get_settings(), lambda part: console.print(f"training {part}"))
        with console.status("stock Rasa model (trained once for each state of the data)"):
            stock_model = ensure_stock_model(
                FOLDER / "stock", options.stock_examples, may_be_stale=options.stale_stock
            )
        rounds, state = asyncio.run(_measured(options, model, stock_model))
    except (TrainingError, StockTrainingError, systems.SystemStartError) as error:
        console.print(f"[red]{error}[/red]")
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    speeds = {
        clients: {name: speed_of(done) for name, done in by_system.items()}
        for clients, by_system in rounds.items()
    }
    report.show(speeds, state, earlier, console)
    report.write(report.as_document(speeds, state), options.json)
    console.print(f"Kept in {options.json}.", highlight=False)
    figures = [speed for by_system in speeds.values() for speed in by_system.values()]
    return int(any(speed.errors or speed.without_rasa for speed in figures))


async def _measured(
    options: argparse.Namespace, model: Path, stock_model: StockModel
) -> tuple[Rounds, dict[str, Any]]:
    """All rounds by clients and system, and the state of machine and processes."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    FOLDER.mkdir(parents=True, exist_ok=True)
    ports, knowledge = systems.Ports(), FOLDER / "knowledge"
    console.print("search index")
    await systems.build_index(knowledge)
    index = knowledge / "index"
    # Under var, not in /tmp, which may be memory: storing must cost what it costs.
    with tempfile.TemporaryDirectory(prefix="run-", dir=FOLDER) as folder:
        console.print("starting our assistant")
        async with systems.ours(Path(folder, "ours"), model, index, ports) as ours:
            console.print(f"ready after {ours.start_s:.1f} s; starting the stock server")
            async with systems.stock(Path(folder, "stock"), stock_model, index, ports) as stock:
                console.print(f"ready after {stock.start_s:.1f} s")
                rounds = await _rounds(options, [ours, stock])
                state = {
                    "settings": {"seconds": options.seconds, "rounds": options.rounds},
                    "stock_model": _about(stock_model),
                    "memory_mb": {system.name: _memory(system) for system in (ours, stock)},
                    "start_s": {system.name: round(system.start_s, 1) for system in (ours, stock)},
                }
    environments = {name: PROJECT / name for name in (".venv", ".venv-rasa")}
    sizes = {name: round(machine.folder_mb(path)) for name, path in environments.items()}
    return rounds, state | {"environments_mb": sizes, "noise": _noise(rounds)}


async def _rounds(options: argparse.Namespace, both: list[systems.System]) -> Rounds:
    done: Rounds = defaultdict(lambda: defaultdict(list))
    with Progress(console=console, transient=True) as progress:
        steps = len(options.clients) * (options.rounds + 1) * len(both)
        task = progress.add_task("rounds", total=steps)
        for clients in options.clients:
            for number in range(options.rounds + 1):
                for system in both:
                    progress.update(task, description=f"{clients} clients, {system.name}")
                    # Both systems hear the same words in the same round.
                    seed = 1000 * clients + number
                    result = await run_round(system, clients, options.seconds, seed)
                    if number:  # the first warms up
                        done[clients][system.name].append(result)
                    progress.advance(task)
    return done


def _memory(system: systems.System) -> dict[str, dict[str, float]]:
    found = {}
    for part, pids in system.pids().items():
        for number, pid in enumerate(pids):
            name = part if not number else f"{part}, child {number}"
            if memory := machine.memory(pid):
                found[name] = {key: round(value, 1) for key, value in vars(memory).items()}
    return found


def _about(model: StockModel) -> dict[str, Any]:
    return {key: value for key, value in vars(model).items() if key != "path"}


def _noise(rounds: Rounds) -> dict[str, tuple[float, float]]:
    every = [r for by_system in rounds.values() for done in by_system.values() for r in done]
    load, others = [r.load for r in every], [round(r.others_cpu, 2) for r in every]
    return {"load": (min(load), max(load)), "others_cpu": (min(others), max(others))}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench.messages", description="Our assistant beside a stock Rasa server."
    )
    parser.add_argument(
        "--clients",
        type=lambda text: [int(part) for part in text.split(",")],
        default=[1, 16],
        help="numbers of citizens who talk at once, with commas (default: 1,16)",
    )
    parser.add_argument("--seconds", type=float, default=8, help="length of a round (default: 8)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds a system (default: 5)")
    parser.add_argument(
        "--json", type=Path, default=FOLDER / "latest.json", help="file for the figures"
    )
    parser.add_argument(
        "--stock-examples",
        type=int,
        default=500,
        help="NLU examples that the stock model learns from (default: 500; all take hours)",
    )
    parser.add_argument(
        "--stale-stock",
        action="store_true",
        help="take a stock model of older data if there is one",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
