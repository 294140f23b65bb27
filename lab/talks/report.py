"""What came of the talks that were played: two tables for people, one JSON file for comparing."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lab.evaluation.figures import Figure, figure
from lab.talks.judge import FaultKind, not_judged
from lab.talks.play import PlayedTalk, PlayedTurn
from lab.talks.terminal import shortened


@dataclass(frozen=True)
class FaultRow:
    """How a group of talks went."""

    group: str
    whole: Figure
    right: Figure


def rows(played: Sequence[PlayedTalk]) -> Iterator[list[FaultRow]]:
    """By kind of talk, by player, and all together."""
    yield _grouped(played, [talk.talk.kind or "no kind" for talk in played])
    yield _grouped(played, [talk.talk.player for talk in played])
    yield [_row("all", played)]


def first_faults(played: Iterable[PlayedTalk]) -> dict[FaultKind, int]:
    """How many talks went wrong first by each kind of fault."""
    counted = Counter(fault.kind for talk in played if (fault := talk.first_fault))
    return {kind: counted[kind] for kind in FaultKind}


def show(played: Sequence[PlayedTalk], console: Console) -> None:
    """Print both tables."""
    table = Table("talks", "n", "whole", "95 %", "turns", "right", "95 %")
    for part in rows(played):
        table.add_section()
        for row in part:
            table.add_row(row.group, *_cells(row.whole), *_cells(row.right))
    console.print(table)
    faults = Table("first fault of a talk", "talks")
    for kind, times in first_faults(played).items():
        faults.add_row(kind, str(times))
    console.print(faults)


def show_failures(played: Sequence[PlayedTalk], console: Console) -> None:
    """Print every turn that went wrong."""
    for failure in failures(played):
        console.print(Text(f"{failure['talk']} {failure['number']}", style="bold"))
        console.print(Text(f"  said: {failure['say']}"), soft_wrap=True)
        for fault in failure["faults"]:
            words = f"  fault: {fault['kind']}: {fault['words']}"
            console.print(Text(words, style="red"), soft_wrap=True)
        console.print(Text(f"  got: {failure['answer']}"), soft_wrap=True)


def show_unjudged(played: Sequence[PlayedTalk], console: Console) -> None:
    """Say what could not be judged for want of the assistant's memory."""
    sees = [turn.turn.see for talk in played for turn in talk.judged]
    missed = Counter(name for see in sees if see for name in not_judged(see))
    if missed:
        listed = ", ".join(f"{name} {times}" for name, times in missed.items())
        console.print(f"not judged without a database: {listed}", style="yellow")


def failures(played: Iterable[PlayedTalk]) -> Iterator[dict[str, Any]]:
    """Every turn that went wrong, with the answer shortened."""
    for talk in played:
        for number, turn in enumerate(talk.turns, 1):
            if turn.faults:
                yield {"talk": talk.talk.talk, "number": number, **_failure(turn)}


def save(played: Sequence[PlayedTalk], path: Path) -> None:
    """Write figures, first faults and failures as JSON."""
    names = ("kinds", "players", "all")
    figures = {
        name: {
            row.group: {"whole": _stored(row.whole), "right": _stored(row.right)} for row in part
        }
        for name, part in zip(names, rows(played), strict=True)
    }
    stored = {
        "figures": figures,
        "first_faults": first_faults(played),
        "failures": list(failures(played)),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _grouped(played: Sequence[PlayedTalk], groups: Sequence[str]) -> list[FaultRow]:
    members: dict[str, list[PlayedTalk]] = {group: [] for group in sorted(set(groups))}
    for talk, group in zip(played, groups, strict=True):
        members[group].append(talk)
    return [_row(group, talks) for group, talks in members.items()]


def _row(group: str, played: Sequence[PlayedTalk]) -> FaultRow:
    whole = figure("whole", (talk.first_fault is None for talk in played))
    right = figure("right", (not turn.faults for talk in played for turn in talk.judged))
    return FaultRow(group, whole, right)


def _cells(one: Figure) -> tuple[str, str, str]:
    low, high = one.interval
    return str(one.total), f"{one.rate:.3f}", f"{low:.3f}–{high:.3f}"


def _stored(one: Figure) -> dict[str, int]:
    return {"hits": one.hits, "total": one.total}


def _failure(turn: PlayedTurn) -> dict[str, Any]:
    faults = [{"kind": fault.kind.value, "words": fault.words} for fault in turn.faults]
    return {"say": turn.turn.say, "faults": faults, "answer": shortened(turn.answer)}
