"""Gateways that share a database: none starts beside others with another key, index or model.

Each keeps a row with its marks and renews it every few seconds. With different ones, two gateways
would answer the same citizen differently from turn to turn.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from sqlalchemy import JSON, ColumnElement, String, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.storage.database import Base, Database, UtcDateTime
from assistant.storage.migrate import newest, revision_of
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()
EVERY_S = 10.0
GONE = timedelta(seconds=45)
"""A gateway that has not renewed its row for so long counts no more."""


class SiblingFault(RuntimeError):
    """The database or a sibling does not fit; the message says which part, and whose."""


class Sibling(Base):
    """A running gateway; `marks` are fingerprints by the name of a part, and reveal no key."""

    __tablename__ = "siblings"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    address: Mapped[str] = mapped_column(String(255))
    marks: Mapped[dict[str, str]] = mapped_column(JSON)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


@asynccontextmanager
async def among_siblings(
    database: Database,
    address: str,
    marks: Mapping[str, str],
    may_differ: Collection[str] = (),
    counted: Callable[[int], None] = lambda _: None,
) -> AsyncIterator[None]:
    """Be one of the gateways while the block runs; raises `SiblingFault` before it begins.

    A part that only one of two gateways names is not compared. `counted` is called repeatedly with
    the number of gateways, this one included.
    """
    own = Sibling(id=uuid4().hex, address=address[:255], marks=dict(marks), seen_at=utc_now())
    counted(await database.run(lambda session: _join(session, own, may_differ)))
    task = asyncio.create_task(_stay(database, own, counted))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        try:
            await database.run(
                lambda session: session.execute(delete(Sibling).where(Sibling.id == own.id))
            )
        except Exception as error:  # noqa: BLE001 - its row counts no more in a moment anyway
            log.warning("sibling_not_gone", error=type(error).__name__)


def _join(session: Session, own: Sibling, may_differ: Collection[str]) -> int:
    own.marks["schema"] = newest()
    if fault := schema_fault(session):
        raise SiblingFault(fault)
    if session.get_bind().dialect.name == "postgresql":
        # The lock makes one of two that start at once see the other. On SQLite the next statement
        # takes the only write lock.
        session.execute(text("LOCK TABLE siblings IN SHARE ROW EXCLUSIVE MODE"))
    session.execute(delete(Sibling).where(~_is_alive()))
    for address, found in differing(session, own.marks, may_differ):
        raise SiblingFault(
            f"another {' and '.join(found)} than the gateway at {address}: this one does "
            "not start beside it (docs/operations.md, Several gateways and Rasas)"
        )
    session.add(own)
    session.flush()
    return _count(session)


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Sibling).where(_is_alive())) or 1


def schema_fault(session: Session) -> str | None:
    """The fault of the database's schema, for this program; None when there is none."""
    if (there := revision_of(session)) == newest():
        return None
    mend = "a newer program" if there and there > newest() else "`dastyar migrate`"
    return f"the database has schema {there}, this program needs {newest()}: start {mend}"


def differing(
    session: Session, marks: Mapping[str, str], may_differ: Collection[str] = ()
) -> Iterator[tuple[str, list[str]]]:
    """Running gateways that differ from `marks`: the address of each, and the parts that differ."""
    for other in session.scalars(select(Sibling).where(_is_alive())):
        if found := sorted(_differing(marks, other.marks) - set(may_differ)):
            yield other.address, found


def _is_alive() -> ColumnElement[bool]:
    # The rows of a clock that ran ahead would stay for as long as it did.
    return Sibling.seen_at.between(utc_now() - GONE, utc_now() + GONE)


def _differing(own: Mapping[str, str], others: Mapping[str, str]) -> set[str]:
    return {name for name in own.keys() & others.keys() if own[name] != others[name]}


def _say(session: Session, own: Sibling) -> int:
    # Merged: a gateway that was paused for long counts as gone, and its row is not there any more.
    row = {"id": own.id, "address": own.address, "marks": own.marks}
    session.merge(Sibling(**row, seen_at=utc_now()))
    session.flush()
    return _count(session)


async def _stay(database: Database, own: Sibling, counted: Callable[[int], None]) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            counted(await database.run(lambda session: _say(session, own)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
            log.warning("sibling_not_seen", error=type(error).__name__)
