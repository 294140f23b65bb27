"""Finds faults of one case: in its chain, its row, its sealed values, its files.

The row is compared with one that is computed from the events of the case alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken

from assistant.cases.attachments.store import Attachment
from assistant.cases.chain import exact, mac, record
from assistant.cases.commitments import FILE, OF_CASE, commitment, faults_of_commitments, newest
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import ENDED, Move
from assistant.cases.personal import Field, number_hash, value_commitment
from assistant.cases.schedule import Schedule
from assistant.cases.terms import Identity
from assistant.cases.transitions import LONG_PIN, SHOWS_NAMES, VERDICTS
from assistant.cases.verify_ledger import SUFFIX, faults
from assistant.storage.digests import Purpose
from assistant.storage.sealing import Sealer

_FACTS = ("kind", "agency_id", "indicator", "service_id", "province")
NOT_COMPARED = {
    "id": "what rows call each other; nothing can be told from it",
    "leader_id": "compared with the leader's own events, beside `link`",
    "next_check_at": "a matter of the clock, compared with the schedule",
    "idempotency_key": "repeats a filing, says nothing of the case",
    "request_key": "repeats a filing, says nothing of the case",
    "salt": "proves words; with another one they fit nothing that the events commit to",
    "tracking_code": "covered by the hash of every event",
    "version": "compared with the chain",
    "head_hash": "compared with the chain",
    "sealed_version": "compared with the daily roots",
}
"""Columns that are not computed here, each with its reason."""


_NOT_YET = ("verdict", "score", "judged_at", "answered_at", "reminded_at", "link", "erased_at")
_PLAIN = frozenset(
    [
        *_FACTS,
        *("identity", "status", "level", "created_at", "clock_from", "first_answer_due_at"),
        *("due_at", "verdict", "score", "judged_at", "answered_at", "reminded_at", "ended_at"),
        *("link", "erased_at", "is_repeat", "pin_number", "has_long_pin"),
        SHOWS_NAMES,
    ]
)


def compared() -> frozenset[str]:
    """The columns of a case that are computed here."""
    return _PLAIN.union(OF_CASE)


def faults_of_row(case: Case, events: Sequence[CaseEvent]) -> Iterator[str]:
    """Each column of `case` that differs from its `events`, with both values."""
    if not events:
        return
    for column, value in _expected(events).items():
        if getattr(case, column) != value:
            yield f"{column} is {_shown(getattr(case, column))}, the events tell {_shown(value)}"
    yield from faults_of_commitments(case, events)


def _expected(events: Sequence[CaseEvent]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for event in events:
        _follow(row, event)
    return row | {"status": events[-1].status, "level": events[-1].level}


def _follow(row: dict[str, Any], event: CaseEvent) -> None:
    """Apply `event` to `row`; the counterpart of `transitions.apply_move`."""
    move, data, at = Move(event.type), event.data, event.created_at
    if move is Move.REGISTERED:
        row |= _registered(data, at)
    if move is Move.REFERRED and "agency_id" in data and data["agency_id"] != row.get("agency_id"):
        row |= {"agency_id": data["agency_id"], "clock_from": at}
    if move in {Move.DISPUTED, Move.REOPENED}:
        row["clock_from"] = at
    if move in VERDICTS:
        row |= {"verdict": VERDICTS[move], "score": data.get("score"), "judged_at": at}
    row |= {name: _moment(data[name]) for name in ("first_answer_due_at", "due_at") if name in data}
    row |= _stamps(move, data, at)
    row["pin_number"] = row.get("pin_number", 0) + (move is Move.PIN_CHANGED)
    row["has_long_pin"] = row.get("has_long_pin", False) or LONG_PIN in data
    row["ended_at"] = (row.get("ended_at") or at) if event.status in ENDED else None


def _registered(data: dict[str, Any], at: datetime) -> dict[str, Any]:
    unknown = dict.fromkeys(_NOT_YET)
    row = unknown | {"created_at": at, "clock_from": at, SHOWS_NAMES: SHOWS_NAMES in data}
    if "kind" in data:
        row |= {name: data.get(name) for name in _FACTS}
        named = data["identity"] == Identity.NAMED
        row["identity"] = Identity.SEALED if named else data["identity"]
        row["is_repeat"] = "is_repeat" in data
    return row


def _stamps(move: Move, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    changes: dict[Move, dict[str, Any]] = {
        Move.ANSWERED: {"answered_at": at, "reminded_at": None},
        Move.REMINDED: {"reminded_at": at},
        Move.REOPENED: {"verdict": None, "score": None, "judged_at": None},
        Move.CONSENT_GIVEN: {"identity": Identity.NAMED},
        Move.CONSENT_WITHDRAWN: {"identity": Identity.SEALED},
        Move.MERGED: {"link": data.get("link")},
        Move.SEPARATED: {"link": None},
        # Earlier versions erased less, and did not count words.
        Move.ERASED: {"erased_at": at} if "words" in data else {},
    }
    return changes.get(move, {})


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    return exact(value) if isinstance(value, datetime) else str(value)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


_CALENDAR_MAY_LAG = timedelta(days=14)
"""The clock's next look may lag this far behind the calendar: closures come and go."""
TAKEN_OUT = "taken_out"
"""In the data of a redaction: the sealed values it deleted, as fields by number of their event."""
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Rows:
    """All rows of one case; `sealed` is the newest event that a daily root covers, 0 for none.

    `bonds` are the links to this case that the ledger of its leader holds.
    """

    case: Case
    events: Sequence[CaseEvent]
    values: Sequence[PersonalValue]
    files: Sequence[Attachment]
    sealed: int
    bonds: frozenset[str]

    @property
    def erased(self) -> int:
        """The number of the newest event by which personal values and files were deleted."""
        return max((one.number for one in self.events if one.type == Move.ERASED), default=0)

    @property
    def taken_out(self) -> frozenset[tuple[int, str]]:
        """Event and field of every sealed value that a redaction deleted."""
        return frozenset(
            (int(number), field)
            for event in self.events
            if event.type == Move.REDACTED
            for number, fields in event.data.get(TAKEN_OUT, {}).items()
            for field in fields
        )

    @property
    def is_old(self) -> bool:
        """Whether it was filed before events recorded sealed values."""
        return bool(self.events) and "sealed" not in self.events[0].data


