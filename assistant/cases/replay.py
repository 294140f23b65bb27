"""What the row of a case must hold, worked out from its events alone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.cases.chain import exact
from assistant.cases.commitments import OF_CASE, faults
from assistant.cases.effects import LONG_PIN, SHOWS_NAMES, VERDICTS
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import ENDED, Move
from assistant.cases.terms import Identity

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
"""Columns that are not worked out here, each with its reason."""


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
    """The columns of a case that are worked out here."""
    return _PLAIN.union(OF_CASE)


def faults_of_row(case: Case, events: Sequence[CaseEvent]) -> Iterator[str]:
    """Each column of `case` that does not hold what its `events` tell, and what they tell."""
    if not events:
        return
    for column, value in _expected(events).items():
        if getattr(case, column) != value:
            yield f"{column} is {_shown(getattr(case, column))}, the events tell {_shown(value)}"
    yield from faults(case, events)


def _expected(events: Sequence[CaseEvent]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for event in events:
        _follow(row, event)
    return row | {"status": events[-1].status, "level": events[-1].level}


def _follow(row: dict[str, Any], event: CaseEvent) -> None:
    """Let `row` be what it is after `event`; the counterpart of `effects.apply`."""
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
