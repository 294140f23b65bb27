"""Removes words that masking has missed in a case, when a human asks for it.

They are removed from the texts of the case and from the words of its events; sealed originals that
hold them are deleted. The event `redacted` has new commitments, under a new salt, to all that
stays: with the old salt, whoever knows the rest of a text could guess the words in it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.store import Attachment
from assistant.cases.check_case import TAKEN_OUT
from assistant.cases.commitments import made_anew
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.move_requests import earlier
from assistant.cases.personal import Field
from assistant.cases.search import index
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify_ledger import ANEW

REDACTED = "[حذف]"
_COLUMNS = {"description": 4000, "formal_description": 4000, "city": 64}
"""The texts of a case, and the most characters of each."""
_SAID = (Field.WORDS, Field.PLACE, Field.REASON, Field.NOTE, Field.FILING)


class NothingToRedactError(ValueError):
    """The words are neither in a readable text of the case nor in a sealed one."""


def without(value: Any, words: str) -> Any:
    """`value`, a text or JSON, with `REDACTED` in place of `words`; spacing does not matter."""
    if isinstance(value, dict):
        return {name: without(one, words) for name, one in value.items()}
    if isinstance(value, list):
        return [without(one, words) for one in value]
    return _pattern(words).sub(REDACTED, value) if isinstance(value, str) else value


def redact(
    session: Session,
    door: Door,
    case: Case,
    words: str,
    *,
    step: MoveRequest,
    now: datetime,
    elsewhere: int = 0,
) -> CaseEvent:
    """Take `words` out of `case`, which is locked; `elsewhere`: how many other places had them.

    The event says in how many places they were and which sealed values were deleted; it does not
    hold the words. Raises `NothingToRedactError` when they are nowhere, and what `Door.move`
    raises.
    """
    if step.key and (known := earlier(session, case, step)):
        return known
    events = _events(session, case)
    erased = _erase(session, door, case, words)
    places = _take_out(session, case, events, words)
    if not places + len(erased) + elsewhere:
        raise NothingToRedactError(case.tracking_code)
    evidence = {
        "places": places,
        "values": len(erased),
        "elsewhere": elsewhere,
        TAKEN_OUT: _by_event(erased),
        ANEW: made_anew(case, events, _files(session, case)),
    }
    redacted = replace(step, reason=without(step.reason, words), evidence=evidence)
    return door.move(session, case, redacted, now)


def _take_out(session: Session, case: Case, events: Sequence[CaseEvent], words: str) -> int:
    """Take the words out of all readable texts of the case; returns how many places had them."""
    before = (case.description, case.formal_description)
    places = 0
    for name, room in _COLUMNS.items():
        if text := getattr(case, name):
            places += _count(text, words)
            setattr(case, name, without(text, words)[:room])
    for event in events:
        places += sum(_count(text, words) for text in (event.words or {}).values())
        event.words = without(event.words, words)
    after = (case.description, case.formal_description)
    if after != before:
        # Only if something changed: an erased case is not in the index, and SQLite calls an index
        # damaged if more is removed than is in it.
        index.replace(session, case.id, before, after)
    return places


def _events(session: Session, case: Case) -> Sequence[CaseEvent]:
    query = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
    return session.scalars(query).all()


def _files(session: Session, case: Case) -> dict[int, str]:
    """The name of each file of a case, by the number of the event that attached it."""
    query = select(Attachment).where(Attachment.case_id == case.id)
    return {row.event_number: row.name for row in session.scalars(query)}


def _erase(session: Session, door: Door, case: Case, words: str) -> list[PersonalValue]:
    """Delete the sealed texts that hold the words; returns their rows."""
    query = select(PersonalValue).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_(_SAID)
    )
    rows = [row for row in session.scalars(query) if _holds(door, row, words)]
    for row in rows:
        session.delete(row)
    return rows


def _by_event(rows: Sequence[PersonalValue]) -> dict[str, list[str]]:
    """The fields of sealed values by the number of their event."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row.event_number), []).append(row.field)
    return {number: sorted(fields) for number, fields in found.items()}


def _count(text: str, words: str) -> int:
    return len(_pattern(words).findall(text))


def _holds(door: Door, row: PersonalValue, words: str) -> bool:
    return _pattern(words).search(door.sealer.open(row.sealed)) is not None


def _pattern(words: str) -> "re.Pattern[str]":
    return re.compile(r"[\s\u200c]+".join(re.escape(word) for word in words.split()))
