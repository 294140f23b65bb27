"""One case at a time, moved by hand at moments that a test chooses; its facts are written live."""

from datetime import datetime
from typing import Any

from assistant.cases.clock import fire_due
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.writing import facts_of
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from support.facts import differences, door_of
from support.office_times import jalali
from support.samples import complaint

SEALER = Sealer(b"a key of the tests")
OPERATOR = Actor(Role.OPERATOR, "op")
ANSWER = "کار انجام شد."


def at(day: int, clock: str) -> datetime:
    """A moment in Azar 1405; the 7th is a Saturday, offices are open from 7 to 14."""
    return jalali(1405, 9, day, clock)


class Lives:
    """Files cases and moves them by the product's own functions."""

    def __init__(self, database: Database) -> None:
        self.database, self.door = database, door_of(SEALER)

    def file(self, now: datetime, *, is_repeat: bool = False, **changes: Any) -> int:
        draft = OpenDraft.model_validate(complaint(**{"agency_id": "abfa", **changes}))
        with self.database.transaction() as session:
            return file(session, self.door, draft, Origin(), now, is_repeat=is_repeat).id

    def move(self, case_id: int, move: Move, now: datetime, **more: Any) -> None:
        by = {Move.REFERRED: OPERATOR, Move.ESCALATED: CLOCK, Move.CORRECTED: OPERATOR}
        agency = {Move.ANSWERED, Move.TAKEN, Move.MISDIRECTED}
        with self.database.transaction() as session:
            case = session.get_one(Case, case_id)
            who = (
                Actor(Role.AGENCY, case.agency_id or "")
                if move in agency
                else by.get(move, CITIZEN)
            )
            said = {"words": ANSWER, "reason": "دلیل"} if who.role is not Role.CLOCK else {}
            step = MoveRequest(move, more.pop("by", who), **{**said, **more})
            self.door.move(session, case, step, now)

    def clock(self, now: datetime) -> None:
        with self.database.transaction() as session:
            while fire_due(session, self.door, now):
                pass

    def rows(self, case_id: int) -> list[CaseFact]:
        """The facts as they were written; a replay gives the same, or the test fails here."""
        with self.database.transaction() as session:
            assert differences(session, SEALER, [case_id]) == []
            return [CaseFact(**row) for row in facts_of(session, [case_id])]
