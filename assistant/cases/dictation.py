"""Codes and pins as they are dictated over the telephone: in groups, with words for each sign.

«7K» is said «هفت، کِی مثل کنیا». The words are in `dictation.yml`.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from knowledge.files import read

FILE = Path(__file__).with_name("dictation.yml")
Sign = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]$")]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    digits: dict[Sign, Said]
    letters: dict[Sign, Said]


@dataclass(frozen=True)
class Group:
    """A few signs that are said in one breath."""

    signs: str
    spoken: str


@lru_cache
def words() -> dict[str, str]:
    """What is said for each sign."""
    told = read(FILE, _Words)
    return {**told.digits, **told.letters}


def dictated(code: str, size: int) -> list[Group]:
    """`code` (a tracking code or a pin, as stored) in groups of at most `size` signs."""
    parts = [code[start : start + size] for start in range(0, len(code), size)]
    return [Group(part, "، ".join(words()[sign] for sign in part)) for part in parts]
