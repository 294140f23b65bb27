"""Checks the whole ledger in the database: cases, daily roots, logs, and copies kept outside.

Such a copy is a root, a list of roots, or a receipt that somebody kept.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.attachments.store import Attachment
from assistant.cases.chain import FIRST
from assistant.cases.check_case import Rows, faults_of_case
from assistant.cases.logs import faults_of_log, faults_of_purposes
from assistant.cases.models import (
    Case,
    CaseEvent,
    LedgerLeaf,
    LedgerRoot,
    LogEntry,
    PersonalReading,
    PersonalValue,
)
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.signatures import (
    SigningKeys,
    faults_of_handovers,
    handovers,
    hash_of,
    signing_keys,
)
from assistant.cases.verify_ledger import is_signed
from assistant.storage.sealing import Sealer

_HASH = re.compile("[0-9a-f]{64}")


class UnknownFormError(ValueError):
    """Neither a hash nor a file that holds a root or a proof."""


@dataclass(frozen=True)
class KnownLedger:
    """Hashes of roots, and events by tracking code, number and hash."""

    roots: frozenset[str] = frozenset()
    events: tuple[tuple[str, int, str], ...] = ()
    signed: tuple[dict[str, Any], ...] = ()
    """Roots as they were published, with hash and signature."""

    @classmethod
    def of(cls, parts: Iterable["KnownLedger"]) -> "KnownLedger":
        """One copy out of several."""
        several = tuple(parts)
        return cls(
            frozenset(chain.from_iterable(one.roots for one in several)),
            tuple(chain.from_iterable(one.events for one in several)),
            tuple(chain.from_iterable(one.signed for one in several)),
        )


def read_known(given: str) -> KnownLedger:
    """From a hash in hex (of a root, or its Merkle root), or the path of a file.

    A file is the answer of /api/v1/ledger/roots or one of its roots, a receipt or tracking view, a
    message to the system of the 128 line, or a ledger with its tracking code. Raises
    `UnknownFormError`.
    """
    if _HASH.fullmatch(given.strip().lower()):
        return KnownLedger(frozenset([given.strip().lower()]))
    try:
        value = json.loads(Path(given).read_text(encoding="utf-8"))
        found = KnownLedger(
            frozenset(root["hash"] for root in _roots(value)),
            tuple(_events(value)),
            tuple(root for root in _roots(value) if "signature" in root),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownFormError(given) from error
    if not found.roots and not found.events:
        raise UnknownFormError(given)
    return found


def _roots(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from value.get("roots", ())
    yield from [value] if "previous_hash" in value and "root" in value else ()
    if root := (value.get("proof") or value.get("ledger") or {}).get("root"):
        yield root


def _events(value: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    code = value.get("tracking_code") or value.get("case", {}).get("tracking_code")
    newest = value.get("proof") or value.get("head") or value.get("ledger")
    if code and newest:
        yield code, newest["number"], newest["hash"]


Fault = tuple[str, str]


def faults_of_roots(
    session: Session, roots: Sequence[LedgerRoot], keys: SigningKeys
) -> Iterator[Fault]:
    """All faults within the roots themselves, by their day."""
    previous, is_old = FIRST, True
    for place, row in enumerate(roots, 1):
        if row.number != place:
            yield row.day, f"root {place} is gone"
        if row.previous_hash != previous or row.hash != hash_of(row):
            yield row.day, "the root was edited, or does not follow the one before"
        # Roots of a version that did not sign lie before all others.
        is_old = is_old and not row.signature
        key = keys.of_root(row.number)
        if key and not is_old and not is_signed(key, row.hash, row.signature):
            yield row.day, "the root is not signed by this installation"
        yield from ((row.day, fault) for fault in _faults_of_leaves(session, row))
        previous = row.hash
    if keys.of_root(0) and roots and is_old:
        yield roots[-1].day, "no root is signed; the next daily root will be"


def faults_of_known(
    session: Session, roots: Sequence[LedgerRoot], known: KnownLedger, keys: SigningKeys
) -> Iterator[Fault]:
    """Where the database contradicts a copy that somebody kept outside."""
    here = {row.hash for row in roots} | {row.root for row in roots}
    for root in known.signed:
        key = keys.of_root(root["number"])
        if key and not is_signed(key, root["hash"], root["signature"]):
            yield "known", f"the known root of {root['day']} is not one of this installation"
    for hash_ in sorted(known.roots - here):
        yield "known", f"root {hash_} is not here: rolled back, deleted, or made anew"
    for code, number, hash_ in known.events:
        query = select(CaseEvent.hash).join(Case, Case.id == CaseEvent.case_id)
        found = session.scalar(query.where(Case.tracking_code == code, CaseEvent.number == number))
        if found != hash_:
            yield code, f"event {number} is gone or another than is known"


def _faults_of_leaves(session: Session, sealed: LedgerRoot) -> Iterator[str]:
    query = select(LedgerLeaf.position, LedgerLeaf.hash).where(LedgerLeaf.root_id == sealed.id)
    found = session.execute(query.order_by(LedgerLeaf.position)).all()
    is_whole = [position for position, _ in found] == list(range(sealed.leaves))
    if not is_whole or merkle.root([hash_ for _, hash_ in found]) != sealed.root:
        yield "the root is not that of its leaves"
    # Also finds cases that are missing as a whole, which no chain of a case can show.
    gone = (
        select(LedgerLeaf.position)
        .outerjoin(
            CaseEvent,
            (CaseEvent.case_id == LedgerLeaf.case_id) & (CaseEvent.number == LedgerLeaf.number),
        )
        .where(LedgerLeaf.root_id == sealed.id)
        .where(CaseEvent.hash.is_(None) | (CaseEvent.hash != LedgerLeaf.hash))
    )
    for position in session.scalars(gone):
        yield f"the event of leaf {position} is gone or another"


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class VerifyMeans:
    """What the check has beside the database; a part that is not given is not checked.

    `sealer` opens sealed values and recognises our events, `public_key` checks signatures,
    `schedule` gives when the clock looks again; `logs` says whether they are checked, and `known`
    is compared with all.
    """

    sealer: Sealer | None = None
    public_key: str = ""
    schedule: Schedule | None = None
    logs: tuple[type[LogEntry], ...] = ()
    known: KnownLedger = field(default_factory=KnownLedger)


def verify(session: Session, means: VerifyMeans | None = None, batch: int = 500) -> Iterator[Fault]:
    """All faults, as (tracking code, day or log, fault in English)."""
    means = means or VerifyMeans()
    yield from _faults_of_cases(session, means, batch)
    yield from _orphans(session)
    try:
        roots = session.scalars(select(LedgerRoot).order_by(LedgerRoot.number)).all()
        changes = handovers(session)
        keys = signing_keys(changes, means.public_key)
        found_of_keys = faults_of_handovers(changes, roots, means.public_key)
        yield from (("keys", fault) for fault in found_of_keys)
        yield from faults_of_roots(session, roots, keys)
        yield from faults_of_known(session, roots, means.known, keys)
        for log in means.logs:
            found = faults_of_log(session, log, [row.logs for row in roots])
            yield from ((log.log, fault) for fault in found)
        if PersonalReading in means.logs:
            yield from ((PersonalReading.log, fault) for fault in faults_of_purposes(session))
    except _UNREADABLE as error:
        yield "ledger", f"rows of roots or logs cannot be read ({type(error).__name__})"


def _faults_of_cases(session: Session, means: VerifyMeans, batch: int) -> Iterator[Fault]:
    after = 0
    while ids := session.scalars(
        select(Case.id).where(Case.id > after).order_by(Case.id).limit(batch)
    ).all():
        yield from _faults_of_batch(session, means, ids)
        after = ids[-1]
        session.expunge_all()


def _faults_of_batch(session: Session, means: VerifyMeans, ids: Sequence[int]) -> Iterator[Fault]:
    try:
        found = _rows(session, ids)
    except _UNREADABLE as error:
        if len(ids) == 1:
            yield f"case {ids[0]}", f"rows cannot be read ({type(error).__name__})"
            return
        for id_ in ids:
            yield from _faults_of_batch(session, means, [id_])
        return
    for rows in found:
        for fault in faults_of_case(rows, means.sealer, means.schedule):
            yield rows.case.tracking_code, fault


def _rows(session: Session, ids: Sequence[int]) -> list[Rows]:
    cases = session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id)).all()
    events = _of_each(session, CaseEvent, CaseEvent.number, ids)
    values = _of_each(session, PersonalValue, PersonalValue.id, ids)
    files = _of_each(session, Attachment, Attachment.event_number, ids)
    sealed = dict(
        session.execute(
            select(LedgerLeaf.case_id, func.max(LedgerLeaf.number))
            .where(LedgerLeaf.case_id.in_(ids))
            .group_by(LedgerLeaf.case_id)
        ).all()
    )
    bonds = _bonds(session, [case.leader_id for case in cases if case.leader_id])
    return [
        Rows(
            case,
            events[case.id],
            values[case.id],
            files[case.id],
            sealed.get(case.id, 0),
            frozenset(bonds.get(case.leader_id or 0, ())),
        )
        for case in cases
    ]


def _of_each(session: Session, table: Any, order: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {id_: [] for id_ in ids}
    for row in session.scalars(select(table).where(table.case_id.in_(ids)).order_by(order)):
        found[row.case_id].append(row)
    return found


def _bonds(session: Session, leaders: Sequence[int]) -> dict[int, set[str]]:
    """The links that each leader's ledger holds."""
    query = select(CaseEvent.case_id, CaseEvent.data).where(
        CaseEvent.case_id.in_(leaders), CaseEvent.type == Move.JOINED
    )
    found: dict[int, set[str]] = {}
    for case_id, data in session.execute(query):
        found.setdefault(case_id, set()).add(data.get("link", ""))
    return found


def _orphans(session: Session) -> Iterator[Fault]:
    """Rows of cases that are gone."""
    for table in (CaseEvent, PersonalValue, Attachment, LedgerLeaf):
        query = select(table.case_id).outerjoin(Case, Case.id == table.case_id)
        for case_id in session.scalars(query.where(Case.id.is_(None)).distinct()):
            yield f"case {case_id}", f"the case of rows in {table.__tablename__} is gone"
