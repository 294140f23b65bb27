"""What the board shows: themes with their counts, and the masked words of one. Within a `Session`.

Words and their number are shown only where at least `FEWEST_PEOPLE` people asked, among the rows
that the viewer may see. Nothing shows who asked, or in which conversation.

An editor can have the words of a theme asked again, and take them as lines for the catalogue.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.insight.questions.grouping import FEWEST_PEOPLE
from assistant.insight.questions.reasons import Kind, Reason
from assistant.insight.questions.themes import GOES_ON, OpenQuestion, Opinion, Theme, ThemeState

MOST_THEMES, MOST_WORDS = 200, 50
_LOOKED_AT = 500


@dataclass(frozen=True)
class WantedThemes:
    """Which themes are wanted; `agency_id` leaves out all that is of other agencies."""

    kind: Kind | None = None
    ended: bool = False
    owner_id: str | None = None
    agency_id: str | None = None


@dataclass
class ThemeCounts:
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
class ThemeWords:
    """Masked words of a theme, how often they came, and why they are on the board."""

    text: str
    times: int
    reason: Reason | None
    aspect: str | None
    service_id: str | None


def wanted_themes(session: Session, wanted: WantedThemes) -> list[tuple[Theme, ThemeCounts]]:
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
) -> dict[int, ThemeCounts]:
    """Counts for each theme's id, of the rows of one agency or of all."""
    counts: dict[int, ThemeCounts] = defaultdict(ThemeCounts)
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


def words_of(session: Session, theme: Theme, agency_id: str | None = None) -> list[ThemeWords]:
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


def _count(one: ThemeCounts, row: Any, ended_at: datetime | None) -> None:
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


def _words(text: str, rows: Sequence[Any]) -> ThemeWords:
    first = rows[0]
    reason = Reason(first.reason) if hasattr(first, "reason") else None
    return ThemeWords(text, len(rows), reason, getattr(first, "aspect", None), first.service_id)


Find = Callable[[str], Awaitable[Sequence[str]]]
"""Masked words in; the ids of services that a citizen would be shown out, none when it abstains."""
Knows = Callable[[str, str, str], Awaitable[bool]]
"""Service id, aspect and masked words in; whether something known answers them."""


@dataclass(frozen=True)
class Checked:
    """So many of the words that came were asked again, and so many are answered."""

    asked: int
    answered: int


async def check(
    words: Sequence[ThemeWords], service_id: str | None, find: Find, knows: Knows
) -> Checked:
    """Ask each of `words` as often as it came.

    A question without a service counts as answered when `service_id` is among the services shown,
    or any service if none is named. Where a fact was missing, a fact must be there now.
    """
    answered = 0
    for one in words:
        answered += one.times * await _is_answered(one, service_id, find, knows)
    return Checked(sum(one.times for one in words), answered)


async def _is_answered(one: ThemeWords, service_id: str | None, find: Find, knows: Knows) -> bool:
    if one.reason is Reason.NO_FACT and one.service_id:
        return await knows(one.service_id, one.aspect or "what", one.text)
    shown = await find(one.text)
    return service_id in shown if service_id else bool(shown)


MOST = 5
_LONGEST = 120
_MASKED = re.compile(r"[\[\]{}<>@]|\d{5,}|[۰-۹]{5,}")
"""What was masked, or looks like a number or an address, does not go into a public file."""
_NOTE = (
    "# از نوشته‌های شهروندان؛ پیش از افزودن بخوانید و اگر از کسی می‌گوید، به زبان خودتان بنویسید.",
    "# پس از افزودن: python -m pytest tests/knowledge/test_catalogue_questions.py",
)


def lines_for_tests(words: Sequence[ThemeWords], place: str = "") -> str:
    """YAML with the most typical words that are fit to be public; `place` says where it goes."""
    fit = [one.text.strip() for one in words if is_fit(one.text)][:MOST]
    head = [*_NOTE, *([f"# {place}"] if place else [])]
    body = yaml.safe_dump({"questions": fit}, allow_unicode=True, width=1000, sort_keys=False)
    return "\n".join([*head, body])


def is_fit(text: str) -> bool:
    """Whether a text is short, one line, of several words, and has nothing masked in it."""
    is_short = len(text) <= _LONGEST and "\n" not in text.strip()
    return is_short and len(text.split()) > 1 and not _MASKED.search(text)
