"""How long a job waits after an attempt that failed."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

_RANDOM = Random()


@dataclass(frozen=True)
class Backoff:
    """Waits that double from `first` to `longest`, each shortened by up to half at random.

    The chance part keeps jobs that failed together from coming back together.
    """

    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(hours=1)

    def after(self, attempts: int, random: Random = _RANDOM) -> timedelta:
        """The wait after so many failed attempts, 1 or more."""
        # A timedelta overflows, a float does not; beyond 2**60 every wait is the longest one.
        full = self.first.total_seconds() * 2.0 ** min(attempts - 1, 60)
        return timedelta(seconds=min(full, self.longest.total_seconds()) * random.uniform(0.5, 1))
