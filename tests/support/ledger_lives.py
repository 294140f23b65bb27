"""Made-up honest histories of a whole database: cases, files, readings, the desk, daily roots."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.store import attach, attachments_of, note_reading
from assistant.cases.clock import fire_due
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import seal_day
from assistant.cases.merged_cases import merge, separate
from assistant.cases.models import Case, LedgerRoot, PersonalReading
from assistant.cases.move_requests import IllegalMoveError
from assistant.cases.moves import RULES, Move
from assistant.cases.personal import read_personal, reseal
from assistant.cases.redaction import NothingToRedactError, redact
from assistant.cases.schedule import Schedule
from assistant.cases.schemas import OpenDraft
from assistant.cases.signatures import Notary, hand_over
from assistant.cases.terms import CITIZEN, Actor, Indicator, Role
from assistant.cases.transitions import MoveRequest
from assistant.cases.verify import KnownLedger, VerifyMeans, verify
from assistant.conversation.models import Conversation
from assistant.desk.audit import Audited, note_audit
from assistant.desk.models import AuditEntry
from assistant.insight.periods.reporting_period import PeriodEntry
from assistant.privacy.erasure import erase_case, erase_conversation, erase_ended
from assistant.storage.database import Database
from assistant.storage.digests import Purpose
from assistant.storage.sealing import Sealer
from support.facts import door_of
from support.office_times import jalali, shipped
from support.samples import MOBILE, NAME, complaint

BEGIN = jalali(1405, 9, 7, "09:00")
MASTER = b"a key of the tests"
SIGNING = b"a signing key of the tests"
NOTARY = Notary(SIGNING)
OPERATOR = Actor(Role.OPERATOR, "op")
WORDS = ["بررسی شد.", "سه هفته است وصل نمی‌کنند", f"شماره من {MOBILE} است", "درست نشد"]
_BONDS = {Move.MERGED, Move.JOINED, Move.LEFT, Move.SEPARATED}
# Moves that happen unasked at their own time, and moves that need a row in another table.
_NOT_BY_HAND = {
    Move.REGISTERED,
    Move.ATTACHED,
    Move.ERASED,
    Move.RESCHEDULED,
    # `_redact` makes this one: its data commits to all events of the case again.
    Move.REDACTED,
    *_BONDS,
}
_MOVES = [one for one in RULES if one[0] not in _NOT_BY_HAND and one[1] is not Role.CLOCK]


class Histories:
    """Lives in one database; everything in it came about by the functions that the product uses."""

    def __init__(
        self,
        database: Database,
        seed: int,
        master: bytes = MASTER,
        notary: Notary = NOTARY,
        *,
        hands_over: bool = False,
    ) -> None:
        self.database, self.dice, self._hands_over = database, random.Random(seed), hands_over
        self.notary, self._master, self._keys = notary, master, list[bytes]()
        self.sealer, self.now = Sealer(master), BEGIN
        self.door = door_of(self.sealer)

    def live(self, cases: int, things: int) -> None:
        """File `cases` and let `things` happen, over some days; the last day is sealed."""
        for _ in range(cases):
            self._do(self._file)
        happenings = [self._move] * 8 + [self._attach, self._read, self._audit, self._merge]
        happenings += [self._wait, self._wait, self._erase, self._separate, self._rotate]
        happenings += [self._erase_at_once, self._erase_at_once, self._forget_talk, self._redact]
        happenings += [self._change_signing_key] * self._hands_over
        for _ in range(things):
            self._do(self.dice.choice(happenings))
        self._do(self._audit)
        self._do(self._read)
        self.seal()

    def seal(self) -> None:
        """Make the root of the next day."""
        self.now += timedelta(days=1)
        self._do(lambda session: seal_day(session, self.notary, self.now))

    def known(self) -> KnownLedger:
        """What somebody notes of the newest root."""
        with self.database.transaction() as session:
            query = select(LedgerRoot.hash).order_by(LedgerRoot.number.desc()).limit(1)
            return KnownLedger(frozenset(session.scalars(query)))

    def erased(self) -> int:
        """How many cases are erased by now."""
        with self.database.transaction() as session:
            query = select(func.count()).where(Case.erased_at.is_not(None))
            return session.scalar(query) or 0

    def _do(self, what: Callable[[Session], object]) -> None:
        self.now += timedelta(minutes=self.dice.randint(1, 90), microseconds=self.dice.randrange(9))
        with self.database.transaction() as session, suppress(IllegalMoveError):
            what(session)

    def _case(self, session: Session) -> Case:
        codes = session.scalars(select(Case.tracking_code).order_by(Case.id)).all()
        case = self.door.case(session, self.dice.choice(codes))
        assert case is not None
        return case

    def _file(self, session: Session) -> None:
        dice = self.dice
        identity = dice.choice(["anonymous", "sealed", "named", "named"])
        changes: dict[str, Any] = {
            "identity": identity,
            "contact": None if identity == "anonymous" else self._contact(),
            "agency_id": dice.choice(["abfa", "abfa", "tavanir", None]),
            "kind": dice.choice(["complaint"] * 4 + ["suggestion"]),
            "indicator": dice.choice([None, *Indicator]),
            "city": dice.choice(["قم", None]),
            "occurred_at": dice.choice([None, "2026-11-01T08:00:00Z"]),
            "formal_description": dice.choice([None, "انشعاب آب سه هفته وصل نشده است."]),
            "description": f"{dice.choice(WORDS)} {dice.randrange(10**6)}",
        }
        draft = OpenDraft.model_validate(complaint(**changes))
        origin = Origin(key=f"{dice.random()}", conversation_id=self._talk(session))
        file(session, self.door, draft, origin, self.now)

    def _talk(self, session: Session) -> str | None:
        """A conversation in which a case is filed; none for half of them."""
        if self.dice.random() < 0.5:
            return None
        id_, at = f"{self.dice.getrandbits(128):032x}", self.now
        session.add(Conversation(id=id_, token_hash="h", created_at=at, last_turn_at=at))
        session.flush()
        return id_

    def _words(self) -> str:
        """Some words, no two alike; empty in one of four."""
        return self.dice.choice(["", *WORDS[:3]]) and f"{self.dice.choice(WORDS)} {self.now:%c %f}"

    def _contact(self) -> dict[str, str]:
        number = self.dice.randrange(10**8)
        return {"mobile": f"091{number:08}", "name": f"{NAME} {number}"}

    def _move(self, session: Session) -> None:
        case, dice = self._case(session), self.dice
        move, role = dice.choice(_MOVES)
        agency = case.agency_id or ""
        by = {Role.AGENCY: Actor(Role.AGENCY, agency), Role.OPERATOR: OPERATOR}.get(role, CITIZEN)
        step = MoveRequest(
            move,
            by,
            reason=self._words(),
            words=self._words(),
            agency_id=dice.choice([None, "abfa", "tavanir"]) if move is Move.REFERRED else None,
            score=dice.choice([None, 1, 5]) if role is Role.CITIZEN else None,
            key=dice.choice([None, f"{dice.random()}"]),
        )
        self.door.move(session, case, step, self.now)

    def _attach(self, session: Session) -> None:
        sha256, sealer = self.dice.randbytes(32).hex(), self.sealer
        name, sealed = sealer.digests.keyed(Purpose.FILE, sha256), sealer.seal(sha256)
        kept = KeptFile(name, sealed, "image/jpeg", 4711, sealer.key_id)
        case = self._case(session)
        attach(session, self.door, case, kept, CITIZEN, now=self.now, per_case=10)

    def _read(self, session: Session) -> None:
        case = self._case(session)
        read_personal(session, self.sealer, case, OPERATOR, purpose="تماس", now=self.now)
        for row in attachments_of(session, case)[:1]:
            note_reading(session, case, row, OPERATOR, self.now)

    def _audit(self, session: Session) -> None:
        told = {"case": self._case(session).tracking_code}
        note_audit(session, self.dice.choice(list(Audited)), None, data=told)

    def _merge(self, session: Session) -> None:
        case, leader = self._case(session), self._case(session)
        step = MoveRequest(Move.MERGED, OPERATOR, reason="همان موضوع")
        merge(session, self.door, case, leader, step=step, now=self.now)

    def _separate(self, session: Session) -> None:
        step = MoveRequest(Move.SEPARATED, OPERATOR, reason="موضوع دیگری است")
        separate(session, self.door, self._case(session), step, self.now)

    def _wait(self, session: Session) -> None:
        self.now += timedelta(hours=self.dice.randint(1, 80))
        fire_due(session, self.door, self.now)
        if self.dice.random() < 0.5:
            seal_day(session, self.notary, self.now)

    def _erase(self, session: Session) -> None:
        erase_ended(session, self.door, self.now - timedelta(days=10), self.now)

    def _erase_at_once(self, session: Session) -> None:
        """A citizen has a case erased, and takes it back before if it has not ended."""
        case = self._case(session)
        with suppress(IllegalMoveError):
            self.door.move(session, case, MoveRequest(Move.WITHDRAWN, CITIZEN), self.now)
        erase_case(session, self.door, case, CITIZEN, now=self.now)

    def _forget_talk(self, session: Session) -> None:
        ids = session.scalars(select(Conversation.id).order_by(Conversation.id)).all()
        if ids:
            erase_conversation(session, self.dice.choice(ids))

    def _redact(self, session: Session) -> None:
        """The desk takes words out, wherever they are in a case."""
        step = MoveRequest(Move.REDACTED, OPERATOR, reason="نام کسی است")
        words = self.dice.choice(["شد", "سه هفته", MOBILE])
        with suppress(NothingToRedactError):
            redact(session, self.door, self._case(session), words, step=step, now=self.now)

    def _change_signing_key(self, session: Session) -> None:
        new = Notary(self.dice.randbytes(8))
        hand_over(session, self.notary, new, self.now)
        self.notary = new

    def _rotate(self, session: Session) -> None:
        """A new key seals from now on; existing values are sealed again under it."""
        self._keys.insert(0, self.dice.randbytes(8))
        self.sealer = Sealer(self._master, self._keys)
        reseal(session, self.sealer)
        self.door = door_of(self.sealer)


def faults_in(
    database: Database, sealer: Sealer, known: KnownLedger, notary: Notary = NOTARY
) -> list[tuple[str, str]]:
    """What `dastyar ledger verify --known-root` finds."""
    with database.transaction() as session:
        return faults_seen(session, sealer, known, notary)


def faults_seen(
    session: Session, sealer: Sealer, known: KnownLedger, notary: Notary = NOTARY
) -> list[tuple[str, str]]:
    """The same, within a transaction."""
    logs = (PersonalReading, AuditEntry, PeriodEntry)
    means = VerifyMeans(sealer, notary.public_key, Schedule(shipped()), logs, known)
    return list(verify(session, means))
