"""The lot: which citizens are called and asked, so that nobody can steer whom.

A day's root is made after all that it covers, and covers every case that changed. A case's ticket
is the hash of that root and of the case's newest event in it. Of each agency the lowest tickets are
drawn. Whoever holds the published root and the events can draw again and must get the same cases;
whoever wants another draw would need another root.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, LedgerLeaf, LedgerRoot, PersonalValue
from assistant.cases.personal import Field
from assistant.cases.terms import Identity, Status
from assistant.insight.periods.models import Callback
from assistant.language.dates import jalali_month

PER_DAY = 2
"""Cases of an agency in a day's draw: some 45 in a month of 22 working days."""
PER_MONTH = 45
"""At most so many of an agency in a month; 30 to 50 tell a gap of some 20 points."""
ASKED_ABOUT = frozenset(
    [Status.CONFIRMED, Status.PARTLY, Status.CLOSED, Status.CLOSED_UNCONFIRMED, Status.DISPUTED]
)
"""States in which a citizen can say what came of the case; silent ones are in it on purpose."""


@dataclass(frozen=True)
class Ticket:
    """A case in the lot of a day."""

    case_id: int
    agency_id: str
    value: str


def ticket(root: str, leaf: str) -> str:
    """The ticket of the case whose newest event has the hash `leaf`; all in hex."""
    return hashlib.sha256(bytes.fromhex(root) + bytes.fromhex(leaf)).hexdigest()


def drawn(tickets: Iterable[Ticket], drawn_before: dict[str, int]) -> list[Ticket]:
    """The lowest tickets of each agency, as far as its month is not full yet."""
    by_agency: dict[str, list[Ticket]] = defaultdict(list)
    for one in tickets:
        by_agency[one.agency_id].append(one)
    found = []
    for agency_id, those in sorted(by_agency.items()):
        room = min(PER_DAY, PER_MONTH - drawn_before.get(agency_id, 0))
        found += sorted(those, key=lambda one: one.value)[: max(0, room)]
    return found


def draw(session: Session, root: LedgerRoot, now: datetime) -> list[Callback]:
    """Draw of the cases that `root` covers, once; those who can be called are in the lot."""
    if session.scalar(select(Callback.case_id).where(Callback.day == root.day).limit(1)):
        return []
    month = jalali_month(now)
    before = select(Callback.agency_id, func.count()).where(Callback.month == month)
    counts = dict(session.execute(before.group_by(Callback.agency_id)).all())
    rows = [
        Callback(
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


def _tickets(session: Session, root: LedgerRoot) -> list[Ticket]:
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
            ~select(Callback.case_id).where(Callback.case_id == Case.id).exists(),
        )
    )
    return [
        Ticket(case_id, agency_id or "", ticket(root.root, leaf))
        for case_id, agency_id, leaf in session.execute(query)
    ]
