"""What each part uses: processor a turn, and whether memory and files stay flat for hours."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bench import machine
from bench.cluster.installation import Installation
from bench.cluster.load import FilingAttempt, FilingCrowd
from bench.cluster.machines import ClusterPart
from bench.rows import Row

_WATCHED = ("gateway1", "gateway2", "rasa1", "rasa2", "worker1", "worker2")
_MOST_GROWTH, _MOST_SLOWER = 1.1, 1.5
"""Of memory, and of the time of an answer, from the first fifth to the last."""


@dataclass(frozen=True)
class UsageSample:
    """One look at the parts: MB of memory, and open files with lines among them, of each."""

    memory_mb: Mapping[str, float]
    files: Mapping[str, int]


def cpu_seconds(installation: Installation) -> dict[str, float]:
    """Processor time that each part has used so far."""
    return {name: machine.cpu_seconds(part.pids()) for name, part in installation.parts.items()}


def cpu_rows(before: Mapping[str, float], after: Mapping[str, float], turns: int) -> list[Row]:
    """Milliseconds of processor a turn, by kind of part, and what 200 turns a second would need."""
    spent: dict[str, float] = {}
    for name in before:
        kind = name.rstrip("0123456789")
        spent[kind] = spent.get(kind, 0.0) + after[name] - before[name]
    rows = [
        Row("processor", "", kind, f"{1000 * seconds / turns:.1f} ms a turn")
        for kind, seconds in sorted(spent.items(), key=lambda pair: -pair[1])
    ]
    cores = 200 * sum(spent.values()) / turns
    return [*rows, Row("processor", "", "200 turns a second would need", f"{cores:.0f} cores")]


async def soak(
    installation: Installation, crowd: FilingCrowd, minutes: float, say: Callable[[str], None]
) -> list[Row]:
    """Look at the parts while the crowd goes on for so long; first, middle and last figures."""
    samples, marks = [], []
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        await asyncio.sleep(min(60.0, 6 * minutes))
        samples.append(UsageSample(*_seen(installation)))
        marks.append(len(crowd.attempts))
    say(f"{len(samples)} looks")
    chosen = (0, len(samples) // 2, len(samples) - 1)
    return [
        *_memory_rows([samples[index] for index in chosen]),
        _latency_row(crowd.attempts, marks),
    ]


def _seen(installation: Installation) -> tuple[dict[str, float], dict[str, int]]:
    parts = {name: installation.parts[name] for name in _WATCHED}
    return (
        {name: _memory(part) for name, part in parts.items()},
        {name: sum(_files(pid) for pid in part.pids()) for name, part in parts.items()},
    )


def _memory(part: ClusterPart) -> float:
    found = (machine.memory(pid) for pid in part.pids())
    return sum(one.resident for one in found if one)


def _files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


def _memory_rows(samples: list[UsageSample]) -> list[Row]:
    rows = []
    for name in _WATCHED:
        megabytes = [sample.memory_mb[name] for sample in samples]
        files = [sample.files[name] for sample in samples]
        value = " → ".join(f"{mb:.0f} MB" for mb in megabytes) + f" · {files} files"
        is_flat = megabytes[-1] <= _MOST_GROWTH * megabytes[1]
        rows.append(Row("soak", name, "start → middle → end", value, "flat", is_flat))
    return rows


def _latency_row(attempts: list[FilingAttempt], marks: list[int]) -> Row:
    fifth = max(1, len(marks) // 5)
    first = _p95(attempts[: marks[fifth - 1]])
    last = _p95(attempts[marks[-fifth - 1] if len(marks) > fifth else 0 :])
    value = f"{1000 * first:.0f} → {1000 * last:.0f} ms"
    return Row(
        "soak", "", "p95 of answers, first and last fifth", value, "", last <= _MOST_SLOWER * first
    )


def _p95(attempts: list[FilingAttempt]) -> float:
    return quantiles([one.seconds for one in attempts], n=20)[-1]
