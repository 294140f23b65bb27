"""What the doctor finds: one line, and what to do about it. No finding holds a secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How bad it is: citizens are not served, or something is on the way to that."""

    BROKEN = "broken"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a `part`, and how to mend it."""

    weight: Weight
    part: str
    told: str
    mend: str


Findings = Iterator[Finding]


def broken(part: str, told: str, mend: str) -> Finding:
    """Something without which the installation does not work."""
    return Finding(Weight.BROKEN, part, told, mend)


def warning(part: str, told: str, mend: str) -> Finding:
    """Something that works, and should not be left so."""
    return Finding(Weight.WARNING, part, told, mend)
