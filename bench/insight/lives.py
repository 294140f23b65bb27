"""Many random lives in one database, made by the functions that the product uses."""

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.ledger_lives import Histories

from assistant.cases.models import Case
from assistant.cases.move_requests import IllegalMoveError

_THINGS = 8
"""What happens for each case that is filed, to it or to one of those filed shortly before."""
_RECENT = 25
_REFUSED_AFTER_CHANGES = (IllegalMoveError,)


class ManyLives(Histories):
    """Cases are filed one after another, and what happens meets the recent ones."""

    def live_on(self, cases: int) -> None:
        """File so many further cases, each with what happens meanwhile in one transaction."""
        happenings = [self._move] * 10 + [self._merge, self._merge, self._separate, self._redact]
        happenings += [self._wait, self._erase, self._erase_at_once]
        for _ in range(cases):
            with self.database.transaction() as session:
                self._file(session)
                for _ in range(self.dice.randint(0, 2 * _THINGS)):
                    self.now += timedelta(minutes=self.dice.randint(1, 90))
                    # A move that is refused has changed nothing.
                    with suppress(*_REFUSED_AFTER_CHANGES):
                        self.dice.choice(happenings)(session)
            self.now += timedelta(minutes=self.dice.randint(1, 60))

    def _case(self, session: Session) -> Case:
        newest = session.scalar(select(func.max(Case.id))) or 0
        id_ = self.dice.randint(max(1, newest - _RECENT), newest)
        code = session.scalars(select(Case.tracking_code).where(Case.id == id_)).one()
        case = self.door.case(session, code)
        assert case is not None
        return case
