"""What is measured, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class InsightOptions:
    """The options of the command line; `is_quick` is a smaller run of the same."""

    parts: Sequence[str]
    databases: Sequence[str]
    is_quick: bool
    seed: int
