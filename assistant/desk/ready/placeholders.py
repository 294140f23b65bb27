"""What may stand in braces in a ready answer, kept as data in placeholders.yml."""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel

FILE = Path(__file__).with_name("placeholders.yml")
_IN_BRACES = re.compile(r"\{([^{}\n]*)\}?|\}")


class Filling(StrEnum):
    """With what the console fills a placeholder in."""

    OPERATOR = "operator"
    TODAY = "today"
    TRACKING_CODE = "tracking_code"
    STATUS = "status"
    AGENCY = "agency"
    DUE = "due"


class Placeholder(BaseModel):
    """A name in braces, what it becomes, and what it may look like."""

    name: str
    fills: Filling
    example: str


class UnknownPlaceholderError(ValueError):
    """Braces hold something that nothing is known to fill."""


@lru_cache(maxsize=1)
def placeholders() -> tuple[Placeholder, ...]:
    """All of them, in the order of the file."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Placeholder.model_validate(entry) for entry in entries)


def with_known_placeholders(text: str) -> str:
    """`text` with its placeholders as they are called; raises `UnknownPlaceholderError`.

    Spaces in braces do not matter, and braces that do not close are unknown, too.
    """
    known = {one.name for one in placeholders()}

    def written(match: re.Match[str]) -> str:
        name = " ".join((match[1] or "").split())
        if name not in known or not match[0].endswith("}"):
            raise UnknownPlaceholderError(match[0])
        return f"{{{name}}}"

    return _IN_BRACES.sub(written, text)
