"""The assistant's sentences by situation, from sentences.fa.yml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "sentences.fa.yml"


@cache
def _all() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def wordings(key: str) -> tuple[str, ...]:
    """All wordings of a situation; `a.b` is b within a. Raises KeyError."""
    found = _all()
    for part in key.split("."):
        found = found[part]
    return (found,) if isinstance(found, str) else tuple(found)


def sentence(key: str, **values: str) -> str:
    """The first wording of a situation, filled in."""
    return wordings(key)[0].format(**values)
