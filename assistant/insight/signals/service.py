"""The flags of a reporting period, as the desk sees them; it only reads.

Flags of a frozen period that the ledger proves are those of its signed export. What is known beside
the ledger is worked out whenever somebody asks, since texts are erased and addresses forgotten.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from assistant.insight.periods.closing import kept_figures
from assistant.insight.periods.moves import Standing
from assistant.insight.periods.terms import State
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import Flag, flags_beside, flags_of_ledger
from assistant.insight.signals.reading import beside, seen_now
from knowledge.calendar.load import OfficeTimes


def flags_of(session: Session, known: Standing, times: OfficeTimes) -> list[Flag]:
    """All flags of a period, by agency and signal."""
    seen = seen_now(session, known.period, times)
    kept = None if known.state is State.OPEN else kept_figures(session, known).get("flags")
    ledger = flags_of_ledger(seen) if kept is None else [_kept(one) for one in kept]
    found = [*ledger, *flags_beside(seen, beside(session, known.period, seen.agencies))]
    return sorted(found, key=lambda one: (one.agency_id, list(Signal).index(one.signal)))


def _kept(row: Mapping[str, Any]) -> Flag:
    numbers = (row["observed"], row["n"], row["expected"], row["p"])
    return Flag(row["agency_id"], Signal(row["signal"]), *numbers)
