"""Erases all that is kept of a case, a conversation or a citizen, as the register says.

Within a `Session`.
"""

from collections import Counter
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Executable, delete, func, or_, select, update
from sqlalchemy import Table as Rows
from sqlalchemy.orm import Session

from assistant.cases.by import By
from assistant.cases.door import Door, Step
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.search import index
from assistant.citizens.linked import unlink
from assistant.conversation.models import Conversation
from assistant.privacy.register import Table, Whose, register
from assistant.storage.database import Base

_COUNTED = {"case_personal": "values", "case_attachments": "files"}
"""Rows that go, and what the event calls them."""


def erase_case(
    session: Session, door: Door, case: Case, by: By, *, now: datetime, reason: str = ""
) -> CaseEvent:
    """Erase what is personal of `case`, which is locked and has ended; its history stays whole.

    What was said in its conversation until the case ended goes too. Files and messages that lie in
    folders go with the job that `retention.follow_up` adds. Raises `IllegalMoveError`.
    """
    step = Step(Move.ERASED, by, reason, evidence=_counted(session, case.id))
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
    """Erase a conversation with all that hangs on it; how many rows of which table went.

    Cases that were filed in it stay, and no longer tell where.
    """
    of_it = Case.conversation_id == conversation_id
    session.execute(update(Case).where(of_it).values(conversation_id=None), _UNSYNCHRONISED)
    return _erase(session, Whose.CONVERSATION, conversation_id)


def erase_citizen(session: Session, subject_hash: str) -> Counter[str]:
    """Forget who is signed in, everywhere, and which cases are theirs; the cases stay."""
    unlink(session, subject_hash)
    return _erase(session, Whose.CITIZEN, subject_hash)


_UNSYNCHRONISED = {"synchronize_session": False}


def _counted(session: Session, case_id: int) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for name, called in _COUNTED.items():
        rows = Base.metadata.tables[name]
        query = select(rows.c.id).where(rows.c.case_id == case_id)
        found[called] = len(session.execute(query).all())
    said = select(func.count()).where(CaseEvent.case_id == case_id, CaseEvent.words.is_not(None))
    # Told also when there are none: by it the ledger knows that the case was emptied.
    return found | {"words": session.scalar(said) or 0}


def _erase_talk_of(session: Session, conversation_id: str, until: datetime) -> None:
    """All of a conversation that ended with its case; of one that goes on, what was until then."""
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
    """Everything of `id_`, or with `until` only rows of until then, where they can go alone."""
    known, gone = register().of(whose), Counter[str]()
    # Rows that point to others go before these.
    for rows in reversed(Base.metadata.sorted_tables):
        table = known.get(rows.name)
        if table is None or not table.has_what_goes or (until is not None and not table.parts):
            continue
        conditions = [_of(rows, table, id_)]
        if until is not None:
            conditions.append(rows.c[table.parts] <= until)
        gone[rows.name] = _count(session, _statement(rows, table).where(*conditions))
    return gone


def _of(rows: Rows, table: Table, id_: int | str) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [rows.c[table.by] == id_]
    for column, owner in table.through.items():
        owned = Base.metadata.tables[owner]
        by = register().tables[owner].by
        ways.append(rows.c[column].in_(select(owned.c.id).where(owned.c[by] == id_)))
    return or_(*ways)


def _statement(rows: Rows, table: Table) -> Any:
    if table.rows == "go":
        return delete(rows)
    empty = {name: one.then for name, one in table.personal.items() if not one.stays}
    return update(rows).values(empty)


def _count(session: Session, statement: Executable) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
