"""After a restore, erases again everything that was erased since the backup."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.worker_parts import Parts
from assistant.cases.models import Case
from assistant.cases.moves import ENDED
from assistant.cases.terms import CLOCK
from assistant.citizens.sessions import CitizenCase, CitizenSession
from assistant.conversation.models import Conversation
from assistant.privacy.erasure import (
    ErasureNotes,
    Gone,
    Noted,
    erase_case,
    erase_citizen,
    erase_conversation,
    erase_ended,
    erase_silent,
    follow_up,
)

REASON = "restore"
_SECOND = timedelta(seconds=1)
"""Notes tell whole seconds."""


@dataclass
class ErasedAgain:
    """How much was erased; `open_codes` are cases that had not ended in the backup yet.

    `redact` are cases and conversations in which words were taken out that are there again.
    """

    cases: int = 0
    conversations: int = 0
    citizens: int = 0
    open_codes: list[str] = field(default_factory=list)
    redact: list[str] = field(default_factory=list)


class ErasingAgain:
    """Erases what is past its time, and what `gone` lists; it may be done again."""

    def __init__(self, parts: Parts, notes: ErasureNotes, gone: Noted, now: datetime) -> None:
        self._parts, self._notes, self._gone, self._now = parts, notes, gone, now
        self._found = ErasedAgain()

    def run(self) -> ErasedAgain:
        """Erase all, and leave no trace of it in SQLite's pages; it blocks."""
        settings = self._parts.settings
        silent = self._now - timedelta(days=settings.keep_conversation_days)
        while count := self._in_one(self._ended):
            self._found.cases += count
        while count := self._in_one(lambda session: len(erase_silent(session, silent))):
            self._found.conversations += count
        self._in_one(self._noted)
        self._parts.database.pack()
        return self._found

    def _in_one(self, work: Callable[[Session], int]) -> int:
        with self._parts.database.transaction() as session:
            return work(session)

    def _ended(self, session: Session) -> int:
        before = self._now - timedelta(days=self._parts.settings.keep_personal_days)
        events = erase_ended(session, self._parts.door, before, self._now)
        follow_up(session, [event.case_id for event in events], self._now)
        return len(events)

    def _noted(self, session: Session) -> int:
        self._cases(session)
        self._conversations(session)
        self._citizens(session)
        return 0

    def _cases(self, session: Session) -> None:
        unerased = select(Case.id, Case.tracking_code).where(Case.erased_at.is_(None))
        for id_, code in session.execute(unerased.order_by(Case.id)).all():
            if self._is(Gone.CASE, code):
                self._case(session, id_)
            elif self._is(Gone.WORDS_OF_CASE, code):
                self._found.redact.append(code)

    def _case(self, session: Session, id_: int) -> None:
        case = session.get_one(Case, id_)
        if case.status not in ENDED:
            self._found.open_codes.append(case.tracking_code)
            return
        erase_case(session, self._parts.door, case, CLOCK, now=self._now, reason=REASON)
        follow_up(session, [id_], self._now)
        self._found.cases += 1

    def _conversations(self, session: Session) -> None:
        for id_ in session.scalars(select(Conversation.id)).all():
            if self._is(Gone.CONVERSATION, id_):
                self._found.conversations += 1
                erase_conversation(session, id_)
            elif self._is(Gone.WORDS_OF_CONVERSATION, id_):
                self._found.redact.append(id_)

    def _citizens(self, session: Session) -> None:
        for hash_, newest in _subjects(session).items():
            noted = self._gone.get(Gone.CITIZEN, {}).get(self._notes.name(Gone.CITIZEN, hash_))
            # A citizen who came back after the erasure is in the backup as somebody new.
            if noted and newest <= noted + _SECOND:
                self._found.citizens += 1
                erase_citizen(session, hash_)

    def _is(self, gone: Gone, id_: str) -> bool:
        # Names are worked out only where there is something that they could be among.
        known = self._gone.get(gone, {})
        return bool(known) and self._notes.name(gone, id_) in known


def _subjects(session: Session) -> dict[str, datetime]:
    """Citizens of whom anything is kept, and when the newest of it came."""
    found: dict[str, datetime] = {}
    for table in (CitizenCase, CitizenSession):
        for hash_, created_at in session.execute(select(table.subject_hash, table.created_at)):
            found[hash_] = max(created_at, found.get(hash_, created_at))
    return found
