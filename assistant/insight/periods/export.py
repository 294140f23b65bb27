"""Figures as they leave the house: CSV and JSON with a signed statement, the same bytes each time.

Nothing in it depends on when or where it is made, so that anyone who holds the ledger can compute
the figures again and compare bytes. `verify_export.py` checks it without the rest of the house.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.cases.chain import digest
from assistant.cases.signatures import Notary
from assistant.insight.periods.verify_export import CSV_FILE, JSON_FILE, SAME, STATEMENT

FORMAT = "dastyar-figures/2"
"""Since 2 `flags` are in the figures, each a signal of gaming that the ledger proves."""
WITHOUT_FLAGS = "dastyar-figures/1"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell; a real one would differ each time."""


@dataclass(frozen=True)
class Export:
    """The files of an export, and the digest that fixes all of them."""

    files: Mapping[str, bytes]
    digest: str

    def zipped(self) -> bytes:
        """All files in one, without times or compression: the same bytes wherever it is made."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), self.files[name])
        return buffer.getvalue()


def export(figures: Mapping[str, Any], notary: Notary) -> Export:
    """Sign `figures`, which has `rows` (each with the same columns) and all of `SAME`.

    The format tells whether it has `flags`, too.
    """
    files = {JSON_FILE: canonical(figures), CSV_FILE: _csv(figures["rows"])}
    statement = {
        "format": FORMAT if "flags" in figures else WITHOUT_FLAGS,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "public_key": notary.public_key,
        **{name: figures[name] for name in SAME},
    }
    fixed = digest(statement)
    signed = {"statement": statement, "signature": notary.sign(fixed)}
    return Export({**files, STATEMENT: canonical(signed)}, digest(statement, "public_key"))


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with sorted names and no spaces: the same bytes for the same value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """With a byte order mark, without which Excel takes Persian for something else."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")
