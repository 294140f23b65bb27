"""Flags: which agencies are unlike their peers by which signal, with what that is made of. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.insight.signals.counting import OF_BESIDE, OF_LEDGER, OF_TEXTS, Signal
from assistant.insight.signals.peers import Counts, compare, discoveries
from assistant.insight.signals.seen import Beside, Matters

LEVEL = 0.025
"""For each of the two families, what the ledger proves and what is known beside it: at most one of
twenty flags of a period is wrong, and what is known beside changes no flag of the ledger."""
LEAST_EXCESS = 4.0
"""People more than expected: fewer can be what one clerk did on one day."""


@dataclass(frozen=True)
class Flag:
    """A share at an agency that is higher than chance and the spread of agencies explain.

    `observed` of `n` matters, where its peers make the share `expected` usual; `p` is the
    probability of so many at an agency like them.
    """

    agency_id: str
    signal: Signal
    observed: int
    n: int
    expected: float
    p: float

    @property
    def share(self) -> float:
        """What was seen, as a share."""
        return self.observed / self.n


def flags_of_ledger(seen: Matters) -> list[Flag]:
    """What the ledger alone tells."""
    return flags(seen.agencies, counts_of_ledger(seen))


def flags_beside(seen: Matters, beside: Beside) -> list[Flag]:
    """What texts, addresses and talks tell."""
    return flags(seen.agencies, counts_beside(seen, beside))


def counts_of_ledger(seen: Matters) -> dict[Signal, Counts]:
    """By signal, what the flags of the ledger are made of."""
    return {signal: count(seen) for signal, count in OF_LEDGER.items()}


def counts_beside(seen: Matters, beside: Beside) -> dict[Signal, Counts]:
    """By signal, what the flags beside the ledger are made of."""
    counts = {signal: count(seen) for signal, count in OF_TEXTS.items()}
    return counts | {signal: count(beside) for signal, count in OF_BESIDE.items()}


def flags(agencies: Sequence[str], counts: Mapping[Signal, Counts]) -> list[Flag]:
    """The flags of one family, by agency and signal; `agencies` name the places in `counts`."""
    found = {signal: compare(of) for signal, of in counts.items()}
    p = np.array([one.p for one in found.values()]).reshape(len(counts), len(agencies))
    believed = discoveries(p, LEVEL)
    return sorted(
        (
            Flag(
                agencies[place],
                signal,
                int(counts[signal].observed[place]),
                int(counts[signal].n[place]),
                float(compared.expected[place]),
                float(compared.p[place]),
            )
            for row, (signal, compared) in enumerate(found.items())
            for place in _told(believed[row], counts[signal], compared.expected)
        ),
        key=lambda flag: (flag.agency_id, list(Signal).index(flag.signal)),
    )


def _told(believed: np.ndarray, counts: Counts, expected: np.ndarray) -> Iterable[int]:
    with np.errstate(invalid="ignore"):
        excess = counts.observed - counts.n * expected
        return [int(place) for place in np.flatnonzero(believed & (excess >= LEAST_EXCESS))]