def faults_of_case(rows: Rows, sealer: Sealer | None, schedule: Schedule | None) -> Iterator[str]:
    """All faults, as English sentences that name the column or table."""
    code = rows.case.tracking_code
    head = {"number": rows.case.version, "hash": rows.case.head_hash}
    events = [record(event, code) | {"hash": event.hash} for event in rows.events]
    try:
        yield from faults({"tracking_code": code, "events": events, "head": head, "proofs": []})
        yield from faults_of_row(rows.case, rows.events)
        yield from _faults_of_events(rows, sealer)
        yield from _faults_of_values(rows, sealer)
        yield from _faults_of_files(rows, sealer)
        yield from _faults_of_place(rows, schedule)
    except _UNREADABLE as error:
        yield f"rows hold what nothing here writes ({type(error).__name__})"


def _faults_of_events(rows: Rows, sealer: Sealer | None) -> Iterator[str]:
    for event in rows.events:
        if sealer and event.mac != mac(event, sealer.digests):
            yield f"event {event.number} was not made by this installation"


def _faults_of_values(rows: Rows, sealer: Sealer | None) -> Iterator[str]:
    told = {
        (event.number, field): commitment
        for event in rows.events
        for field, commitment in event.data.get("sealed", {}).items()
    }
    times = {event.number: event.created_at for event in rows.events}
    taken_out = rows.taken_out
    for row in rows.values:
        name, expected = f"case_personal {row.field}", told.pop((row.event_number, row.field), None)
        if expected is None and not (rows.is_old and row.salt is None):
            yield f"{name} of event {row.event_number} is not of this case"
        if (row.event_number, row.field) in taken_out:
            yield f"{name} of event {row.event_number} is there, but was taken out"
        if row.created_at != times.get(row.event_number):
            yield f"{name}: created_at is not that of event {row.event_number}"
        if expected and sealer and expected != _opened(rows.case, row, sealer):
            yield f"{name} of event {row.event_number} is another than was sealed"
        elif sealer and row.number_hash and row.number_hash != _number_hash(row, sealer):
            yield f"{name} of event {row.event_number} is found by a number that is not its own"
    yield from (
        f"case_personal {field} of event {number} is gone"
        for number, field in told
        if number > rows.erased and (number, field) not in taken_out
    )


def _opened(case: Case, row: PersonalValue, sealer: Sealer) -> str:
    try:
        return value_commitment(sealer, case, row, sealer.open(row.sealed))
    except InvalidToken:
        return ""


def _number_hash(row: PersonalValue, sealer: Sealer) -> str | None:
    """The hash by which a mobile number is found; an older row may have none yet."""
    try:
        return number_hash(sealer, sealer.open(row.sealed)) if row.field == Field.MOBILE else None
    except InvalidToken:
        return None


def _faults_of_files(rows: Rows, sealer: Sealer | None) -> Iterator[str]:
    kept, anew = {row.event_number: row for row in rows.files}, newest(rows.events)
    for event in (one for one in rows.events if one.type == Move.ATTACHED):
        row = kept.pop(event.number, None)
        if row is None:
            if event.number > rows.erased:
                yield f"case_attachments: the file of event {event.number} is gone"
            continue
        told = event.data | anew.get(str(event.number), {})
        for name, own in _facts(rows.case, row, sealer).items():
            if told.get(name, own) != own:
                yield f"case_attachments: {name} is another than event {event.number} tells"
        if sealer and row.name != sealer.digests.keyed(Purpose.FILE, _sha256(row, sealer)):
            yield f"case_attachments: name and hash of event {event.number} do not fit"
        by = (event.actor, event.actor_id, event.created_at)
        if (row.added_by, row.added_by_id, row.created_at) != by:
            yield f"case_attachments: event {event.number} tells another hand or time"
    for number in kept:
        yield f"case_attachments: no event tells of the file of event {number}"


def _facts(case: Case, row: Attachment, sealer: Sealer | None) -> dict[str, object]:
    """What an event may say of a file; an older one has its plain hash."""
    told = {"media": row.media, "size": row.size}
    told |= {f"{FILE}{SUFFIX}": commitment(case.salt or "", FILE, row.name)}
    return told | ({"sha256": _sha256(row, sealer)} if sealer else {})


def _sha256(row: Attachment, sealer: Sealer) -> str:
    try:
        return sealer.open(row.sha256_sealed)
    except InvalidToken:
        return ""


def _faults_of_place(rows: Rows, schedule: Schedule | None) -> Iterator[str]:
    """Faults of the row against the roots, its leader and the clock."""
    case = rows.case
    if case.sealed_version != rows.sealed:
        yield f"sealed_version is {case.sealed_version}, the daily roots tell {rows.sealed}"
    if (case.leader_id is None) != (case.link is None):
        yield "leader_id and link do not fit"
    elif case.link and case.link not in rows.bonds:
        yield "leader_id is a case that does not know of it"
    if schedule:
        due = schedule.next_check(case)
        if due and (case.next_check_at is None or case.next_check_at > due + _CALENDAR_MAY_LAG):
            yield "next_check_at is later than the clock has to look at it"
