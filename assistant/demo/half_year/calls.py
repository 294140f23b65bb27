"""The lot of each day of the half year, and the calls to those whom it drew.

Which cases are drawn follows from the roots, so it is another draw each time, and has chances of
its own: whatever is drawn, the rest of the half year stays the same. Whom nobody called before the
half year ends waits in the part «تماس‌های قرعه».
"""

from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, LedgerRoot
from assistant.cases.terms import Actor, Status
from assistant.demo.half_year.living import Living
from assistant.demo.half_year.schemas import plan
from assistant.insight.periods.callbacks import BETWEEN_TRIES, Outcome, draw, note_call
from knowledge.calendar.work import WorkCalendar

_SAID = {
    Status.CONFIRMED: Outcome.SOLVED,
    Status.PARTLY: Outcome.PARTLY,
    Status.DISPUTED: Outcome.UNSOLVED,
}
_SAYINGS = (Outcome.SOLVED, Outcome.PARTLY, Outcome.UNSOLVED)
_FIRST_H, _LAST_H = 2.0, 14.0
"""Office hours after the draw within which a call comes: two days of seven."""


class Lot:
    """Draws each day, and has an operator call; what comes of it is kept as the desk keeps it."""

    def __init__(
        self, session: Session, living: Living, calendar: WorkCalendar, operator: Actor, seed: int
    ) -> None:
        self._session, self._living, self._calendar = session, living, calendar
        self._operator, self._random, self._calls = operator, Random(seed), plan().calls

    def draw(self, root: LedgerRoot, at: datetime) -> None:
        """Draw of the cases that `root` covers, and plan the calls."""
        for row in draw(self._session, root, at):
            self._plan(row.case_id, at)

    def _plan(self, case_id: int, at: datetime) -> None:
        waits = timedelta(hours=self._random.uniform(_FIRST_H, _LAST_H))
        self._living.agenda.plan(self._calendar.add(at, waits, None), partial(self._call, case_id))

    def _call(self, case_id: int, at: datetime) -> None:
        query = select(Case.tracking_code, Case.agency_id, Case.status).where(Case.id == case_id)
        code, agency_id, status = self._session.execute(query).one()
        outcome = self._outcome(agency_id, Status(status))
        noted = note_call(self._session, code, outcome, self._operator.id, at)
        if noted.outcome is None:
            self._plan(case_id, at + BETWEEN_TRIES)

    def _outcome(self, agency_id: str | None, status: Status) -> Outcome:
        if self._random.random() >= self._calls.reached:
            return Outcome.NOT_REACHED
        if self._random.random() < self._calls.declined:
            return Outcome.DECLINED
        if status in _SAID and self._random.random() < self._calls.same:
            return _SAID[status]
        # Who said nothing yet, or sees it otherwise by now, is as content as others there.
        who = self._living.chances.character(agency_id)
        shares = (who.solved, who.partly, 1 - who.solved - who.partly)
        return self._random.choices(_SAYINGS, shares)[0]
