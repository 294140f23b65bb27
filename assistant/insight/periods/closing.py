"""Has the figures of periods frozen and made final when their time has come."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import CLOCK
from assistant.insight.periods import moves
from assistant.insight.periods.reporting_period import PeriodExport, ReportingPeriod, State
from assistant.insight.periods.statement import Export, Statements
from assistant.insight.periods.verify_export import JSON_FILE

_LOOKED_BACK = 6
"""Months, and seasons, that are looked at: so long an installation may have been off."""


@dataclass(frozen=True)
class Closing:
    """Figures that were worked out, and the move that is to keep them."""

    period: ReportingPeriod
    state: State
    left_out: frozenset[str]
    export: Export

    def keep(self, session: Session, now: datetime) -> None:
        """Make the move and keep the files; raises `IllegalPeriodMoveError`."""
        data = self.export.zipped()
        fixed: dict[str, Any] = {
            "digest": self.export.digest,
            "sha256": hashlib.sha256(data).hexdigest(),
            "left_out": sorted(self.left_out),
        }
        move = moves.freeze if self.state is State.PROVISIONAL else moves.finalise
        move(session, self.period, by=CLOCK, now=now, data=fixed)
        session.add(PeriodExport(period=str(self.period), state=self.state, data=data))


def due(session: Session, statements: Statements, now: datetime) -> Iterator[Closing]:
    """What is to be frozen or made final now, worked out; periods without a case are left out."""
    first = session.scalar(select(Case.created_at).order_by(Case.created_at).limit(1))
    if first is None:
        return
    for period in _ended(now):
        if period.ends <= first:
            continue
        known = _standings(session, period)
        if (state := _next(known, now)) is not None:
            left_out = _left_out(known, state)
            made = statements.export(session, period, state, left_out)
            yield Closing(period, state, left_out, made)


def kept_export(session: Session, known: moves.PeriodStanding) -> bytes:
    """The files of the newest frozen or final figures; raises `IllegalPeriodMoveError`."""
    row = session.get(PeriodExport, (str(known.period), known.state))
    if row is None:
        raise moves.IllegalPeriodMoveError(moves.PeriodMoveRefusal.STATE)
    return row.data


def kept_file(session: Session, known: moves.PeriodStanding, name: str) -> bytes:
    """One of these files, by its name in the export; raises as `kept_export`."""
    with zipfile.ZipFile(io.BytesIO(kept_export(session, known))) as archive:
        return archive.read(name)


def kept_figures(session: Session, known: moves.PeriodStanding) -> dict[str, Any]:
    """What `Statements.figures` gave for these files; raises as `kept_export`."""
    found: dict[str, Any] = json.loads(kept_file(session, known, JSON_FILE))
    return found


def recomputed(session: Session, statements: Statements, period: ReportingPeriod) -> bool:
    """Whether the ledger still gives the very bytes that were kept; raises as `kept_export`."""
    known = _standings(session, period)
    kept, state = kept_export(session, known[0]), known[0].state
    made = statements.export(
        session,
        period,
        state,
        _left_out(known, state),
        with_flags="flags" in kept_figures(session, known[0]),
    )
    return made.zipped() == kept


def _standings(session: Session, period: ReportingPeriod) -> list[moves.PeriodStanding]:
    """That of `period`, and of the months in it: what is upheld there counts for a season too."""
    months = [ReportingPeriod.parse(month) for month in period.months]
    return [moves.standing(session, one) for one in dict.fromkeys([period, *months])]


def _left_out(known: Sequence[moves.PeriodStanding], state: State) -> frozenset[str]:
    if state is not State.FINAL:
        return frozenset()
    return frozenset[str]().union(*(one.left_out for one in known))


def _next(known: Sequence[moves.PeriodStanding], now: datetime) -> State | None:
    own = known[0]
    if own.state is State.OPEN:
        return State.PROVISIONAL if now >= own.period.ripe_at else None
    until = own.objection_until
    is_over = until is not None and now >= until and not any(one.undecided for one in known)
    return State.FINAL if own.state is State.PROVISIONAL and is_over else None


def _ended(now: datetime) -> Iterator[ReportingPeriod]:
    """Months and seasons that are over, the newest first."""
    current = ReportingPeriod.month_of(now)
    for period in (current, current.season):
        for _ in range(_LOOKED_BACK):
            period = period.previous  # noqa: PLW2901 - a walk back in time
            yield period
