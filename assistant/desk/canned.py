"""Ready answers of operators, kept as data in canned.yml."""

from functools import lru_cache
from pathlib import Path

import yaml

from assistant.desk.schemas import CannedOut

FILE = Path(__file__).with_name("canned.yml")


@lru_cache(maxsize=1)
def canned_answers() -> tuple[CannedOut, ...]:
    """All of them, in the order of the file."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(CannedOut.model_validate(entry) for entry in entries)
