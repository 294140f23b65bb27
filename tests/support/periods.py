"""A ledger of which a test says what happens in it, within one month."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from assistant.cases.filing import Origin, file
from assistant.cases.ledger import seal_day
from assistant.cases.models import Case
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.signatures import Notary
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door
from assistant.insight.periods.statement import Statements
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load
from support.facts import door_of, histories
from support.office_times import jalali, shipped
from support.samples import complaint

BEGIN = jalali(1405, 6, 2, "09:00")
MOBILE = "09121234567"


@dataclass
class Month:
    """What happened in Shahrivar 1405; `now` is the time of the next thing."""

    database: Database
    sealer: Sealer
    notary: Notary
    now: datetime = BEGIN
    codes: list[str] = field(default_factory=list)

    def do(self, work: Callable[[Session], Any]) -> Any:
        """Do it in a transaction."""
        with self.database.transaction() as session:
            return work(session)

    @property
    def door(self) -> Door:
        return door_of(self.sealer)

    @property
    def statements(self) -> Statements:
        return Statements(histories(self.sealer), load(), shipped(), self.notary)

    def case(
        self,
        agency: str,
        verdict: Move | None,
        *,
        mobile: str | None = MOBILE,
        judged: int = 60 * 24,
    ) -> str:
        """A case that its agency answers after an hour; its citizen judges `judged` minutes on."""
        contact = {"mobile": mobile} if mobile else None
        about = {"agency_id": agency, "contact": contact}
        about["identity"] = "sealed" if mobile else "anonymous"
        draft = OpenDraft.model_validate(complaint(**about))

        def work(session: Session) -> str:
            case = file(session, self.door, draft, Origin(), self.now)
            self._move(session, case, MoveRequest(Move.TAKEN, Actor(Role.AGENCY, agency)), 30)
            answer = MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, agency), words="بررسی شد.")
            self._move(session, case, answer, 60)
            if verdict:
                self._move(session, case, MoveRequest(verdict, CITIZEN, words="همین"), 60 + judged)
            return case.tracking_code

        code = self.do(work)
        self.codes.append(code)
        self.now += timedelta(minutes=7)
        return code

    def seal(self) -> None:
        """Make the root of the day after."""
        self.now += timedelta(days=2)
        self.do(lambda session: seal_day(session, self.notary, self.now))

    def _move(self, session: Session, case: Case, step: MoveRequest, minutes: int) -> None:
        self.door.move(session, case, step, self.now + timedelta(minutes=minutes))


async def new_month(file: Path) -> Month:
    """An empty ledger at the beginning of the month."""
    database = Database(f"sqlite:///{file}")
    await migrate(database)
    return Month(database, Sealer(b"a key of the tests"), Notary(b"a signing key of the tests"))
