"""Honest databases and tampered ones, and the findings of the check."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.storage.database import Database
from support.ledger_lives import Histories, faults_in
from support.ledger_tampering import Tampering


@dataclass(frozen=True)
class Trial:
    """One history: its false alarms, the tampering, and the findings of the check afterwards.

    So many of its cases were `erased`.
    """

    erased: int
    alarms: list[tuple[str, str]]
    tampering: str
    found: list[tuple[str, str]]


def trials(empty: Path, folder: Path, count: int, seed: int) -> Iterator[Trial]:
    """`count` separate databases; `empty` is an SQLite file at the newest schema.

    The root of the newest day is known from outside.
    """
    for number in range(count):
        yield _trial(empty, folder, seed * 100_003 + number)


def _trial(empty: Path, folder: Path, seed: int) -> Trial:
    path, older = folder / "now.sqlite3", folder / "older.sqlite3"
    for old in folder.glob("*.sqlite3*"):
        old.unlink()
    shutil.copy(empty, path)
    histories = Histories(Database(f"sqlite:///{path}"), seed, hands_over=True)
    histories.live(cases=4, things=16)
    histories.database.engine.dispose()
    shutil.copy(path, older)
    histories.live(cases=1, things=16)
    known, erased = histories.known(), histories.erased()
    alarms = faults_in(histories.database, histories.sealer, known, histories.notary)
    histories.database.engine.dispose()
    tampering = Tampering(path, older, random.Random(seed)).once()
    database = Database(f"sqlite:///{path}")
    found = faults_in(database, histories.sealer, known, histories.notary)
    database.engine.dispose()
    return Trial(erased, alarms, tampering, found)
