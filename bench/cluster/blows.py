"""Each part in turn is killed, stopped and cut off while citizens go on; what they notice of it."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from bench.cluster.installation import Installation
from bench.cluster.load import FilingAttempt, FilingCrowd
from bench.cluster.machines import Blow, ClusterPart, cut_off, killed, stopped
from bench.rows import Row

HITS = ("gateway1", "rasa1", "worker1", "valkey", "edge1", "db", "leader", "etcd")
"""What is hit; `db` is the PostgreSQL that leads at that moment."""
BLOWS = (killed(), stopped(), cut_off())
CALM_S = 8.0
"""Between two blows: what the first one did must not be told of the second."""
SLOW_S = 5.0
"""A citizen who waits longer for an answer notices."""
MOST_RECOVERY_S, LEAST_CLEAR = 30.0, 0.999


@dataclass(frozen=True)
class Met:
    """What citizens met from a blow until all was calm again."""

    part: str
    blow: str
    attempts: Sequence[FilingAttempt]
    began: float

    @property
    def recovery_s(self) -> float:
        """From the blow until the last who had no answer, or waited long, has it behind them."""
        ends = (one.at + one.seconds for one in self.attempts if _is_noticed(one))
        return max((end - self.began for end in ends), default=0.0)

    @property
    def clear(self) -> int:
        """How many were answered, or got an error that says what is wrong."""
        return sum(one.is_clear for one in self.attempts)

    def row(self) -> Row:
        """As a line of the table."""
        outcomes = Counter(one.outcome for one in self.attempts if not one.was_answered)
        worst = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common(2))
        value = f"{len(self.attempts)} messages · back after {self.recovery_s:.1f} s"
        return Row(
            "blows",
            self.part,
            f"{self.blow}{f' ({worst})' if worst else ''}",
            value,
            f"≤ {MOST_RECOVERY_S:g} s",
            self.recovery_s <= MOST_RECOVERY_S,
        )


async def blows(
    installation: Installation,
    crowd: FilingCrowd,
    hits: Sequence[str],
    seconds: float,
    say: Callable[[str], None],
) -> AsyncIterator[Met]:
    """Hit every part with every blow for so long, one after the other."""
    for name in hits:
        for blow in BLOWS:
            part = await installation.leader() if name == "db" else installation.parts[name]
            say(f"{part.name} is {blow.name}")
            yield await _hit(part, blow, crowd, seconds)


async def _hit(part: ClusterPart, blow: Blow, crowd: FilingCrowd, seconds: float) -> Met:
    first, began = len(crowd.attempts), time.monotonic()
    await asyncio.to_thread(blow.hit, part)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(blow.mend, part)
    await part.wait()
    await asyncio.sleep(CALM_S)
    return Met(part.name, blow.name, crowd.attempts[first:], began)


def clear_row(met: Sequence[Met]) -> Row:
    """The share of messages that were answered or clearly refused, over all blows."""
    attempts = sum(len(one.attempts) for one in met)
    share = sum(one.clear for one in met) / max(1, attempts)
    return Row(
        "blows",
        "",
        f"answered, or refused with a clear error, of {attempts:,} messages",
        f"{share:.4f}",
        f"≥ {LEAST_CLEAR}",
        share >= LEAST_CLEAR,
    )


def _is_noticed(attempt: FilingAttempt) -> bool:
    return not attempt.was_answered or attempt.seconds > SLOW_S
