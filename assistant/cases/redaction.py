"""Words that masking has left in a case, taken out by a human: shown no more, and sealed no more.

Rows of `case_events` are never changed, so words of an event stay in it; what is taken out are the
words of the case itself, and the sealed originals that hold them.
"""

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.door import Door, Step
from assistant.cases.keys import earlier
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.personal import Field
from assistant.cases.search import index

REDACTED = "[حذف]"
_SAID = (Field.WORDS, Field.PLACE, Field.REASON, Field.NOTE, Field.FILING)


class NothingToRedactError(ValueError):
    """The words stand nowhere in what can be read of the case, nor in what is sealed of it."""


def without(value: Any, words: str) -> Any:
    """`value`, a text or JSON, with `REDACTED` wherever `words` stand; spacing does not matter."""
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
    step: Step,
    now: datetime,
    elsewhere: int = 0,
) -> CaseEvent:
    """Take `words` out of `case`, locked by this transaction; `elsewhere` counts what held them.

    The event tells how many places there were, and the hashes of what is left; of the words it
    tells nothing. Raises `NothingToRedactError` when they stand nowhere, and what `Door.move`
    raises.
    """
    if step.key and (known := earlier(session, case, step)):
        return known
    texts = (case.description, case.formal_description)
    places = sum(len(_pattern(words).findall(text or "")) for text in (*texts, case.city))
    erased = _erase(session, door, case, words)
    if not places + erased + elsewhere:
        raise NothingToRedactError(case.tracking_code)
    case.description, case.formal_description = (without(text, words) for text in texts)
    case.city = without(case.city, words)
    index.replace(session, case.id, texts, (case.description, case.formal_description))
    evidence: dict[str, str | int] = {"places": places, "values": erased, "elsewhere": elsewhere}
    evidence |= {
        name: hashlib.sha256(text.encode()).hexdigest()
        for name, text in (
            ("description_sha256", case.description),
            ("formal_sha256", case.formal_description),
        )
        if text
    }
    told = replace(step, reason=without(step.reason, words), evidence=evidence)
    return door.move(session, case, told, now)


def _erase(session: Session, door: Door, case: Case, words: str) -> int:
    """Delete the sealed texts that hold the words."""
    query = select(PersonalValue).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_(_SAID)
    )
    rows = [row for row in session.scalars(query) if _holds(door, row, words)]
    for row in rows:
        session.delete(row)
    return len(rows)


def _holds(door: Door, row: PersonalValue, words: str) -> bool:
    return _pattern(words).search(door.sealer.open(row.sealed)) is not None


def _pattern(words: str) -> "re.Pattern[str]":
    return re.compile(r"[\s\u200c]+".join(re.escape(word) for word in words.split()))
