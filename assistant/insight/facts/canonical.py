"""Facts as bytes that two parties can compare: JSON lines in one order, and their SHA-256.

`answer_hash` is left out: it goes with the words of its case, so a past state could not be made
again after an erasure. All else comes from what the ledger's chain covers, and never changes.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from assistant.cases.chain import exact
from assistant.insight.facts.writing import COLUMNS, Row

_LEFT_OUT = "answer_hash"


@dataclass(frozen=True)
class Written:
    """How many tenures were written, and the SHA-256 of all lines in hexadecimal digits."""

    tenures: int
    sha256: str


def line(row: Row) -> bytes:
    """One tenure as a line of canonical JSON in UTF-8."""
    told = {name: _told(row[name]) for name in COLUMNS if name != _LEFT_OUT}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def write_lines(rows: Iterable[Row], file: IO[bytes]) -> Written:
    """Write `rows`, which are in the order of case and number."""
    digest, count = hashlib.sha256(), 0
    for one in map(line, rows):
        digest.update(one)
        file.write(one)
        count += 1
    return Written(count, digest.hexdigest())


def _told(value: Any) -> Any:
    return exact(value) if isinstance(value, datetime) else value
