"""What the doctor finds: one line, and what to do about it. No diagnosis holds a secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How bad it is: citizens are not served, or something is on the way to that."""

    BROKEN = "broken"
    WARNING = "warning"


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with a `part`, and how to mend it."""

    weight: Weight
    part: str
    told: str
    mend: str


Diagnoses = Iterator[Diagnosis]


def broken(part: str, told: str, mend: str) -> Diagnosis:
    """Something without which the installation does not work."""
    return Diagnosis(Weight.BROKEN, part, told, mend)


def warning(part: str, told: str, mend: str) -> Diagnosis:
    """Something that works, and should not be left so."""
    return Diagnosis(Weight.WARNING, part, told, mend)
