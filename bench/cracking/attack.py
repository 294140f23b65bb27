"""One attack: plant, copy the disk without its keys, guess, and tell what came of it."""

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.sealing import Sealer
from bench.cracking.control import write_plain
from bench.cracking.cracker import Copy, recovered
from bench.cracking.planting import Kind, Planted, plant, value_of

_DECOYS = 9
"""So many wrong guesses stand beside each right one."""


@dataclass(frozen=True)
class Outcome:
    """How many values were planted, how many were found, also under plain hashes, in what time."""

    planted: int
    recovered: int
    control: int
    guesses: int
    seconds: float


async def attack(folder: Path, count: int, seconds: float, seed: int) -> Outcome:
    """Attack a database of `count` values for `seconds`.

    The attacker is as strong as can be: among the first guesses are all planted values, so that it
    is enough to confirm one. What time is left goes to guesses over the whole space.
    """
    dice = random.Random(seed)
    database = Database(f"sqlite:///{folder / 'live' / 'dastyar.sqlite3'}")
    (folder / "live").mkdir(parents=True)
    await migrate(database)
    sealer = Sealer(dice.randbytes(48))
    files = SealedFiles(folder / "live" / "attachments", sealer)
    planted = plant(database, sealer, files, count, dice)
    await database.close()
    stolen, plain = folder / "stolen", folder / "plain"
    shutil.copytree(folder / "live", stolen)
    write_plain(plain, planted)
    control = recovered(Copy(plain), _shortlist(planted, random.Random(seed)), float("inf"))
    guesses, begun = _Counted(planted, random.Random(seed + 1)), time.monotonic()
    found = recovered(Copy(stolen), guesses, begun + seconds)
    values = set().union(*planted.values.values())
    return Outcome(
        len(values),
        len(found & values),
        len(control & values),
        guesses.count,
        time.monotonic() - begun,
    )


class _Counted:
    """First the short list, then the whole space without end."""

    def __init__(self, planted: Planted, dice: random.Random) -> None:
        self._planted, self._dice, self.count = planted, dice, 0

    def __iter__(self) -> Iterator[tuple[Kind, str]]:
        for one in self._all():
            self.count += 1
            yield one

    def _all(self) -> Iterator[tuple[Kind, str]]:
        yield from _shortlist(self._planted, self._dice)
        kinds = list(Kind)
        while True:
            kind = self._dice.choice(kinds)
            yield kind, value_of(kind, self._dice)


def _shortlist(planted: Planted, dice: random.Random) -> list[tuple[Kind, str]]:
    right = [(kind, value) for kind, values in planted.values.items() for value in sorted(values)]
    wrong = [(kind, value_of(kind, dice)) for kind, _ in right for _ in range(_DECOYS)]
    mixed = right + wrong
    dice.shuffle(mixed)
    return mixed
