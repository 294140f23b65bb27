"""Made-up personal values with right check digits, and a search for them on a disk."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.fernet import InvalidToken
from sqlalchemy import text
from sqlalchemy.engine import Engine

from assistant.storage.database import Base
from assistant.storage.sealing import Sealer

_TOKEN = re.compile(r"gAAAA[A-Za-z0-9_-]{60,}={0,2}")
_SEEN = 60
"""So many characters of a sealed value are looked for: a long one lies on several pages."""


def national_id(dice: random.Random) -> str:
    """Ten digits, the last one the check."""
    digits = [dice.randrange(1, 10), *(dice.randrange(10) for _ in range(8))]
    rest = sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
    return "".join(map(str, [*digits, rest if rest < 2 else 11 - rest]))


def mobile(dice: random.Random) -> str:
    """Eleven digits."""
    return f"09{dice.choice('123')}{dice.randrange(10**8):08}"


def card(dice: random.Random) -> str:
    """Sixteen digits of a bank of Iran, the last one the check."""
    digits = list(map(int, dice.choice(["603799", "621986", "589210"])))
    digits += [dice.randrange(10) for _ in range(9)]
    doubled = [2 * one if place % 2 == 0 else one for place, one in enumerate(digits)]
    total = sum(one - 9 if one > 9 else one for one in doubled)
    return "".join(map(str, [*digits, -total % 10]))


def address(dice: random.Random) -> str:
    """An IPv4 address, as a proxy writes it."""
    return ".".join(str(dice.randrange(1, 255)) for _ in range(4))


def pin(dice: random.Random) -> str:
    """Six digits."""
    return f"{dice.randrange(10**6):06}"


def written(value: str) -> set[bytes]:
    """The ways in which a file may write a text."""
    return {value.encode(), json.dumps(value)[1:-1].encode()}


def on_disk(folder: Path, values: Iterable[str]) -> set[str]:
    """Those of `values` that any file of `folder` contains."""
    data = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {one for one in values if any(way in file for way in written(one) for file in data)}


def in_sealed(folder: Path, engine: Engine, sealers: Iterable[Sealer]) -> Iterator[str]:
    """Whatever any of the keys opens, of all rows and all files."""
    keys = list(sealers)
    for token in tokens(engine):
        yield from _opened(keys, token.encode())
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size < 10**7:
            yield from _opened(keys, path.read_bytes())


def tokens(engine: Engine) -> set[str]:
    """All sealed values in all tables."""
    found = set[str]()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(text(f"SELECT * FROM {table.name}")):
                found |= set(_TOKEN.findall(str(tuple(row))))
    return found


def beginnings(engine: Engine, sealer: Sealer, values: Iterable[str]) -> set[str]:
    """How the sealed values begin that hold any of `values`."""
    wanted = list(values)
    return {
        token[:_SEEN]
        for token in tokens(engine)
        if any(value in one for one in _opened([sealer], token.encode()) for value in wanted)
    }


def _opened(sealers: list[Sealer], sealed: bytes) -> Iterator[str]:
    for sealer in sealers:
        try:
            yield sealer.open_bytes(sealed).decode(errors="replace")
        except InvalidToken:
            continue
