"""Until when an agency must have answered, and when a case goes up the ladder.

The terms are data (knowledge/calendar/deadlines.yml). The result depends on the closures that the
calendar knows: compute it anew when one was added, and open deadlines move.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from knowledge.calendar.deadline_schema import Counted, DeadlinesFile, Override, Term
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
    """A level of the ladder and the moment from which an unanswered case is there."""

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
    # A first answer in working hours can come after a latest one that is counted by the clock.
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
        """The most exact override that speaks of this answer, or the general term."""
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
