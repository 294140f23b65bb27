"""Calls to citizens whom a lot draws, and whether they agree with the ledger.

A day's root is made after all that it covers, and covers every case that changed. A case's ticket
in the lot is the hash of that root and of the case's newest event in it. Of each agency the lowest
tickets are drawn. Whoever holds the published root and the events can draw again and must get the
same cases; whoever wants another draw would need another root.

In a survey of patients 77 % were seen in time where hospitals had reported 96 % (Bevan & Hood 2006,
doi 10.1111/j.1467-9299.2006.00600.x). So an agency whose citizens say something else on the
telephone than its figures is flagged, and from then on the lot's figure counts.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, LedgerLeaf, LedgerRoot, PersonalValue
from assistant.cases.personal import Field
from assistant.cases.terms import Identity, Status
from assistant.insight.facts.models import CaseFact
from assistant.insight.periods.reporting_period import RIPENING, CitizenCallback, ReportingPeriod
from assistant.insight.statistics.intervals import Interval, rate
from assistant.language.dates import jalali_month
from assistant.storage.statements import locked

PER_DAY = 2
"""Cases of an agency in a day's draw: some 45 in a month of 22 working days."""
PER_MONTH = 45
"""At most so many of an agency in a month; 30 to 50 tell a gap of some 20 points."""
ASKED_ABOUT = frozenset(
    [Status.CONFIRMED, Status.PARTLY, Status.CLOSED, Status.CLOSED_UNCONFIRMED, Status.DISPUTED]
)
"""States in which a citizen can say what came of the case; silent ones are in it on purpose."""


@dataclass(frozen=True)
class LotTicket:
    """A case in the lot of a day."""

    case_id: int
    agency_id: str
    value: str


def ticket(root: str, leaf: str) -> str:
    """The ticket of the case whose newest event has the hash `leaf`; all in hex."""
    return hashlib.sha256(bytes.fromhex(root) + bytes.fromhex(leaf)).hexdigest()


def drawn(tickets: Iterable[LotTicket], drawn_before: dict[str, int]) -> list[LotTicket]:
    """The lowest tickets of each agency, as far as its month is not full yet."""
    by_agency: dict[str, list[LotTicket]] = defaultdict(list)
    for one in tickets:
        by_agency[one.agency_id].append(one)
    found = []
    for agency_id, those in sorted(by_agency.items()):
        room = min(PER_DAY, PER_MONTH - drawn_before.get(agency_id, 0))
        found += sorted(those, key=lambda one: one.value)[: max(0, room)]
    return found


