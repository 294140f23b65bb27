"""Fills an empty database with the made-up half year, within one transaction."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from assistant.cases.ledger import seal_day
from assistant.cases.signatures import Notary
from assistant.cases.terms import Actor
from assistant.cases.transitions import Door
from assistant.demo.half_year.calls import Lot
from assistant.demo.half_year.chances import Chances
from assistant.demo.half_year.closing import close_periods
from assistant.demo.half_year.living import Living
from assistant.demo.half_year.outages import Incident
from assistant.demo.half_year.pen import Pen
from assistant.demo.half_year.schemas import plan, words
from assistant.demo.half_year.talks import TALKS_PER_CASE, TalkPen
from assistant.insight.facts.replay import rebuild
from assistant.insight.facts.writing import Histories
from assistant.insight.periods.statement import Statements
from knowledge.calendar.load import OfficeTimes
from knowledge.catalogue import Catalogue

SPAN = timedelta(days=186)
_SEALED_AT = time(20, 30, tzinfo=UTC)
"""Midnight in Tehran, as in `background/daily.py`."""


@dataclass(frozen=True)
class Means:
    """What the half year is made with; `door` has no observers, since facts are written once."""

    door: Door
    times: OfficeTimes
    catalogue: Catalogue
    notary: Notary

    @property
    def histories(self) -> Histories:
        """Tells tenures by the ledger."""
        return Histories(self.door.sealer.digests, self.times)


@dataclass(frozen=True)
class Wanted:
    """How many cases there are to be; the same seed tells the same, with other codes and pins."""

    cases: int
    seed: int = 1405


def fill(session: Session, means: Means, wanted: Wanted, until: datetime, operator: Actor) -> None:
    """Let half a year happen until `until`, with a sealed root for each day of it.

    `operator` is who refers cases, enters outages and calls whom the lot draws.
    """
    begin = until - SPAN
    chances = Chances(wanted.seed, plan(), words(), means.catalogue, begin)
    pen = Pen(means.door, means.times)
    living = Living(chances, words(), pen, means.times.calendar, operator)
    for at in chances.moments(wanted.cases, until):
        living.agenda.plan(at, living.file)
    for what in plan().outages:
        incident = Incident(session, means.door, living, what, means.catalogue)
        incident.plan(wanted.cases, until, operator)
    talks = TalkPen(means.door.sealer.digests, chances)
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


def count_figures(session: Session, means: Means) -> int:
    """Write the facts of all cases, and count all cells, once; how many cells there are."""
    return rebuild(lambda: nullcontext(session), means.histories)


def freeze_figures(session: Session, means: Means, until: datetime) -> int:
    """Close the periods that were ripe before `until`, by facts that are there; how many."""
    statements = Statements(means.histories, means.catalogue, means.times, means.notary)
    return close_periods(session, statements, until - SPAN, until)


def _live(session: Session, living: Living, pens: tuple[Pen, TalkPen], until: datetime) -> None:
    for at, action in living.agenda.until(until):
        action(at)
    for pen in pens:
        pen.write(session)
    session.flush()
