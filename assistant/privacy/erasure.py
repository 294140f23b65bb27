"""Erases all stored data of a case, a conversation or a citizen, as the register says.

Data is erased when its time has come, or when people ask for it. Erasures that people asked for are
also noted beside the database, since an older backup knows nothing of them. A note names a case, a
conversation or a citizen by a keyed hash, so the notes may be stored elsewhere and reveal nothing.
Erasures by time alone are not noted: the same rule erases the data again.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult, Executable, delete, func, or_, select, update
from sqlalchemy import Table as Rows
from sqlalchemy.orm import Session

from assistant.cases.attachments.service import GRACE
from assistant.cases.clock import in_savepoint
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import ENDED, Move
from assistant.cases.search import index
from assistant.cases.terms import CLOCK, Actor
from assistant.cases.transitions import Door, MoveRequest
from assistant.citizens.sessions import unlink_cases
from assistant.conversation.models import Conversation
from assistant.privacy.register import PersonalTable, Whose, register
from assistant.replies.schemas import Owner
from assistant.storage.database import Base
from assistant.storage.digests import Digests, Purpose
from assistant.storage.durable_files import append_line
from assistant.storage.jobs import enqueue
from assistant.storage.statements import locked


class Gone(StrEnum):
    """A thing that was erased, or had words taken out."""

    CASE = "case"
    CONVERSATION = "conversation"
    CITIZEN = "citizen"
    WORDS_OF_CASE = "words of case"
    WORDS_OF_CONVERSATION = "words of conversation"


class ErasureNotes:
    """The notes in a folder; all methods block."""

    def __init__(self, folder: Path, digests: Digests) -> None:
        self._folder, self._digests = folder, digests

    def note(self, gone: Gone, *ids: str) -> None:
        """Note an erasure; the note is on the disk before anybody hears of it."""
        for id_ in ids:
            told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "gone": gone}
            append_line(self._folder, json.dumps(told | {"of": self.name(gone, id_)}).encode())

    def name(self, gone: Gone, id_: str) -> str:
        """The name in a note."""
        return self._digests.keyed(Purpose.ERASED, f"{gone}\n{id_}")


Noted = Mapping[Gone, Mapping[str, datetime]]
"""Names of erased things by kind, and the time of the last erasure of each."""


def read_notes(folders: Iterable[Path], since: datetime) -> Noted:
    """The notes since a moment; torn lines are passed over."""
    found: dict[Gone, dict[str, datetime]] = defaultdict(dict)
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_bytes().splitlines():
                try:
                    note = json.loads(line)
                    at, gone = datetime.fromisoformat(note["at"]), Gone(note["gone"])
                    if at >= since:
                        found[gone][str(note["of"])] = max(at, found[gone].get(note["of"], at))
                except (ValueError, KeyError, TypeError):
                    continue
    return found


def take_over(folder: Path, others: Iterable[Path]) -> None:
    """Keep the notes of other folders in this one as well, each once; it blocks."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    known = {line for path in folder.glob("*.jsonl") for line in path.read_bytes().splitlines()}
    for other in others:
        for path in sorted(other.glob("*.jsonl")):
            for line in path.read_bytes().splitlines():
                if line and line not in known:
                    known.add(line)
                    append_line(folder, line)


_COUNTED = {"case_personal": "values", "case_attachments": "files"}
"""Rows to delete, and their names in the event."""


def erase_case(
    session: Session, door: Door, case: Case, by: Actor, *, now: datetime, reason: str = ""
) -> CaseEvent:
    """Erase the personal data of `case`, which is locked and has ended; its history stays whole.

    Its conversation until the case ended is erased too. The job that `follow_up` adds removes files
    and messages in folders. Raises `IllegalMoveError`.
    """
    step = MoveRequest(Move.ERASED, by, reason, evidence=_counted(session, case.id))
    conversation_id, ended_at = case.conversation_id, case.ended_at or now
    event = door.move(session, case, step, now)
    case.erased_at = now
    session.flush()
    index.remove(session, case.id, (case.description, case.formal_description))
    _erase(session, Whose.CASE, case.id)
    session.expire(case)
    if conversation_id:
        _erase_talk_of(session, conversation_id, ended_at)
    return event


def erase_conversation(session: Session, conversation_id: str) -> Counter[str]:
    """Erase a conversation with all that depends on it; returns how many rows of which table.

    Cases that were filed in it stay, and no longer name it.
    """
    of_it = Case.conversation_id == conversation_id
    session.execute(update(Case).where(of_it).values(conversation_id=None), _UNSYNCHRONISED)
    return _erase(session, Whose.CONVERSATION, conversation_id)


def erase_citizen(session: Session, subject_hash: str) -> Counter[str]:
    """Forget who is signed in, everywhere, and which cases are theirs; the cases stay."""
    unlink_cases(session, subject_hash)
    return _erase(session, Whose.CITIZEN, subject_hash)


_UNSYNCHRONISED = {"synchronize_session": False}


