"""CPU time of the repair of a message, without spelling and with it, and each step's share.

    python -m bench.repair [--beside CHECKOUT] [--rounds N] [--texts FILE...]

Every message is seen for the first time, by a new process that has only loaded its dictionaries.
Texts are our training sentences, the frozen file of acts, and long messages put together from the
sentences; `--texts` adds files with a text in each line, up to a tab. `--beside` measures another
checkout of the project as well, in turns, so that what else the machine does troubles both alike.
Of several rounds the middle one counts.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from assistant.settings import PROJECT
from lab.training.labels import labelled_sentences

_CLOCK = Path(__file__).with_name("repair_clock.py")
_LONG, _MANY_LONG = 1_500, 200
console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass
class Figures:
    """Milliseconds of the rounds, and seconds that the steps took in all of them."""

    medians: list[float] = field(default_factory=list)
    p95s: list[float] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)

    def add(self, milliseconds: list[float], steps: dict[str, float]) -> None:
        """Count one round in."""
        self.medians.append(median(milliseconds))
        self.p95s.append(quantiles(milliseconds, n=20)[-1])
        self.steps.update(steps)


def texts_to_measure(files: list[Path]) -> Iterator[tuple[str, list[str]]]:
    """Name → texts."""
    sentences = [text for text, _ in labelled_sentences(PROJECT / "nlu_data" / "nlu")]
    shuffled = random.Random(1)
    shuffled.shuffle(sentences)
    yield "training sentences", sentences
    acts = (PROJECT / "tests" / "evaluation" / "acts.jsonl").read_text(encoding="utf-8")
    yield "frozen acts", [json.loads(line)["text"] for line in acts.splitlines()]
    yield "long messages", [_long_message(sentences, shuffled) for _ in range(_MANY_LONG)]
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        yield file.stem, [line.split("\t")[0] for line in lines if line.strip()]


def _long_message(sentences: list[str], choose: random.Random) -> str:
    text = ""
    while len(text) < _LONG:
        text = f"{text} {choose.choice(sentences)}".strip()
    return text


def _round(
    checkout: Path, texts: list[str], spelling: bool
) -> tuple[list[float], dict[str, float]]:
    """Times of a new process that imports the repair of a checkout."""
    order = json.dumps({"texts": texts, "spelling": spelling})
    environment = os.environ | {"PYTHONPATH": str(checkout), "OMP_NUM_THREADS": "1"}
    clock = [sys.executable, "-P", str(_CLOCK)]
    done = subprocess.run(
        clock, input=order, stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    figures = json.loads(done.stdout)
    return figures["ms"], figures["steps"]


def _measured(
    checkouts: dict[str, Path], texts: list[str], rounds: int
) -> dict[tuple[str, bool], Figures]:
    """By checkout, and whether spelling was in; the checkouts take turns."""
    found = {(name, spelling): Figures() for spelling in (False, True) for name in checkouts}
    for _ in range(rounds):
        for (name, spelling), figures in found.items():
            figures.add(*_round(checkouts[name], texts, spelling))
    return found


def _speed_table() -> Table:
    table = Table(title="CPU time of a message, ms", title_justify="left")
    for heading in ("", "messages", ""):
        table.add_column(heading)
    for spelling in ("without spelling", "with spelling"):
        table.add_column(f"{spelling}: median", justify="right")
        table.add_column("p95", justify="right")
    return table


def _step_table(figures: dict[tuple[str, bool], Figures]) -> Table:
    """The steps' shares of the time, all words known."""
    table = Table(title="Share of each step", title_justify="left")
    for heading in ("step", *(f"{name}, {'with' if s else 'without'}" for name, s in figures)):
        table.add_column(heading, justify="right" if heading != "step" else "left")
    for step in next(reversed(figures.values())).steps:
        shares = [one.steps[step] / one.steps.total() for one in figures.values()]
        table.add_row(step, *(f"{share:.0%}" for share in shares))
    return table


def main() -> None:
    """Measure and print both tables."""
    options = _options()
    checkouts = {"here": PROJECT} | ({"beside": options.beside} if options.beside else {})
    speed, steps = _speed_table(), None
    for title, texts in texts_to_measure(options.texts):
        figures = _measured(checkouts, texts, options.rounds)
        steps = steps or _step_table(figures)
        for name in checkouts:
            both = [figures[name, spelling] for spelling in (False, True)]
            cells = [f"{median(ms):.3f}" for one in both for ms in (one.medians, one.p95s)]
            table_row = (title, f"{len(texts):,}", name) if name == "here" else ("", "", name)
            speed.add_row(*table_row, *cells)
    console.print(speed)
    console.print(steps)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="another checkout of the project")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    return parser.parse_args()


if __name__ == "__main__":
    main()
