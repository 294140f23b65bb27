"""Freezes the figures of the half year's months and seasons, and makes them final, in their time.

The clock of an installation does the same, one look a day (`insight/periods/closing.py`).
Provisional and final figures are as of one moment. No agency of a demo objects, so both are worked
out once.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from assistant.insight.periods.closing import Closing
from assistant.insight.periods.reporting_period import OBJECTION, ReportingPeriod, State
from assistant.insight.periods.statement import Statements, export


def close_periods(
    session: Session, statements: Statements, begin: datetime, until: datetime
) -> int:
    """Close what was ripe between `begin` and `until`; how many periods there are."""
    periods = list(_ripe(begin, until))
    looks = [(one.ripe_at, State.PROVISIONAL, one) for one in periods]
    looks += [(one.ripe_at + OBJECTION, State.FINAL, one) for one in periods]
    figures: dict[ReportingPeriod, dict[str, object]] = {}
    for at, state, period in sorted(looks, key=lambda look: look[0]):
        if at > until:
            break
        if period not in figures:
            figures[period] = statements.figures(session, period, state, frozenset())
        told = figures[period] | {"state": str(state)}
        Closing(period, state, frozenset(), export(told, statements.notary)).keep(session, at)
    return len(periods)


def _ripe(begin: datetime, until: datetime) -> Iterator[ReportingPeriod]:
    """Months and seasons that have a case and were ripe before `until`."""
    current = ReportingPeriod.month_of(until)
    for period in (current, current.season):
        while period.ends > begin:
            if period.ripe_at <= until:
                yield period
            period = period.previous  # noqa: PLW2901 - a walk back in time
