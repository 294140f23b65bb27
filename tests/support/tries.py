"""Tries at pins for tests: either none is in the way, or few are free."""

from assistant.guessing.tries import Tries, TryLimits
from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

UNLIMITED = 50_000


def tries_of(sealer: Sealer, limits: TryLimits) -> Tries:
    return Tries("pin", sealer, Counting(), limits)


def free_tries(sealer: Sealer) -> Tries:
    return tries_of(sealer, TryLimits(UNLIMITED, UNLIMITED, UNLIMITED))
