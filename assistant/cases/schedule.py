"""When the clock has to look at a case again, and what it then has to do."""

from datetime import datetime

from assistant.cases.deadlines import CaseFacts, Deadlines, LevelStart, deadlines, later
from assistant.cases.models import Case
from assistant.cases.moves import JUDGED, Move
from assistant.cases.terms import WAITING, Kind, Status
from knowledge.calendar.deadline_schema import Level, Term
from knowledge.calendar.load import OfficeTimes


class Schedule:
    """The clock's view of cases, by the office times that are known now."""

    def __init__(self, times: OfficeTimes) -> None:
        self._times = times
        self._ladder = [level.id for level in times.deadlines.ladder]

    @property
    def first_level(self) -> str:
        """Where every case begins."""
        return self._ladder[0]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The ladder, from the first level up."""
        return tuple(self._times.deadlines.ladder)

    def level(self, id_: str) -> tuple[Level, int]:
        """A level of the ladder and its number from 1; one that is gone is taken as the first."""
        place = self._place(id_)
        return self._times.deadlines.ladder[place], place + 1

    def level_above(self, id_: str) -> str | None:
        """The next level, or None at the top; a level that is gone is taken as the first."""
        place = self._place(id_) + 1
        return self._ladder[place] if place < len(self._ladder) else None

    def start(self, case: Case, moment: datetime) -> None:
        """Let the deadlines of `case` run from `moment`."""
        case.clock_from = moment
        self.put_deadlines(case)

    def put_deadlines(self, case: Case) -> bool:
        """Write the deadlines that hold now into `case`; whether they moved."""
        found = self.deadlines(case)
        new = (found.first_answer, found.latest_answer)
        has_moved = new != (case.first_answer_due_at, case.due_at)
        case.first_answer_due_at, case.due_at = new
        return has_moved

    def deadlines(self, case: Case) -> Deadlines:
        """The deadlines of `case` from when its clock began."""
        facts = CaseFacts(case.clock_from, case.indicator, case.agency_id or "", case.province)
        return deadlines(self._times.deadlines, self._times.calendar, facts)

    def next_check(self, case: Case) -> datetime | None:
        """When the clock has something to do with `case`; None: never, as things stand."""
        due = self.next_move(case)
        return due[1] if due else None

    def next_move(self, case: Case) -> tuple[Move, datetime] | None:
        """What the clock will do with `case`, and when, as things stand."""
        status = Status(case.status)
        if status is Status.REGISTERED and case.agency_id:
            return Move.REFERRED, case.created_at
        if status in WAITING and case.kind == Kind.PRAISE:
            return (Move.DELIVERED, case.due_at) if case.agency_id else None
        if status in WAITING:
            above = self._next_level(case)
            return (Move.ESCALATED, above.begins_at) if above else None
        return self._after_answer(case, status)

    def _after_answer(self, case: Case, status: Status) -> tuple[Move, datetime] | None:
        terms = self._times.deadlines.verdict
        if status is Status.ANSWERED and case.reminded_at:
            return Move.CLOSED_UNCONFIRMED, self._after(case.reminded_at, terms.closing, case)
        if status is Status.ANSWERED and case.answered_at:
            return Move.REMINDED, self._after(case.answered_at, terms.reminder, case)
        if status in JUDGED and case.judged_at:
            return Move.CLOSED, self._after(case.judged_at, terms.settling, case)
        return None

    def _next_level(self, case: Case) -> LevelStart | None:
        above = self.level_above(case.level)
        return next((start for start in self.deadlines(case).levels if start.id == above), None)

    def _after(self, start: datetime, term: Term, case: Case) -> datetime:
        rules, calendar = self._times.deadlines, self._times.calendar
        return later(calendar, start, term, case.province, rules.office_day_hours)

    def _place(self, id_: str) -> int:
        return self._ladder.index(id_) if id_ in self._ladder else 0
