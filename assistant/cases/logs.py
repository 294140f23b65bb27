"""Logs: who read and who did something; chained like the events of a case, and never emptied.

An entry is linked as the last thing of its transaction, so nobody waits long for the head of a log,
and two transactions never wait for each other.

The log of readings holds who read which personal values of a case, and why. The reason may itself
identify the citizen. So that log's chain covers a commitment to the reason, and erasing a case
deletes the reason and its salt.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from assistant.cases.chain import FIRST, digest, exact
from assistant.cases.commitments import commitment, new_salt
from assistant.cases.models import Case, LogEntry, LogHead, PersonalReading
from assistant.cases.terms import Actor
from assistant.storage.database import Base, do_last
from assistant.storage.statements import locked

_UNLINKED = "log entries to be linked"
_NOT_COVERED = frozenset(["id", "number", "hash"])
Heads = Mapping[str, Mapping[str, Any]]
"""By log: number and hash of the newest entry, as the daily roots hold them."""


def append(session: Session, entry: LogEntry) -> None:
    """Add `entry` to its log; it is kept when the transaction is committed."""
    session.add(entry)
    if _UNLINKED not in session.info:
        session.info[_UNLINKED] = []
        do_last(session, _link_all)
    session.info[_UNLINKED].append(entry)


def heads(session: Session) -> dict[str, dict[str, Any]]:
    """The newest entry of every log."""
    rows = session.scalars(select(LogHead).order_by(LogHead.name))
    return {row.name: {"number": row.number, "hash": row.hash} for row in rows}


def faults_of_log(session: Session, log: type[LogEntry], sealed: list[Heads]) -> Iterator[str]:
    """Faults of a log; `sealed` are its heads that daily roots hold."""
    assert issubclass(log, Base)
    known = {head[log.log]["number"]: head[log.log]["hash"] for head in sealed if log.log in head}
    previous, last = FIRST, 0
    for entry in session.scalars(select(log).order_by(log.number).execution_options(yield_per=500)):
        if entry.number is None:
            yield "an entry was never linked"
            continue
        if entry.number != last + 1:
            yield f"entry {last + 1} is gone"
        if entry.hash != _hash(entry, previous):
            yield f"entry {entry.number} was edited, or does not follow the one before"
        if known.pop(entry.number, entry.hash) != entry.hash:
            yield f"entry {entry.number} is another than a root tells"
        previous, last = entry.hash or "", entry.number
    for number in sorted(known):
        if number:
            yield f"entry {number}, which a root tells of, is gone"
    head = session.get(LogHead, log.log)
    if head is None or (head.number, head.hash) != (last, previous):
        yield "entries are missing at the end"


def _link_all(session: Session) -> None:
    # An entry that a savepoint took back is no longer in the session.
    entries: list[LogEntry] = [one for one in session.info.pop(_UNLINKED) if one in session]
    for name in sorted({entry.log for entry in entries}):
        (head,) = locked(session, select(LogHead).where(LogHead.name == name))
        for entry in entries:
            if entry.log == name:
                entry.number, entry.hash = head.number + 1, _hash(entry, head.hash, head.number + 1)
                head.number, head.hash = entry.number, entry.hash


def _hash(entry: LogEntry, previous: str, number: int | None = None) -> str:
    names = set(inspect(type(entry)).column_attrs.keys()) - _NOT_COVERED - entry.beside
    content = {name: _told(getattr(entry, name)) for name in names}
    place = {"log": entry.log, "number": number or entry.number, "previous_hash": previous}
    return digest(content | place)


def _told(value: object) -> object:
    return exact(value) if isinstance(value, datetime) else value


_PURPOSE = "purpose"
_MOST_CHARACTERS = 200


def log_reading(
    session: Session,
    case: Case,
    reader: Actor,
    fields: Sequence[str],
    *,
    purpose: str,
    now: datetime,
) -> None:
    """Record that `reader` read `fields`; it is kept when the transaction is committed."""
    salt, why = new_salt(), purpose[:_MOST_CHARACTERS]
    reading = PersonalReading(
        case_id=case.id,
        role=reader.role,
        reader_id=reader.id,
        fields=list(fields),
        purpose=why,
        salt=salt,
        purpose_commitment=commitment(salt, _PURPOSE, why),
        created_at=now,
    )
    append(session, reading)


def faults_of_purposes(session: Session) -> Iterator[str]:
    """Purposes that do not fit the log, or that are gone though their case was not erased."""
    query = select(PersonalReading, Case.erased_at).outerjoin(
        Case, Case.id == PersonalReading.case_id
    )
    rows = session.execute(query.order_by(PersonalReading.number).execution_options(yield_per=500))
    for reading, erased_at in rows:
        if reading.salt is None and not reading.purpose:
            if erased_at is None or reading.created_at > erased_at:
                yield f"the purpose of entry {reading.number} is gone"
        elif reading.purpose_commitment != commitment(
            reading.salt or "", _PURPOSE, reading.purpose
        ):
            yield f"the purpose of entry {reading.number} is another"
