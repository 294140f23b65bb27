"""Reads the pattern file: spaCy's format with three keys of ours (see knowledge/gazetteer.py)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .folding import view_of


@dataclass(frozen=True)
class Meaning:
    """What a name stands for; `cue` is empty, `ordinary`, `office` or `strong`."""

    label: str
    id: str
    cue: str = ""
    provinces: tuple[str, ...] = ()
    default: str = ""


def read_patterns(path: Path) -> dict[tuple[str, ...], list[Meaning]]:
    """Meanings by the folded words of a name; raises OSError or ValueError for a bad file."""
    found: dict[tuple[str, ...], list[Meaning]] = {}
    for words, meaning in _lines(path):
        meanings = found.setdefault(words, [])
        if meaning not in meanings:
            meanings.append(meaning)
    return found


def _lines(path: Path) -> Iterator[tuple[tuple[str, ...], Meaning]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield (
                view_of(row["pattern"]).words,
                Meaning(
                    row["label"],
                    row["id"],
                    row.get("cue", ""),
                    tuple(row.get("provinces", ())),
                    row.get("default", ""),
                ),
            )
