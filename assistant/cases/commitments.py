"""What the ledger holds of texts: enough to prove them, too little to guess them.

A commitment is an HMAC under the case's own random salt. While the salt is there, whoever has the
words can prove that they are those of the event. Erasing a case erases words and salt; then no
guess, however good, can be checked against the rest, and the chain of events stays whole. Taking
words out of a case gives it a new salt: a later event commits again to all that stays.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from assistant.cases.chain import exact
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.verify_ledger import ANEW, SUFFIX, commitment

__all__ = [
    "FILE",
    "OF_CASE",
    "commitment",
    "commitments",
    "faults_of_commitments",
    "last_erased",
    "made_anew",
]

Anew = Mapping[str, dict[str, Any]]
"""The commitments of each event before a redaction, by its number; they replace its own data."""

FILE = "file"
"""The name of a file; the row of the file is compared with it."""
_KEY = "key"
OF_CASE = ("description", "formal_description", "city", "occurred_at", "conversation_id")
"""Columns of a case that its registration commits to."""
_MAY_END = "conversation_id"
"""May be gone later: a conversation does not live as long as its case."""
_OLD = {"description": "description_sha256", "formal_description": "formal_sha256"}


def new_salt() -> str:
    """A random salt: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def commitments(case: Case, **texts: str | None) -> dict[str, str]:
    """A commitment for every text that is there; `_commitment` is added to its name.

    The first commitments of a case without a salt create one.
    """
    said = {name: text for name, text in texts.items() if text}
    if not said:
        return {}
    case.salt = case.salt or new_salt()
    return {f"{name}{SUFFIX}": commitment(case.salt, name, text) for name, text in said.items()}


def commitments_of_step(
    case: Case, texts: Mapping[str, str | None], key: str | None
) -> dict[str, str]:
    """The commitments of an event to the words said with it, and to its idempotency key."""
    return commitments(case, **texts, **{_KEY: key})


def made_anew(
    case: Case, events: Sequence[CaseEvent], files: Mapping[int, str]
) -> dict[str, dict[str, str]]:
    """Commitments to all texts that `case` still has, by event number, under a new salt.

    `files` are names of files by event. The old salt is gone, so nobody can check guesses at the
    words that were taken out.
    """
    case.salt = new_salt()
    return {
        str(event.number): commitments(
            case, **_said(case, event, is_anew=True), **{FILE: files.get(event.number)}
        )
        for event in events
    }


def newest(events: Sequence[CaseEvent]) -> Anew:
    """The commitments of the newest redaction, which cover all events before it."""
    told = [one.data.get(ANEW, {}) for one in events if one.type == Move.REDACTED]
    return told[-1] if told else {}


def columns(case: Case) -> dict[str, str | None]:
    """The texts of `case` that its registration commits to."""
    values = {name: getattr(case, name) for name in OF_CASE}
    return {
        name: exact(value) if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def last_erased(events: Sequence[CaseEvent]) -> int:
    """The number of the newest event that erased words, its own words included; 0 for none.

    Earlier versions erased sealed values and files alone; their events count no `words`.
    """
    erased = (one for one in events if one.type == Move.ERASED and "words" in one.data)
    return max((one.number for one in erased), default=0)


def faults_of_commitments(case: Case, events: Sequence[CaseEvent]) -> Iterator[str]:
    """Where words, keys and columns of `case` do not fit the commitments of its `events`.

    Texts that an event says were erased must be gone; all others must be there.
    """
    erased, anew = last_erased(events), newest(events)
    for event in events:
        if event.number <= erased:
            for name in sorted(_said(case, event, is_anew=False)):
                yield f"the {name} of event {event.number} is there, but was erased"
        else:
            yield from _faults_of(case, event, anew, is_old=_is_old(events[0]))
    later = (event for event in events if event.number > erased)
    if erased and case.salt and not any(_committed(event.data) for event in later):
        yield "the salt is there, but was erased"


def _faults_of(case: Case, event: CaseEvent, anew: Anew, *, is_old: bool) -> Iterator[str]:
    is_anew = str(event.number) in anew
    if event.type == Move.REGISTERED and is_old and not is_anew:
        yield from _faults_of_old_columns(case, event)
    said, told = _said(case, event, is_anew=is_anew), anew.get(str(event.number), event.data)
    for name in sorted({*said, *_committed(told)} - {FILE}):
        text, kept = said.get(name), told.get(f"{name}{SUFFIX}")
        if name == _MAY_END and not text:
            continue
        # Older events hold no commitment to a key, nor do later events of such older cases.
        if name == _KEY and kept is None and is_old and not is_anew:
            continue
        if kept != (commitment(case.salt or "", name, text) if text else None):
            yield _told(event, name, is_gone=not text)


def _told(event: CaseEvent, name: str, *, is_gone: bool) -> str:
    what = "is gone" if is_gone else "is another than was filed"
    return f"{name} {what}" if name in OF_CASE else f"the {name} of event {event.number} {what}"


def _said(case: Case, event: CaseEvent, *, is_anew: bool) -> dict[str, str]:
    """All texts that belong to `event`, wherever they are stored."""
    said = dict(event.words or {})
    if event.idempotency_key:
        said[_KEY] = event.idempotency_key
    is_told = is_anew or case.erased_at or not _is_old(event)
    if event.type == Move.REGISTERED and is_told:
        said |= {name: text for name, text in columns(case).items() if text}
    return said


def _committed(told: Mapping[str, Any]) -> set[str]:
    """The commitments in the data of an event."""
    return {name.removesuffix(SUFFIX) for name in told if name.endswith(SUFFIX)}


def _is_old(registration: CaseEvent) -> bool:
    """Whether a registration is older than commitments."""
    return "sealed" not in registration.data


def _faults_of_old_columns(case: Case, registration: CaseEvent) -> Iterator[str]:
    """An older registration holds the plain hash of the words, or nothing."""
    for column, name in _OLD.items():
        value, told = getattr(case, column), registration.data.get(name)
        if "description_sha256" in registration.data and told != (
            sha256(value.encode()).hexdigest() if value else None
        ):
            yield f"{column} is another than was filed"
