"""Outages of the half year: many tell of one, follow the first, and are answered at once."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from assistant.cases.clock import clock_step
from assistant.cases.filing import file
from assistant.cases.merged_cases import merge
from assistant.cases.models import Case
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import AT_THE_AGENCY, Move
from assistant.cases.outages import OutageRow, add_outage, end_outage
from assistant.cases.terms import CITIZEN, WAITING, Actor, Indicator, Status
from assistant.cases.transitions import Door
from assistant.demo.half_year.living import Life, Living
from assistant.demo.half_year.schemas import Outage
from knowledge.catalogue import Catalogue

_ENTERED = timedelta(minutes=35)
_LEAST = 4


class Incident:
    """One outage and those who told of it, by `Door`: moves of the leader reach its followers."""

    def __init__(
        self, session: Session, door: Door, living: Living, what: Outage, catalogue: Catalogue
    ) -> None:
        self._session, self._door, self._living, self._what = session, door, living, what
        self._catalogue = catalogue
        self._lives: list[Life] = []
        self._row: OutageRow | None = None

    def plan(self, cases: int, until: datetime, operator: Actor) -> None:
        """Put it on the agenda; of a half year with so many `cases` until `until`."""
        begin, random = until - timedelta(days=self._what.ago), self._living.chances.random
        hours = self._what.hours or self._what.ago * 24
        plan = self._living.agenda.plan
        for n in range(_LEAST + round(self._what.share * cases)):
            # Most tell of it in the first hours.
            later = random.triangular(0, hours, 0.15 * hours) if n else 0.0
            plan(begin + timedelta(hours=later), self._told)
        plan(begin + _ENTERED, partial(self._entered, begin, operator))
        if self._what.hours is not None:
            plan(begin + timedelta(hours=hours), self._ended)

    def _told(self, at: datetime) -> None:
        draft, origin = self._living.chances.draft(
            self._what.agency, Indicator.SYSTEM_DOWN, self._what.province
        )
        case = file(self._session, self._door, draft, origin, at)
        life = Life(case, partial(self._move, case), partial(self._fire, case))
        self._lives.append(life)
        leader = self._lives[0].case
        if leader is not case and {leader.status, case.status} <= WAITING:
            merge(
                self._session,
                self._door,
                case,
                leader,
                step=MoveRequest(Move.MERGED, CITIZEN),
                now=at,
            )
        self._living.watch(life)

    def _entered(self, begin: datetime, operator: Actor, at: datetime) -> None:
        row = OutageRow(
            agency_id=self._what.agency,
            province=self._what.province,
            began_at=begin,
            source=self._what.source,
            case_id=self._lives[0].case.id,
            added_by=operator.id,
            created_at=at,
        )
        self._row = add_outage(self._session, self._catalogue, row)

    def _ended(self, at: datetime) -> None:
        if self._row is not None:
            end_outage(self._session, self._row.id, at)
        text = self._living.chances.one_of(self._living.words.answers.outage)
        for life in self._lives:
            # The leader's answer reaches its followers; who goes alone is answered apart.
            if life.case.status in AT_THE_AGENCY:
                life.by_agency(Move.ANSWERED, at, words=text)
        for life in self._lives:
            if life.case.status == Status.ANSWERED:
                self._living.judge_later(life, at)

    def _move(self, case: Case, step: MoveRequest, at: datetime) -> None:
        self._door.move(self._session, case, step, at, is_announced=False)

    def _fire(self, case: Case, at: datetime) -> Move | None:
        move = self._door.schedule.next_move(case)
        if move is None or move[1] > at:
            return None
        self._move(case, clock_step(case, *move), at)
        return move[0]
