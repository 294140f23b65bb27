"""Lets the made-up cases happen, in the order of time: citizens, agencies, desk and clock.

Many citizens report one outage; they follow the first, and are answered at once.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

from sqlalchemy.orm import Session

from assistant.cases.clock import clock_step
from assistant.cases.filing import file
from assistant.cases.merged_cases import merge
from assistant.cases.models import Case
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import AT_THE_AGENCY, ENDED, OPEN, PROPOSED, Move
from assistant.cases.outages import OutageRow, add_outage, end_outage
from assistant.cases.terms import CITIZEN, WAITING, Actor, Indicator, Kind, Role, Status
from assistant.cases.transitions import Door
from assistant.demo.half_year.case_writer import CaseWriter
from assistant.demo.half_year.chances import Chances
from assistant.demo.half_year.schemas import MadeUpWords, PlannedOutage
from knowledge.calendar.work import WorkCalendar
from knowledge.catalogue import Catalogue

Action = Callable[[datetime], None]
_MOST_ANSWERS = 3
_TAKEN, _WITHDRAWN = 0.3, 0.03
_COMMENTS = {Move.CONFIRMED: "confirmed", Move.PARTLY: "partly", Move.DISPUTED: "disputed"}


@dataclass
class LivingCase:
    """A case that lives: how it is moved, and how the clock acts on it."""

    case: Case
    move: Callable[[MoveRequest, datetime], object]
    fire: Callable[[datetime], Move | None]
    answers: int = 0
    watched: datetime | None = None

    def by_agency(self, move: Move, at: datetime, *, words: str = "", reason: str = "") -> None:
        """Its agency does something."""
        by = Actor(Role.AGENCY, self.case.agency_id or "")
        self.move(MoveRequest(move, by, words=words, reason=reason), at)


class Agenda:
    """Planned events, by time; of events at the same time, the first planned comes first."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Action]] = []
        self._count, self._now = count(), datetime.min.replace(tzinfo=UTC)

    def plan(self, at: datetime, action: Action) -> None:
        """Have `action` done at `at`, or at once if that is past."""
        heapq.heappush(self._heap, (max(at.astimezone(UTC), self._now), next(self._count), action))

    def until(self, moment: datetime) -> Iterator[tuple[datetime, Action]]:
        """The events until `moment`, with those that are planned while it runs."""
        while self._heap and self._heap[0][0] <= moment:
            at, _, action = heapq.heappop(self._heap)
            self._now = at
            yield at, action