def draw(session: Session, root: LedgerRoot, now: datetime) -> list[CitizenCallback]:
    """Draw of the cases that `root` covers, once; those who can be called are in the lot."""
    if session.scalar(
        select(CitizenCallback.case_id).where(CitizenCallback.day == root.day).limit(1)
    ):
        return []
    month = jalali_month(now)
    before = select(CitizenCallback.agency_id, func.count()).where(CitizenCallback.month == month)
    counts = dict(session.execute(before.group_by(CitizenCallback.agency_id)).all())
    rows = [
        CitizenCallback(
            case_id=one.case_id,
            agency_id=one.agency_id,
            month=month,
            day=root.day,
            ticket=one.value,
        )
        for one in drawn(_tickets(session, root), counts)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _tickets(session: Session, root: LedgerRoot) -> list[LotTicket]:
    has_mobile = select(PersonalValue.id).where(
        PersonalValue.case_id == Case.id, PersonalValue.field == Field.MOBILE
    )
    query = (
        select(Case.id, Case.agency_id, LedgerLeaf.hash)
        .join(LedgerLeaf, LedgerLeaf.case_id == Case.id)
        .where(
            LedgerLeaf.root_id == root.id,
            Case.agency_id.is_not(None),
            Case.status.in_(ASKED_ABOUT),
            Case.identity != Identity.ANONYMOUS,
            Case.is_repeat.is_(False),
            Case.erased_at.is_(None),
            has_mobile.exists(),
            ~select(CitizenCallback.case_id).where(CitizenCallback.case_id == Case.id).exists(),
        )
    )
    return [
        LotTicket(case_id, agency_id or "", ticket(root.root, leaf))
        for case_id, agency_id, leaf in session.execute(query)
    ]


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
class WaitingCall:
    """A call that waits to be made."""

    code: str
    agency_id: str
    day: str
    tries: int
    until: date


@dataclass(frozen=True)
class CallProgress:
    """Calls of a day by outcome, and how many wait; `said` counts citizens who gave a verdict."""

    said: int
    declined: int
    not_reached: int
    waiting: int


@dataclass(frozen=True)
class CallGap:
    """Citizens' verdicts on the telephone beside those in the ledger, for an agency.

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


def waiting_calls(session: Session, now: datetime, limit: int = 100) -> list[WaitingCall]:
    """The calls to be made now, the oldest draws first."""
    query = select(CitizenCallback, Case.tracking_code).join(
        Case, Case.id == CitizenCallback.case_id
    )
    query = (
        query.where(*_waits(now)).order_by(CitizenCallback.day, CitizenCallback.ticket).limit(limit)
    )
    return [
        WaitingCall(code, row.agency_id, row.day, row.tries, date.fromisoformat(row.day) + GOOD_FOR)
        for row, code in session.execute(query)
    ]


def progress(session: Session, day_began: datetime, now: datetime) -> CallProgress:
    """How far the calls of the day are that began at `day_began`."""
    today = select(CitizenCallback.outcome, func.count()).where(
        CitizenCallback.called_at >= day_began
    )
    counts = dict(session.execute(today.group_by(CitizenCallback.outcome)).all())
    wait = (
        select(func.count())
        .select_from(CitizenCallback)
        .join(Case, Case.id == CitizenCallback.case_id)
    )
    return CallProgress(
        said=sum(counts.get(one, 0) for one in _SAID),
        declined=counts.get(Outcome.DECLINED, 0),
        not_reached=counts.get(Outcome.NOT_REACHED, 0) + counts.get(None, 0),
        waiting=session.scalar(wait.where(*_waits(now))) or 0,
    )


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which calls, joined to their cases, are to be made now."""
    first = (now - GOOD_FOR).date().isoformat()
    return (
        CitizenCallback.outcome.is_(None),
        CitizenCallback.day >= first,
        Case.erased_at.is_(None),
        CitizenCallback.called_at.is_(None) | (CitizenCallback.called_at < now - BETWEEN_TRIES),
    )


def note_call(
    session: Session, code: str, outcome: Outcome, account_id: str, now: datetime
) -> CitizenCallback:
    """Keep what came of a call; raises `NoSuchCallError`, also when one was noted already."""
    is_it = CitizenCallback.case_id.in_(select(Case.id).where(Case.tracking_code == code))
    found = locked(session, select(CitizenCallback).where(is_it))
    if not found or found[0].outcome is not None:
        raise NoSuchCallError(code)
    call = found[0]
    call.tries, call.account_id, call.called_at = call.tries + 1, account_id, now
    if outcome is not Outcome.NOT_REACHED or call.tries >= MOST_TRIES:
        call.outcome = outcome
    return call


def gaps(session: Session, period: ReportingPeriod, agency_id: str | None = None) -> list[CallGap]:
    """The gap of every agency of which the lot drew somebody in `period`, by what is known now."""
    calls = counted_calls(session, period, agency_id=agency_id)
    judged = _judged(session, period, set(calls))
    return [gap(id_, counts, judged.get(id_)) for id_, counts in sorted(calls.items())]


def gap(
    agency_id: str, counts: Mapping[str | None, int], judged: tuple[float, float] | None
) -> CallGap:
    """The gap of an agency: its calls by outcome, and how many solved of how many judged."""
    called = sum(counts.get(one, 0) for one in _SAID)
    by_lot = rate(counts.get(Outcome.SOLVED, 0), called) if called else None
    by_ledger = rate(*judged) if judged and judged[1] else None
    return CallGap(agency_id, sum(counts.values()), called, by_lot, by_ledger)


def counted_calls(
    session: Session,
    period: ReportingPeriod,
    *,
    agency_id: str | None = None,
    until: datetime | None = None,
) -> dict[str, dict[str | None, int]]:
    """By agency and outcome, the calls of `period`; calls made after `until` have no outcome."""
    outcome: ColumnElement[str | None] = CitizenCallback.outcome.expression
    if until is not None:
        outcome = case((CitizenCallback.called_at <= until, CitizenCallback.outcome), else_=None)
    query = select(CitizenCallback.agency_id, outcome, func.count())
    query = query.where(CitizenCallback.month.in_(period.months))
    if agency_id:
        query = query.where(CitizenCallback.agency_id == agency_id)
    found: dict[str, dict[str | None, int]] = {}
    rows = session.execute(query.group_by(CitizenCallback.agency_id, outcome))
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
