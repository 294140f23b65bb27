"""What the board shows: themes with their counts, and the masked words of one. Within a `Session`.

Words are shown only where at least `FEWEST_PEOPLE` people asked, among the rows that the viewer may
see; how many there are is told only then, too. Nothing tells who asked, or in which conversation.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.insight.questions.grouping import FEWEST_PEOPLE
from assistant.insight.questions.models import OpenQuestion, Opinion, Theme
from assistant.insight.questions.reasons import Kind, Reason
from assistant.insight.questions.states import GOES_ON, ThemeState

MOST_THEMES, MOST_WORDS = 200, 50
_LOOKED_AT = 500


@dataclass(frozen=True)
class Wanted:
    """Which themes are wanted; `agency_id` leaves out all that is of other agencies."""

    kind: Kind | None = None
    ended: bool = False
    owner_id: str | None = None
    agency_id: str | None = None


@dataclass
class Counted:
    """A theme's rows: how many, from how many people, why, of which agencies, and since when."""

    rows: int = 0
    people: int = 0
    latest: datetime | None = None
    since_end: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    typical: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether so many people asked that it is nobody's own."""
        return self.people >= FEWEST_PEOPLE


@dataclass(frozen=True)
class Words:
    """Masked words of a theme, how often they came, and why they are on the board."""

    text: str
    times: int
    reason: Reason | None
    aspect: str | None
    service_id: str | None


def themes(session: Session, wanted: Wanted) -> list[tuple[Theme, Counted]]:
    """The wanted themes that have rows or that somebody keeps, those of most people first."""
    states = set(ThemeState) - set(GOES_ON) if wanted.ended else set(GOES_ON)
    query = select(Theme).where(Theme.state.in_(states))
    if wanted.kind is not None:
        query = query.where(Theme.kind == wanted.kind)
    if wanted.owner_id is not None:
        query = query.where(Theme.owner_id == wanted.owner_id)
    found = list(session.scalars(query))
    counts = counted(session, found, wanted.agency_id)
    if wanted.agency_id is not None:
        found = [theme for theme in found if counts[theme.id].is_shown]
    found.sort(key=lambda theme: (-counts[theme.id].people, -counts[theme.id].rows, theme.id))
    return [(theme, counts[theme.id]) for theme in found[:MOST_THEMES]]


def counted(
    session: Session, of: Sequence[Theme], agency_id: str | None = None
) -> dict[int, Counted]:
    """Counts for each theme's id, of the rows of one agency or of all."""
    counts: dict[int, Counted] = defaultdict(Counted)
    ended = {theme.id: theme.ended_at for theme in of}
    for model, text in _SOURCES:
        rows = _rows(model, [theme.id for theme in of], agency_id)
        people: dict[int, set[str]] = defaultdict(set)
        for row in session.execute(rows):
            _count(counts[row.theme_id], row, ended[row.theme_id])
            people[row.theme_id].add(row.asked_by)
        for id_, known in people.items():
            counts[id_].people = len(known)
            if counts[id_].is_shown:
                counts[id_].typical = session.scalar(_nearest(model, text, id_, agency_id).limit(1))
    return {theme.id: counts[theme.id] for theme in of}


def words_of(session: Session, theme: Theme, agency_id: str | None = None) -> list[Words]:
    """The masked words of a theme, the most typical first, equal ones once; none if few asked."""
    if not counted(session, [theme], agency_id)[theme.id].is_shown:
        return []
    found: dict[str, list[Any]] = defaultdict(list)
    for model, text in _SOURCES:
        query = _nearest(model, text, theme.id, agency_id).add_columns(*_about(model))
        for row in session.execute(query.limit(_LOOKED_AT)):
            found[row[0]].append(row)
    each = [_words(text, rows) for text, rows in found.items()]
    return each[:MOST_WORDS]


def alone(session: Session) -> int:
    """Rows of questions and opinions that are in no theme."""
    return sum(
        session.scalar(select(func.count()).where(model.theme_id.is_(None))) or 0
        for model, _ in _SOURCES
    )


_Model = type[OpenQuestion] | type[Opinion]
_SOURCES: tuple[tuple[_Model, ColumnElement[str]], ...] = (
    (OpenQuestion, Turn.text.expression),
    (Opinion, Case.description.expression),
)


def _rows(model: _Model, ids: Sequence[int], agency_id: str | None) -> Select[Any]:
    columns: list[Any] = [model.theme_id, model.asked_by, model.created_at, model.agency_id]
    if model is OpenQuestion:
        columns.append(OpenQuestion.reason)
    query: Select[Any] = select(*columns).where(model.theme_id.in_(ids))
    return query if agency_id is None else query.where(model.agency_id == agency_id)


def _count(one: Counted, row: Any, ended_at: datetime | None) -> None:
    one.rows += 1
    one.latest = max(one.latest or row.created_at, row.created_at)
    one.since_end += ended_at is not None and row.created_at > ended_at
    if row.agency_id:
        one.agencies[row.agency_id] += 1
    if hasattr(row, "reason"):
        one.reasons[Reason(row.reason)] += 1


def _nearest(
    model: _Model, text: ColumnElement[str], theme_id: int, agency_id: str | None
) -> Select[Any]:
    query = select(text).select_from(model).join(Turn if model is OpenQuestion else Case)
    query = query.where(model.theme_id == theme_id).order_by(model.nearness.desc(), text)
    return query if agency_id is None else query.where(model.agency_id == agency_id)


def _about(model: _Model) -> list[ColumnElement[Any]]:
    if model is OpenQuestion:
        return [
            OpenQuestion.reason.expression,
            OpenQuestion.aspect.expression,
            OpenQuestion.service_id.expression,
        ]
    return [Opinion.service_id.expression]


def _words(text: str, rows: Sequence[Any]) -> Words:
    first = rows[0]
    reason = Reason(first.reason) if hasattr(first, "reason") else None
    return Words(text, len(rows), reason, getattr(first, "aspect", None), first.service_id)
