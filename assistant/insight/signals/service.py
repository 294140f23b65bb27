"""The flags of a reporting period, as the desk sees them; it only reads.

Flags of a frozen period that the ledger proves are those of its signed export. What is known beside
the ledger is worked out whenever somebody asks, since texts are erased and addresses forgotten.
"""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

from assistant.insight.periods.closing import kept_figures
from assistant.insight.periods.moves import PeriodStanding
from assistant.insight.periods.reporting_period import State
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import Flag, flags_beside, flags_of_ledger
from assistant.insight.signals.reading import beside, seen_now
from knowledge.calendar.load import OfficeTimes

KEPT_S = 600
"""Seconds for which flags are good: a month of 60,000 matters takes some seconds to read."""
_MOST_KEPT = 24
"""Periods that are kept; the oldest goes first."""


class Signals:
    """The newest flags of each period that somebody asked for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, State], tuple[float, list[Flag]]] = {}
        self._lock = Lock()

    def read(self, session: Session, known: PeriodStanding, times: OfficeTimes) -> list[Flag]:
        """The flags, at most `KEPT_S` seconds old; who asks meanwhile waits for them."""
        key = (str(known.period), known.state)
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or self._clock() - kept[0] >= KEPT_S:
                self._kept.pop(key, None)
                kept = (self._clock(), flags_of(session, known, times))
                self._kept[key] = kept
                while len(self._kept) > _MOST_KEPT:
                    self._kept.pop(next(iter(self._kept)))
        return kept[1]


def flags_of(session: Session, known: PeriodStanding, times: OfficeTimes) -> list[Flag]:
    """All flags of a period, by agency and signal."""
    seen = seen_now(session, known.period, times)
    kept = None if known.state is State.OPEN else kept_figures(session, known).get("flags")
    ledger = flags_of_ledger(seen) if kept is None else [_kept(one) for one in kept]
    found = [*ledger, *flags_beside(seen, beside(session, known.period, seen.agencies))]
    return sorted(found, key=lambda one: (one.agency_id, list(Signal).index(one.signal)))


def _kept(row: Mapping[str, Any]) -> Flag:
    numbers = (row["observed"], row["n"], row["expected"], row["p"])
    return Flag(row["agency_id"], Signal(row["signal"]), *numbers)
