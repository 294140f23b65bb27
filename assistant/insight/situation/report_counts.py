"""Counts behind an agency's report: the trend, what cases are about, and which were late.

Plain functions of a `Session`; each reads an index.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.cases.models import Case
from assistant.cases.terms import Kind
from assistant.insight.facts.counting import ALL_LEVELS
from assistant.insight.facts.models import CaseFact, ScoreSum
from assistant.insight.facts.sums import AGENCY
from assistant.insight.method import MIN_PEOPLE
from assistant.insight.scoreboard.query import month_title, months_back
from assistant.insight.statistics.intervals import Interval, rate

TREND_MONTHS = 12
MOST_TOPICS = 10
MOST_BREACHES = 40


@dataclass(frozen=True)
class Point:
    """A month of the trend: shares of those who judged, and of all; None where they are too few."""

    month: str
    title_fa: str
    people: int
    judged: int
    solved: Interval | None
    breaches: Interval | None


@dataclass(frozen=True)
class Topic:
    """What cases are about, and how many people told of it."""

    title_fa: str
    people: int


@dataclass(frozen=True)
class Breach:
    """A case whose answer was late; `answered_at` is None while there is none."""

    tracking_code: str
    level: str
    at: datetime | None
    answered_at: datetime | None


def trend(session: Session, agency_id: str, month: str) -> list[Point]:
    """The year that ends with `month` (Jalali `YYYY-MM`), the oldest month first."""
    columns = (ScoreSum.people, ScoreSum.judged, ScoreSum.solved_first, ScoreSum.breaches)
    months = [months_back(month, back) for back in range(TREND_MONTHS - 1, -1, -1)]
    query = select(ScoreSum.month, *columns).where(
        ScoreSum.by == AGENCY,
        ScoreSum.key == agency_id,
        ScoreSum.level == ALL_LEVELS,
        ScoreSum.month.between(months[0], month),
    )
    found = {name: counts for name, *counts in session.execute(query)}
    return [_point(name, *found.get(name, (0, 0, 0.0, 0.0))) for name in months]


def _point(month: str, people: int, judged: int, solved: float, breaches: float) -> Point:
    title = month_title(month)
    shares = _share(solved, judged), _share(breaches, people)
    return Point(month, title, people, judged, *shares)


def _share(part: float, of: float) -> Interval | None:
    # Sums of broken weights may lie a hair above what they are parts of.
    return rate(min(part, of), of) if of >= MIN_PEOPLE else None


def indicators(
    session: Session, agency_id: str, month: str, names: Mapping[str, str]
) -> list[Topic]:
    """The indicators that most people told of, with their names."""
    return _topics(session, CaseFact.indicator, agency_id, month, names)


def services(session: Session, agency_id: str, month: str, names: Mapping[str, str]) -> list[Topic]:
    """The services that most people told of, with their names."""
    return _topics(session, CaseFact.service_id, agency_id, month, names)


def _topics(
    session: Session,
    column: InstrumentedAttribute[str | None],
    agency_id: str,
    month: str,
    names: Mapping[str, str],
) -> list[Topic]:
    """Who follows another's case counts, and who told twice does not."""
    count = func.count(func.distinct(CaseFact.case_id))
    query = (
        select(column, count)
        .where(
            *_of(agency_id, month),
            CaseFact.counts,
            CaseFact.kind != Kind.PRAISE,
            column.is_not(None),
        )
        .group_by(column)
        .order_by(count.desc(), column)
    )
    rows: list[Any] = list(session.execute(query.limit(MOST_TOPICS)))
    return [Topic(names.get(id_, id_), people) for id_, people in rows]


def breaches(session: Session, agency_id: str, month: str) -> tuple[list[Breach], int]:
    """The last ones that were late, and how many there are in all; a case counts once a level."""
    late = (*_of(agency_id, month), CaseFact.is_breach)
    query = (
        select(Case.tracking_code, CaseFact.level, CaseFact.breached_at, CaseFact.answered_at)
        .join(Case, Case.id == CaseFact.case_id)
        .where(*late)
        .order_by(CaseFact.breached_at.desc(), CaseFact.case_id, CaseFact.number)
    )
    found = [Breach(*row) for row in session.execute(query.limit(MOST_BREACHES))]
    return found, session.scalar(select(func.count()).where(*late)) or 0


def _of(agency_id: str, month: str) -> tuple[ColumnElement[bool], ...]:
    return CaseFact.agency_id == agency_id, CaseFact.month == month
