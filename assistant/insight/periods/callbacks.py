"""Calls to the citizens whom the lot drew, and whether they say what the ledger says.

In a survey of patients 77 % were seen in time where hospitals had reported 96 % (Bevan & Hood 2006,
doi 10.1111/j.1467-9299.2006.00600.x). So an agency whose citizens say something else on the
telephone than its figures is flagged, and from then on the lot's figure counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.insight.facts.models import CaseFact
from assistant.insight.periods.models import Callback
from assistant.insight.periods.terms import RIPENING, ReportingPeriod
from assistant.insight.statistics.intervals import Interval, rate
from assistant.storage.statements import locked

MOST_TRIES = 3
"""Calls without an answer, on different days, after which a citizen is left in peace."""
BETWEEN_TRIES = timedelta(hours=20)
GOOD_FOR = RIPENING
"""After that nobody is called: memory fades, and the figures of the period are frozen."""
LEAST_CALLS = 10
"""Citizens who must have answered before an agency can be flagged."""


class Outcome(StrEnum):
    """What came of a call: what the citizen says of the case, or why nothing was said."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


OUTCOME_FA: dict[Outcome, str] = {
    Outcome.SOLVED: "حل شده است",
    Outcome.PARTLY: "بخشی حل شده است",
    Outcome.UNSOLVED: "حل نشده است",
    Outcome.DECLINED: "نخواست پاسخ دهد",
    Outcome.NOT_REACHED: "پاسخ نداد",
}
_SAID = (Outcome.SOLVED, Outcome.PARTLY, Outcome.UNSOLVED)


class NoSuchCallError(LookupError):
    """There is no call to be made for this case now."""


@dataclass(frozen=True)
class Call:
    """A call that waits to be made."""

    code: str
    agency_id: str
    day: str
    tries: int
    until: date


@dataclass(frozen=True)
class Progress:
    """Calls of a day by what came of them, and how many wait; those who said something are told."""

    said: int
    declined: int
    not_reached: int
    waiting: int


@dataclass(frozen=True)
class Gap:
    """What citizens say on the telephone beside what the ledger says, for an agency.

    `called` of `drawn` were drawn and said something. `is_flagged`: at least `LEAST_CALLS` did, and
    the two intervals have nothing in common.
    """

    agency_id: str
    drawn: int
    called: int
    by_lot: Interval | None
    by_ledger: Interval | None

    @property
    def is_flagged(self) -> bool:
        """Whether the lot's figure counts instead of the other."""
        return (
            self.called >= LEAST_CALLS
            and self.by_lot is not None
            and self.by_ledger is not None
            and not self.by_lot.overlaps(self.by_ledger)
        )


def waiting_calls(session: Session, now: datetime, limit: int = 100) -> list[Call]:
    """The calls to be made now, the oldest draws first."""
    query = select(Callback, Case.tracking_code).join(Case, Case.id == Callback.case_id)
    query = query.where(*_waits(now)).order_by(Callback.day, Callback.ticket).limit(limit)
    return [
        Call(code, row.agency_id, row.day, row.tries, date.fromisoformat(row.day) + GOOD_FOR)
        for row, code in session.execute(query)
    ]


def progress(session: Session, day_began: datetime, now: datetime) -> Progress:
    """How far the calls of the day are that began at `day_began`."""
    today = select(Callback.outcome, func.count()).where(Callback.called_at >= day_began)
    counts = dict(session.execute(today.group_by(Callback.outcome)).all())
    wait = select(func.count()).select_from(Callback).join(Case, Case.id == Callback.case_id)
    return Progress(
        said=sum(counts.get(one, 0) for one in _SAID),
        declined=counts.get(Outcome.DECLINED, 0),
        not_reached=counts.get(Outcome.NOT_REACHED, 0) + counts.get(None, 0),
        waiting=session.scalar(wait.where(*_waits(now))) or 0,
    )


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which calls, joined to their cases, are to be made now."""
    first = (now - GOOD_FOR).date().isoformat()
    return (
        Callback.outcome.is_(None),
        Callback.day >= first,
        Case.erased_at.is_(None),
        Callback.called_at.is_(None) | (Callback.called_at < now - BETWEEN_TRIES),
    )


def note_call(
    session: Session, code: str, outcome: Outcome, account_id: str, now: datetime
) -> Callback:
    """Keep what came of a call; raises `NoSuchCallError`, also when one was noted already."""
    is_it = Callback.case_id.in_(select(Case.id).where(Case.tracking_code == code))
    found = locked(session, select(Callback).where(is_it))
    if not found or found[0].outcome is not None:
        raise NoSuchCallError(code)
    call = found[0]
    call.tries, call.account_id, call.called_at = call.tries + 1, account_id, now
    if outcome is not Outcome.NOT_REACHED or call.tries >= MOST_TRIES:
        call.outcome = outcome
    return call


def gaps(session: Session, period: ReportingPeriod, agency_id: str | None = None) -> list[Gap]:
    """The gap of every agency of which the lot drew somebody in `period`, by what is known now."""
    calls = counted_calls(session, period, agency_id=agency_id)
    judged = _judged(session, period, set(calls))
    return [gap(id_, counts, judged.get(id_)) for id_, counts in sorted(calls.items())]


def gap(
    agency_id: str, counts: Mapping[str | None, int], judged: tuple[float, float] | None
) -> Gap:
    """The gap of an agency: its calls by outcome, and how many solved of how many judged."""
    called = sum(counts.get(one, 0) for one in _SAID)
    by_lot = rate(counts.get(Outcome.SOLVED, 0), called) if called else None
    by_ledger = rate(*judged) if judged and judged[1] else None
    return Gap(agency_id, sum(counts.values()), called, by_lot, by_ledger)


def counted_calls(
    session: Session,
    period: ReportingPeriod,
    *,
    agency_id: str | None = None,
    until: datetime | None = None,
) -> dict[str, dict[str | None, int]]:
    """By agency and outcome, the calls of `period`; one that came after `until` has no outcome."""
    outcome: ColumnElement[str | None] = Callback.outcome.expression
    if until is not None:
        outcome = case((Callback.called_at <= until, Callback.outcome), else_=None)
    query = select(Callback.agency_id, outcome, func.count())
    query = query.where(Callback.month.in_(period.months))
    if agency_id:
        query = query.where(Callback.agency_id == agency_id)
    found: dict[str, dict[str | None, int]] = {}
    rows = session.execute(query.group_by(Callback.agency_id, outcome))
    for id_, said, count in rows:
        found.setdefault(id_, {})[said] = count
    return found


def _judged(
    session: Session, period: ReportingPeriod, agencies: set[str]
) -> dict[str, tuple[float, float]]:
    """By agency: how many cases their citizens called solved at first, and how many they judged."""
    is_solved = func.sum(cast(CaseFact.first_verdict == Outcome.SOLVED, Integer))
    query = (
        select(CaseFact.agency_id, is_solved, func.count())
        .where(
            CaseFact.agency_id.in_(agencies),
            CaseFact.month.in_(period.months),
            CaseFact.first_verdict.is_not(None),
            CaseFact.counts,
        )
        .group_by(CaseFact.agency_id)
    )
    return {id_: (solved or 0, count) for id_, solved, count in session.execute(query)}
