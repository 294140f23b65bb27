"""The table of closures that were announced while the assistant runs."""

import threading
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.outbox import CaseJob
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.jobs import enqueue
from assistant.storage.shared_clock import utc_now
from assistant.storage.wide import WIDE
from knowledge.calendar.load import OfficeTimes
from knowledge.calendar.schema import EVERYWHERE, Reason
from knowledge.calendar.work import Closure, WorkCalendar


class ClosureRow(Base):
    """Offices of `province` (None: of the whole country) are closed; `ends_at` is not included.

    A closure that was called off is kept, with `withdrawn_at` and, from the desk, the reason.
    """

    __tablename__ = "closures"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    province: Mapped[str | None] = mapped_column(String(64))
    begins_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(500))
    added_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500), default=None)


KNOWN_EVERYWHERE = timedelta(minutes=1)
"""After this time every process knows of a closure (the calendar is refreshed much more often)."""


class UnknownProvinceError(ValueError):
    """A closure names a province that the catalogue does not know."""


def add_closure(
    session: Session, closure: Closure, provinces: Collection[str], added_by: str
) -> ClosureRow:
    """Keep `closure`, and have the open deadlines that it touches moved.

    `provinces` are the known names; `added_by` is an opaque id. Raises `UnknownProvinceError`.
    """
    if closure.province is not None and closure.province not in provinces:
        raise UnknownProvinceError(closure.province)
    row = ClosureRow(
        province=closure.province,
        begins_at=closure.begins,
        ends_at=closure.ends,
        reason=closure.reason,
        source=closure.source,
        added_by=added_by,
    )
    session.add(row)
    session.flush()
    _have_deadlines_moved(session, row, "added")
    return row


def withdraw_closure(session: Session, closure_id: int, reason: str | None = None) -> bool:
    """Call a closure off; False when no closure with this id is in force."""
    row = session.get(ClosureRow, closure_id, with_for_update=True)
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at, row.withdrawn_reason = utc_now(), reason
    _have_deadlines_moved(session, row, "withdrawn")
    return True


def closures(session: Session) -> list[ClosureRow]:
    """The closures in force, in the order of their beginning."""
    holding = select(ClosureRow).where(ClosureRow.withdrawn_at.is_(None))
    return list(session.scalars(holding.order_by(ClosureRow.begins_at, ClosureRow.id)))


def withdrawn_closures(session: Session, most: int) -> list[ClosureRow]:
    """The closures that were called off last, the latest first."""
    gone = select(ClosureRow).where(ClosureRow.withdrawn_at.is_not(None))
    return list(session.scalars(gone.order_by(ClosureRow.withdrawn_at.desc()).limit(most)))


def province_called(name: str) -> str | None:
    """The province of a closure as people name it; the whole country is None."""
    return None if name.strip() in {"", EVERYWHERE} else name.strip()


class CurrentTimes:
    """Office times from the files and the database together; safe to share between threads."""

    def __init__(self, filed: OfficeTimes) -> None:
        self._filed = self._now = filed
        self._seen: tuple[Any, ...] | None = None
        self._lock = threading.Lock()

    def __call__(self) -> OfficeTimes:
        """The office times as of the last `refresh`."""
        return self._now

    @property
    def filed(self) -> OfficeTimes:
        """The office times of the files, without closures of the database."""
        return self._filed

    def refresh(self, session: Session) -> OfficeTimes:
        """The current office times; read again only if a closure was added or called off."""
        with self._lock:
            seen = _fingerprint(session)
            if seen != self._seen:
                more = [_closure(row) for row in closures(session)]
                calendar = self._filed.calendar.with_closures(more)
                self._now, self._seen = OfficeTimes(calendar, self._filed.deadlines), seen
            return self._now


class PastCalendars:
    """Calendars as they were known at past moments: by when closures were entered and called off.

    The files are taken as they are now.
    """

    def __init__(self, session: Session, filed: OfficeTimes) -> None:
        self._rows = list(session.scalars(select(ClosureRow).order_by(ClosureRow.id)))
        self._filed, self._made = filed, dict[tuple[int, ...], WorkCalendar]()

    def known_at(self, moment: datetime) -> WorkCalendar:
        """The calendar with the closures that were in force at `moment`."""
        rows = [row for row in self._rows if _held(row, moment)]
        ids = tuple(row.id for row in rows)
        if ids not in self._made:
            self._made[ids] = self._filed.calendar.with_closures(map(_closure, rows))
        return self._made[ids]


def _held(row: ClosureRow, moment: datetime) -> bool:
    was_off = row.withdrawn_at is not None and row.withdrawn_at <= moment
    return row.created_at <= moment and not was_off


def _fingerprint(session: Session) -> tuple[Any, ...]:
    """Grows with every addition and every withdrawal; rows are never removed."""
    query = select(func.max(ClosureRow.id), func.count(ClosureRow.withdrawn_at))
    return tuple(session.execute(query).one())


def _closure(row: ClosureRow) -> Closure:
    return Closure(row.province, row.begins_at, row.ends_at, Reason(row.reason), row.source)


def _have_deadlines_moved(session: Session, row: ClosureRow, what: str) -> None:
    # Again a minute later, for cases filed by a process that did not know of the closure yet.
    for number, wait in enumerate((timedelta(), KNOWN_EVERYWHERE)):
        enqueue(
            session,
            CaseJob.RESCHEDULE,
            {"closure_id": row.id, "after_id": 0},
            key=f"reschedule:{row.id}:{what}:{number}",
            run_at=utc_now() + wait,
        )