class CaseLives:
    """Plans what people and agencies do next, each time that something has happened."""

    def __init__(
        self,
        chances: Chances,
        words: MadeUpWords,
        pen: CaseWriter,
        calendar: WorkCalendar,
        operator: Actor,
    ) -> None:
        self.agenda, self.chances, self.words = Agenda(), chances, words
        self._pen, self._calendar, self._operator = pen, calendar, operator

    def file(self, at: datetime) -> None:
        """A citizen writes about their own matter."""
        page = self._pen.file(*self.chances.draft(), at)
        life = LivingCase(page.case, partial(self._pen.move, page), partial(self._pen.fire, page))
        self.arrived(life, at)

    def arrived(self, life: LivingCase, at: datetime) -> None:
        """The case is with an agency: plan the agency's next step."""
        self.watch(life)
        if life.case.kind == Kind.PRAISE:
            return
        who, drawn = self.chances.character(life.case.agency_id), self.chances.random.random()
        if drawn >= who.silent + who.misdirected or life.answers:
            self.answer_later(life, at)
        elif drawn >= who.silent:
            self._in_office(at, timedelta(hours=2), life, partial(self._misdirected, life))
        if self.chances.happens(_TAKEN):
            self._in_office(at, timedelta(minutes=40), life, partial(self._taken, life))
        if self.chances.happens(_WITHDRAWN):
            self.agenda.plan(at + self.chances.pause(40), partial(self._withdrawn, life))

    def watch(self, life: LivingCase) -> None:
        """Have the clock look at the case when it has to."""
        due = life.case.next_check_at
        if due is not None and due != life.watched:
            life.watched = due
            self.agenda.plan(due, partial(self._clock, life, due))

    def answer_later(self, life: LivingCase, at: datetime) -> None:
        """The agency gets down to it."""
        if life.answers < _MOST_ANSWERS:
            who = self.chances.character(life.case.agency_id)
            worked = self.chances.office_time(who, life.case.province, at)
            self._in_office(at, worked, life, partial(self._answered, life))

    def judge_later(self, life: LivingCase, at: datetime) -> None:
        """The citizen reads the answer, and gives a verdict or says nothing."""
        life.answers += 1
        self.watch(life)
        waited = at - life.case.clock_from
        if verdict := self.chances.verdict(self.chances.character(life.case.agency_id), waited):
            self.agenda.plan(at + self.chances.pause(14), partial(self._judged, life, verdict))

    def _in_office(self, at: datetime, worked: timedelta, life: LivingCase, action: Action) -> None:
        self.agenda.plan(self._calendar.add(at, worked, life.case.province), action)

    def _clock(self, life: LivingCase, due: datetime, at: datetime) -> None:
        if life.case.next_check_at == due:
            life.fire(at)
        self.watch(life)

    def _taken(self, life: LivingCase, at: datetime) -> None:
        if life.case.status in AT_THE_AGENCY - {Status.IN_PROGRESS}:
            life.by_agency(Move.TAKEN, at)
            self.watch(life)

    def _answered(self, life: LivingCase, at: datetime) -> None:
        if life.case.status in AT_THE_AGENCY:
            who = self.chances.character(life.case.agency_id)
            life.by_agency(Move.ANSWERED, at, words=self.chances.answer(who))
            self.judge_later(life, at)

    def _misdirected(self, life: LivingCase, at: datetime) -> None:
        if life.case.status in AT_THE_AGENCY:
            life.by_agency(Move.MISDIRECTED, at, reason=self.words.misdirected)
            self.watch(life)
            self._in_office(at, self.chances.pause(3), life, partial(self._referred, life))

    def _referred(self, life: LivingCase, at: datetime) -> None:
        if life.case.status == Status.MISDIRECTED:
            other, reason = self.chances.agency(besides=life.case.agency_id), self.words.referred
            life.move(
                MoveRequest(Move.REFERRED, self._operator, reason=reason, agency_id=other), at
            )
            self.arrived(life, at)

    def _withdrawn(self, life: LivingCase, at: datetime) -> None:
        if life.case.status in OPEN:
            reason = self.chances.one_of(self.words.withdrawn)
            life.move(MoveRequest(Move.WITHDRAWN, CITIZEN, reason=reason), at)
            self.watch(life)

    def _judged(self, life: LivingCase, verdict: Move, at: datetime) -> None:
        if life.case.status not in PROPOSED:
            return
        comment = self.chances.one_of(getattr(self.words.comments, _COMMENTS[verdict]))
        score = self.chances.score(verdict)
        life.move(MoveRequest(verdict, CITIZEN, words=comment, score=score), at)
        self.watch(life)
        if verdict is Move.DISPUTED:
            self.answer_later(life, at)
        elif self.chances.happens(self.chances.character(life.case.agency_id).reopened):
            self.agenda.plan(at + self.chances.pause(150), partial(self._reopened, life))

    def _reopened(self, life: LivingCase, at: datetime) -> None:
        if life.case.status in ENDED:
            reason = self.chances.one_of(self.words.reopened)
            life.move(MoveRequest(Move.REOPENED, CITIZEN, reason=reason), at)
            self.watch(life)
            self.answer_later(life, at)


_ENTERED = timedelta(minutes=35)
_LEAST = 4


class Incident:
    """One outage and those who reported it, by `Door`: moves of the leader reach its followers."""

    def __init__(
        self,
        session: Session,
        door: Door,
        living: CaseLives,
        what: PlannedOutage,
        catalogue: Catalogue,
    ) -> None:
        self._session, self._door, self._living, self._what = session, door, living, what
        self._catalogue = catalogue
        self._lives: list[LivingCase] = []
        self._row: OutageRow | None = None

    def plan(self, cases: int, until: datetime, operator: Actor) -> None:
        """Put it on the agenda; of a half year with so many `cases` until `until`."""
        begin, random = until - timedelta(days=self._what.ago), self._living.chances.random
        hours = self._what.hours or self._what.ago * 24
        plan = self._living.agenda.plan
        for n in range(_LEAST + round(self._what.share * cases)):
            # Most report it in the first hours.
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
        life = LivingCase(case, partial(self._move, case), partial(self._fire, case))
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
