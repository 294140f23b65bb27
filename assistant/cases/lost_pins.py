"""A new pin for a citizen who lost it: by a code sent to the mobile number that the case holds.

Everybody who asks gets the same answer, at the same cost, whether there is such a case with a
number or not: the rest happens in a job. A stranger who knows a tracking code can make a telephone
ring three times a day, and try each of these codes five times out of a million.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.codes import normal_pin, normalise
from assistant.cases.models import Case
from assistant.cases.personal import Field, readable_values
from assistant.cases.pins import change, kept_key, pin_of
from assistant.cases.service import Also
from assistant.cases.terms import CLOCK
from assistant.cases.transitions import Door
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.digests import Purpose
from assistant.storage.jobs import enqueue
from assistant.storage.sealing import Sealer
from assistant.storage.statements import delete_some, locked
from assistant.storage.wide import WIDE


class PinRecovery(Base):
    """A one-time code that was sent for a case; the code is derived, and stored nowhere.

    `ticket_hash` is the hash of the ticket that the person who asked got, so other people's tries
    do not count against it. `used_by` is the kept key of the change that used the code,
    `pin_number` the number of the pin that the change made.
    """

    __tablename__ = "pin_recoveries"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    ticket_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_by: Mapped[str | None] = mapped_column(String(64))
    pin_number: Mapped[int | None]


VALID = timedelta(minutes=10)
MOST_TRIES = 5
MOST_A_DAY = 3
_DAY = timedelta(hours=24)
_DIGITS = 6


class LostPinJob(StrEnum):
    """Kinds of jobs that replace a lost pin."""

    ASKED = "cases.lost_pin"
    SEND = "cases.pin_code"


@dataclass(frozen=True)
class PinChange:
    """Shown by the person who asked: the case, their ticket, the code, the key of the change."""

    tracking_code: str
    ticket: str
    code: str
    key: str


def ask(session: Session, sealer: Sealer, tracking_code: str) -> str:
    """A ticket for the person who asks; a job does the rest."""
    ticket = secrets.token_urlsafe(24)
    if code := normalise(tracking_code):
        payload = {"code": code, "ticket": _kept(sealer, ticket)}
        enqueue(session, LostPinJob.ASKED, payload, lane=f"{LostPinJob.ASKED}:{code}")
    return ticket


def prepare(session: Session, tracking_code: str, ticket_hash: str, now: datetime) -> None:
    """Make a code and have it sent, if the case has a number and got few enough codes today."""
    found = locked(session, select(Case).where(Case.tracking_code == tracking_code))
    for case in found:
        fields = {field for field, _ in readable_values(session, case, CLOCK)}
        if Field.MOBILE in fields and _had_today(session, case, now) < MOST_A_DAY:
            row = PinRecovery(case_id=case.id, ticket_hash=ticket_hash, created_at=now)
            session.add(row)
            session.flush()
            key = f"{LostPinJob.SEND}:{case.id}:{row.id}"
            enqueue(session, LostPinJob.SEND, {"case_id": case.id, "id": row.id}, key=key)


def sendable(session: Session, id_: int, now: datetime) -> tuple[Case, PinRecovery] | None:
    """The case and the row of a code that still works; None when it no longer does."""
    row = session.get(PinRecovery, id_)
    if row is None or row.used_by or now - row.created_at >= VALID:
        return None
    return session.get_one(Case, row.case_id), row


def code_of(sealer: Sealer, case: Case, row: PinRecovery) -> str:
    """The six digits that are sent."""
    digest = sealer.code("lost pin", f"{case.tracking_code}\n{row.id}\n{row.ticket_hash}")
    return str(int(digest[:16], 16) % 10**_DIGITS).zfill(_DIGITS)


def recover(
    session: Session, door: Door, shown: PinChange, now: datetime, also: Also | None = None
) -> str | None:
    """The new pin for the right ticket and code in time; None for all else, which is counted.

    The same key again returns the same pin, as long as the code works. `also` runs with the case
    whose pin is returned.
    """
    sealer, case = door.sealer, door.case(session, normalise(shown.tracking_code) or "-")
    if case is None:
        return None
    of_ticket = PinRecovery.ticket_hash == _kept(sealer, shown.ticket)
    query = select(PinRecovery).where(PinRecovery.case_id == case.id, of_ticket)
    rows = locked(session, query)
    if not rows or rows[0].tries >= MOST_TRIES or now - rows[0].created_at >= VALID:
        return None
    (row,) = rows
    row.tries += 1
    right = code_of(sealer, case, row).encode()
    if not hmac.compare_digest(right, normal_pin(shown.code)):
        return None
    pin = _changed(session, door, case, row, key=shown.key, now=now)
    if pin and also:
        also(session, case)
    return pin


def _changed(
    session: Session, door: Door, case: Case, row: PinRecovery, *, key: str, now: datetime
) -> str | None:
    kept = kept_key(door.sealer.digests, key)
    if row.used_by is None:
        door.move(session, case, change(door.sealer.digests, case, key), now)
        row.used_by, row.pin_number = kept, case.pin_number
    is_same = row.used_by == kept and row.pin_number == case.pin_number
    return pin_of(door.sealer, case) if is_same else None


def forget_recoveries(session: Session, now: datetime) -> int:
    """Remove some of the codes that count no more; returns how many."""
    return delete_some(session, PinRecovery, PinRecovery.created_at < now - _DAY)


def _had_today(session: Session, case: Case, now: datetime) -> int:
    recent = (PinRecovery.case_id == case.id, PinRecovery.created_at > now - _DAY)
    return session.scalar(select(func.count()).select_from(PinRecovery).where(*recent)) or 0


def _kept(sealer: Sealer, ticket: str) -> str:
    return sealer.digests.keyed(Purpose.RECOVERY, ticket)
