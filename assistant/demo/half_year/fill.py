"""Fills an empty database with the made-up half year, within one transaction.

Each day's root draws a lot. Which cases are drawn follows from the roots, so it is another draw
each time, and has its own chances: whatever is drawn, the rest of the half year stays the same.
Whom nobody called before the half year ends waits in the part «تماس‌های قرعه». Figures are frozen as
the clock of an installation does it (`insight/periods/closing.py`); provisional and final ones are
as of one moment. No agency of a demo objects, so both are worked out once.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.ledger import seal_day
from assistant.cases.models import Case, LedgerRoot
from assistant.cases.signatures import Notary
from assistant.cases.terms import Actor, Status
from assistant.cases.transitions import Door
from assistant.demo.half_year.case_lives import CaseLives, Incident
from assistant.demo.half_year.case_writer import CaseWriter
from assistant.demo.half_year.chances import Chances
from assistant.demo.half_year.schemas import plan, words
from assistant.demo.half_year.talks import TALKS_PER_CASE, TalkWriter
from assistant.insight.facts.replay import rebuild
from assistant.insight.facts.writing import Histories
from assistant.insight.periods.callbacks import BETWEEN_TRIES, Outcome, draw, note_call
from assistant.insight.periods.closing import Closing
from assistant.insight.periods.reporting_period import OBJECTION, ReportingPeriod, State
from assistant.insight.periods.statement import Statements, export
from knowledge.calendar.load import OfficeTimes
from knowledge.calendar.work import WorkCalendar
from knowledge.catalogue import Catalogue

_SAID = {
    Status.CONFIRMED: Outcome.SOLVED,
    Status.PARTLY: Outcome.PARTLY,
    Status.DISPUTED: Outcome.UNSOLVED,
}
_SAYINGS = (Outcome.SOLVED, Outcome.PARTLY, Outcome.UNSOLVED)
_FIRST_H, _LAST_H = 2.0, 14.0
"""Office hours after the draw within which a call comes: two days of seven."""


class Lot:
    """Draws each day, and has an operator call; outcomes are kept as the desk keeps them."""

    def __init__(
        self,
        session: Session,
        living: CaseLives,
        calendar: WorkCalendar,
        operator: Actor,
        seed: int,
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


def close_periods(
    session: Session, statements: Statements, begin: datetime, until: datetime
) -> int:
    """Close what was ripe between `begin` and `until`; how many periods there are."""
    periods = list(_ripe(begin, until))
    looks = [(one.ripe_at, State.PROVISIONAL, one) for one in periods]
    looks += [(one.ripe_at + OBJECTION, State.FINAL, one) for one in periods]
    figures: dict[ReportingPeriod, dict[str, object]] = {}
    for at, state, period in sorted(looks, key=lambda look: look[0]):
        if at > until:
            break
        if period not in figures:
            figures[period] = statements.figures(session, period, state, frozenset())
        told = figures[period] | {"state": str(state)}
        Closing(period, state, frozenset(), export(told, statements.notary)).keep(session, at)
    return len(periods)


def _ripe(begin: datetime, until: datetime) -> Iterator[ReportingPeriod]:
    """Months and seasons that have a case and were ripe before `until`."""
    current = ReportingPeriod.month_of(until)
    for period in (current, current.season):
        while period.ends > begin:
            if period.ripe_at <= until:
                yield period
            period = period.previous  # noqa: PLW2901 - a walk back in time


SPAN = timedelta(days=186)
_SEALED_AT = time(20, 30, tzinfo=UTC)
"""Midnight in Tehran, as in `background/daily.py`."""


@dataclass(frozen=True)
class DemoMeans:
    """The tools that make the half year; `door` has no observers: facts are written once."""

    door: Door
    times: OfficeTimes
    catalogue: Catalogue
    notary: Notary

    @property
    def histories(self) -> Histories:
        """Works out tenures from the ledger."""
        return Histories(self.door.sealer.digests, self.times)


@dataclass(frozen=True)
class HalfYearSize:
    """How many cases to make; the same seed makes the same cases, with other codes and pins."""

    cases: int
    seed: int = 1405


def fill(
    session: Session, means: DemoMeans, wanted: HalfYearSize, until: datetime, operator: Actor
) -> None:
    """Let half a year happen until `until`, with a sealed root for each day of it.

    `operator` is who refers cases, enters outages and calls whom the lot draws.
    """
    begin = until - SPAN
    chances = Chances(wanted.seed, plan(), words(), means.catalogue, begin)
    pen = CaseWriter(means.door, means.times)
    living = CaseLives(chances, words(), pen, means.times.calendar, operator)
    for at in chances.moments(wanted.cases, until):
        living.agenda.plan(at, living.file)
    for what in plan().outages:
        incident = Incident(session, means.door, living, what, means.catalogue)
        incident.plan(wanted.cases, until, operator)
    talks = TalkWriter(means.door.sealer.digests, chances)
    for at in chances.moments(round(wanted.cases * TALKS_PER_CASE), until):
        living.agenda.plan(at, talks.talk)
    lot = Lot(session, living, means.times.calendar, operator, wanted.seed)
    moment = datetime.combine(begin.date(), _SEALED_AT)
    while moment < until:
        _live(session, living, (pen, talks), moment)
        if root := seal_day(session, means.notary, moment):
            lot.draw(root, moment)
        moment += timedelta(days=1)
    _live(session, living, (pen, talks), until)
    talks.write_prompts(session)


def count_figures(session: Session, means: DemoMeans) -> int:
    """Write the facts of all cases, and count all cells, once; how many cells there are."""
    return rebuild(lambda: nullcontext(session), means.histories)


def freeze_figures(session: Session, means: DemoMeans, until: datetime) -> int:
    """Close the periods that were ripe before `until`, by facts that are there; how many."""
    statements = Statements(means.histories, means.catalogue, means.times, means.notary)
    return close_periods(session, statements, until - SPAN, until)


def _live(
    session: Session, living: CaseLives, pens: tuple[CaseWriter, TalkWriter], until: datetime
) -> None:
    for at, action in living.agenda.until(until):
        action(at)
    for pen in pens:
        pen.write(session)
    session.flush()