def _counted(session: Session, case_id: int) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for name, called in _COUNTED.items():
        rows = Base.metadata.tables[name]
        query = select(rows.c.id).where(rows.c.case_id == case_id)
        found[called] = len(session.execute(query).all())
    said = select(func.count()).where(CaseEvent.case_id == case_id, CaseEvent.words.is_not(None))
    # Written also when there are no rows: it records in the ledger that the case was emptied.
    return found | {"words": session.scalar(said) or 0}


def _erase_talk_of(session: Session, conversation_id: str, until: datetime) -> None:
    """All of a conversation that ended with its case; of one that goes on, the part until then."""
    talk = session.get(Conversation, conversation_id)
    if talk is None:
        return
    goes_on = select(Case.id).where(
        Case.conversation_id == conversation_id, Case.erased_at.is_(None)
    )
    if talk.last_turn_at <= until and session.scalar(goes_on.limit(1)) is None:
        erase_conversation(session, conversation_id)
        session.expunge(talk)
        return
    _erase(session, Whose.CONVERSATION, conversation_id, until)
    if talk.last_turn_at <= until:
        talk.state, talk.shown_choices = {}, {}


def _erase(
    session: Session, whose: Whose, id_: int | str, until: datetime | None = None
) -> Counter[str]:
    """Everything of `id_`, or with `until` only rows up to then that can be deleted alone."""
    known, gone = register().of(whose), Counter[str]()
    # Rows that point to others are deleted before these.
    for rows in reversed(Base.metadata.sorted_tables):
        table = known.get(rows.name)
        if table is None or not table.has_what_goes or (until is not None and not table.parts):
            continue
        conditions = [_of(rows, table, id_)]
        if until is not None:
            conditions.append(rows.c[table.parts] <= until)
        gone[rows.name] = _count(session, _statement(rows, table).where(*conditions))
    return gone


def _of(rows: Rows, table: PersonalTable, id_: int | str) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [rows.c[table.by] == id_]
    for column, owner in table.through.items():
        owned = Base.metadata.tables[owner]
        by = register().tables[owner].by
        ways.append(rows.c[column].in_(select(owned.c.id).where(owned.c[by] == id_)))
    return or_(*ways)


def _statement(rows: Rows, table: PersonalTable) -> Any:
    if table.rows == "go":
        return delete(rows)
    empty = {name: one.then for name, one in table.personal.items() if not one.stays}
    return update(rows).values(empty)


def _count(session: Session, statement: Executable) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


class AfterErasing(StrEnum):
    """Jobs that finish an erasure outside of the rows."""

    SCRUB = "privacy.scrub"
    SWEEP = "daily.sweep_files"
    PACK = "daily.pack"


def erase_ended(
    session: Session, door: Door, ended_before: datetime, now: datetime, limit: int = 50
) -> list[CaseEvent]:
    """Erase at most `limit` cases that ended before a moment; returns the events that say so.

    A case with a fault is passed over. Call it again while it returns events.
    """
    due = select(Case.id).where(
        Case.ended_at < ended_before, Case.status.in_(sorted(ENDED)), Case.erased_at.is_(None)
    )
    found = locked(session, due.order_by(Case.id).limit(limit), skip_locked=True)
    erased = [
        in_savepoint(
            session,
            id_,
            lambda case: erase_case(session, door, case, CLOCK, now=now, reason="retention"),
        )
        for id_ in found
    ]
    return [event for event in erased if event is not None]


def erase_silent(session: Session, silent_since: datetime, limit: int = 50) -> list[str]:
    """Erase at most `limit` conversations without a message since a moment; returns their ids.

    A conversation in which a case was filed stays until that has ended, and as long again, since it
    shows the case's news. A conversation that waits for a human, or has one, stays.
    """
    needed = select(Case.id).where(
        Case.conversation_id == Conversation.id,
        or_(Case.ended_at.is_(None), Case.ended_at >= silent_since),
    )
    due = select(Conversation.id).where(
        Conversation.last_turn_at < silent_since,
        Conversation.owner == Owner.BOT,
        ~needed.exists(),
    )
    found = locked(session, due.order_by(Conversation.last_turn_at).limit(limit), skip_locked=True)
    for id_ in found:
        erase_conversation(session, id_)
    return found


def follow_up(
    session: Session, case_ids: Iterable[int], now: datetime, key: str | None = None
) -> None:
    """Have data of these cases removed from folders, and unneeded files swept.

    Once at once, and once more when a file that came a moment ago is no longer young. The same
    `key` again adds nothing.
    """
    ids, key = list(case_ids), key or uuid4().hex
    enqueue(session, AfterErasing.SCRUB, {"case_ids": ids}, key=f"{AfterErasing.SCRUB}:{key}")
    for number, at in enumerate((now, now + GRACE + timedelta(minutes=1))):
        name = f"{AfterErasing.SWEEP}:{key}:{number}"
        enqueue(session, AfterErasing.SWEEP, {}, key=name, run_at=at)
