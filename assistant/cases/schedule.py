"""When an agency must have answered, when a case goes up a level, when the clock looks again.

The terms are data (knowledge/calendar/deadlines.yml). The result depends on the closures that the
calendar knows: compute it again when one was added, and open deadlines move.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from assistant.cases.models import Case
from assistant.cases.moves import JUDGED, Move
from assistant.cases.terms import WAITING, Kind, Status
from knowledge.calendar.load import OfficeTimes
from knowledge.calendar.schema import Counted, DeadlinesFile, Level, Override, Term
from knowledge.calendar.work import WorkCalendar

Answer = Literal["first_answer", "latest_answer"]


@dataclass(frozen=True)
class CaseFacts:
    """What the deadlines of a case depend on; `province` is its name, `created_at` is aware."""

    created_at: datetime
    indicator: str | None
    agency_id: str
    province: str | None


@dataclass(frozen=True)
class LevelStart:
    """A level of the ladder, and the moment at which an unanswered case reaches it."""

    id: str
    title: str
    begins_at: datetime


@dataclass(frozen=True)
class Deadlines:
    """All times of a case, in UTC; `latest_answer` is never before `first_answer`.

    `levels` are in the order of the ladder, and none begins before the one below it.
    """

    first_answer: datetime
    latest_answer: datetime
    levels: tuple[LevelStart, ...]


def deadlines(rules: DeadlinesFile, calendar: WorkCalendar, case: CaseFacts) -> Deadlines:
    """The deadlines of a case; raises ValueError for a naive `created_at`."""
    clock = _Clock(rules, calendar, case)
    first = clock.after(case.created_at, clock.term("first_answer"))
    # A first answer due in working hours can fall after a latest one that runs by the clock.
    latest = max(first, clock.after(case.created_at, clock.term("latest_answer")))
    moments = {
        "registered": case.created_at.astimezone(UTC),
        "first_answer": first,
        "latest_answer": latest,
    }
    return Deadlines(first, latest, tuple(_levels(clock, moments)))


def later(
    calendar: WorkCalendar,
    start: datetime,
    term: Term,
    province: str | None,
    office_day_hours: float,
) -> datetime:
    """When `term` has passed since `start`, in UTC."""
    if term.counted is Counted.CLOCK:
        return start.astimezone(UTC) + timedelta(hours=term.hours)
    hours = term.hours
    if term.counted is Counted.OFFICE_DAYS:
        hours = term.hours / 24 * office_day_hours
    return calendar.add(start, timedelta(hours=hours), province)


class _Clock:
    """Counts terms for one case."""

    def __init__(self, rules: DeadlinesFile, calendar: WorkCalendar, case: CaseFacts) -> None:
        self.rules = rules
        self._calendar = calendar
        self._case = case

    def term(self, answer: Answer) -> Term:
        """The most specific override for this answer, or the general term."""
        case = self._case
        keys = ((case.indicator, case.agency_id), (None, case.agency_id), (case.indicator, None))
        overrides: dict[tuple[str | None, str | None], Override]
        overrides = {override.key: override for override in self.rules.overrides}
        for key in keys:
            found = getattr(overrides.get(key), answer, None)
            if isinstance(found, Term):
                return found
        general: Term = getattr(self.rules, answer)
        return general

    def after(self, start: datetime, term: Term) -> datetime:
        """When `term` has passed since `start`."""
        return later(self._calendar, start, term, self._case.province, self.rules.office_day_hours)


def _levels(clock: _Clock, moments: dict[str, datetime]) -> Iterator[LevelStart]:
    earliest = moments["registered"]
    for level in clock.rules.ladder:
        begins = moments[level.begins]
        if level.after:
            begins = clock.after(begins, level.after)
        earliest = max(earliest, begins)
        yield LevelStart(level.id, level.title, earliest)


class Schedule:
    """The clock's view of cases, by the current office times."""

    def __init__(self, times: OfficeTimes) -> None:
        self._times = times
        self._ladder = [level.id for level in times.deadlines.ladder]

    @property
    def first_level(self) -> str:
        """The level where every case begins."""
        return self._ladder[0]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The ladder, from the first level up."""
        return tuple(self._times.deadlines.ladder)

    def level(self, id_: str) -> tuple[Level, int]:
        """A level of the ladder and its number from 1; a removed level counts as the first."""
        place = self._place(id_)
        return self._times.deadlines.ladder[place], place + 1

    def level_above(self, id_: str) -> str | None:
        """The next level, or None at the top; a level that was removed counts as the first."""
        place = self._place(id_) + 1
        return self._ladder[place] if place < len(self._ladder) else None

    def start(self, case: Case, moment: datetime) -> None:
        """Let the deadlines of `case` run from `moment`."""
        case.clock_from = moment
        self.put_deadlines(case)

    def put_deadlines(self, case: Case) -> bool:
        """Write the current deadlines into `case`; returns whether they moved."""
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
        """When the clock has something to do with `case`; None if never, as the case is now."""
        due = self.next_move(case)
        return due[1] if due else None

    def next_move(self, case: Case) -> tuple[Move, datetime] | None:
        """The next move of the clock with `case`, and when, as the case is now."""
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
