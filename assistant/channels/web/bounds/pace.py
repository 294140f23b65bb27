"""How much may come in how fast."""

import time
from collections.abc import Callable


class Pace:
    """An allowance that refills with time: `burst` at once, `per_second` in the long run."""

    def __init__(
        self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._left, self._at = burst, clock()

    def takes(self, cost: float) -> bool:
        """Take `cost` of what is left; False, and nothing is left, when it is more than that."""
        at = self._clock()
        self._left = min(self._burst, self._left + (at - self._at) * self._per_second) - cost
        self._at = at
        if self._left >= 0:
            return True
        self._left = 0
        return False
