"""One attack: plant, copy the disk without its keys, guess, and report the result.

Beside it are the same values under plain hashes, as they were once stored: the cracker must find
them all.
"""

import hashlib
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support import media

from assistant.conversation.messages import Message
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.sealing import Sealer
from bench.cracking.cracker import DiskCopy, recovered
from bench.cracking.planting import ISSUER, TYPED, Planted, PlantedKind, plant, value_of


def write_plain(folder: Path, planted: Planted) -> None:
    """A file of rows with the hashes of all planted values, without any key."""
    lines = [_plain(kind, value) for kind, values in planted.values.items() for value in values]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "turns.txt").write_text("\n".join(lines), encoding="ascii")


def _plain(kind: PlantedKind, value: str) -> str:
    if kind in TYPED:
        return Message(text=TYPED[kind].format(value)).fingerprint
    if kind is PlantedKind.ADDRESS:
        return f"{_sha(f'api {value}')[:16]}:1"
    if kind is PlantedKind.STAFF:
        return _sha("\0".join((ISSUER.issuer, ISSUER.claim, value)))
    return hashlib.sha256(media.pdf(value)).hexdigest()


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_DECOYS = 9
"""So many wrong guesses stand beside each right one."""


@dataclass(frozen=True)
class AttackOutcome:
    """How many values were planted, how many were found, also under plain hashes, in what time."""

    planted: int
    recovered: int
    control: int
    guesses: int
    seconds: float


async def attack(folder: Path, count: int, seconds: float, seed: int) -> AttackOutcome:
    """Attack a database of `count` values for `seconds`.

    The attacker is as strong as can be: among the first guesses are all planted values, so that it
    is enough to confirm one. The time left goes to guesses over the whole space.
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
    control = recovered(DiskCopy(plain), _shortlist(planted, random.Random(seed)), float("inf"))
    guesses, begun = _Counted(planted, random.Random(seed + 1)), time.monotonic()
    found = recovered(DiskCopy(stolen), guesses, begun + seconds)
    values = set().union(*planted.values.values())
    return AttackOutcome(
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

    def __iter__(self) -> Iterator[tuple[PlantedKind, str]]:
        for one in self._all():
            self.count += 1
            yield one

    def _all(self) -> Iterator[tuple[PlantedKind, str]]:
        yield from _shortlist(self._planted, self._dice)
        kinds = list(PlantedKind)
        while True:
            kind = self._dice.choice(kinds)
            yield kind, value_of(kind, self._dice)


def _shortlist(planted: Planted, dice: random.Random) -> list[tuple[PlantedKind, str]]:
    right = [(kind, value) for kind, values in planted.values.items() for value in sorted(values)]
    wrong = [(kind, value_of(kind, dice)) for kind, _ in right for _ in range(_DECOYS)]
    mixed = right + wrong
    dice.shuffle(mixed)
    return mixed
