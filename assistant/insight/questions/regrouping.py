"""Brings the themes up to date: makes vectors of the rows, reads them, and stores a new grouping.

A vector is made of the masked words, is kept in half precision, and is the one by which the search
finds services (`understanding.reading.Reader.vector`). A question about a known service often
leaves its name out («هزینه‌اش چقدر است؟»), so the service's title goes before the words.

Ids of themes stay (`grouping.matched`). A theme that has no rows any more is removed if no human
has touched it. If somebody named, owns or ended it, it stays, and names the theme that has its rows
now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import numpy as np
from sqlalchemy import Column, ColumnElement, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.insight.questions.grouping import ALONE, Labels, centre_of, heir, matched
from assistant.insight.questions.reasons import Kind
from assistant.insight.questions.themes import OpenQuestion, Opinion, Theme, ThemeState
from assistant.language.repair import repair
from assistant.storage.database import Base
from assistant.storage.statements import locked
from knowledge.catalogue import Catalogue
from knowledge.search.encoder import Vectors

Row = OpenQuestion | Opinion
Told = tuple[Row, str]
"""A row and its masked words."""
Encode = Callable[[str], Vectors]
"""A repaired text in, its vector of length 1 out."""


def packed(vector: Vectors) -> bytes:
    """The bytes of a vector in half precision: cosines differ by less than .001."""
    return vector.astype("<f2").tobytes()


def unpacked(rows: Sequence[bytes]) -> Vectors:
    """Vectors of `packed` bytes as float32, shape (rows, dimension)."""
    return np.stack([np.frombuffer(row, "<f2") for row in rows]).astype(np.float32)


def without_vector(session: Session, encoder: str, limit: int) -> list[Told]:
    """At most `limit` rows, with their words, that have no vector of this encoder yet."""
    found: list[Told] = []
    for model, words in ((OpenQuestion, Turn.text), (Opinion, Case.description)):
        stale = or_(model.encoder.is_(None), model.encoder != encoder)
        query = select(model, words).join(Turn if model is OpenQuestion else Case).where(stale)
        rows = session.execute(query.order_by(model.created_at).limit(limit - len(found)))
        found += cast("list[Told]", [(row, text) for row, text in rows])
    return found


def texts_of(told: Sequence[Told], catalogue: Catalogue) -> list[str]:
    """What is encoded of rows: the repaired words, behind the service's title if it is known."""
    return [_text(row, words, catalogue) for row, words in told]


def encoded(texts: Sequence[str], encode: Encode) -> list[bytes]:
    """The packed vectors of texts; some five milliseconds of CPU each."""
    return [packed(encode(text)) for text in texts]


def _text(row: Row, words: str, catalogue: Catalogue) -> str:
    entry = catalogue.by_id.get(row.service_id or "")
    said = repair(words).text
    return f"{entry.service.title}: {said}" if entry else said


MOST = 10_000
"""So many of the newest rows of a kind are grouped: some eight seconds of one core."""


@dataclass(frozen=True)
class Placed:
    """The rows of one kind that are grouped: keys, vectors, who asked, and their themes so far."""

    kind: Kind
    keys: list[str | int]
    vectors: Vectors
    asked_by: list[str]
    themes: list[int | None]

    def __len__(self) -> int:
        return len(self.keys)


def rows_of(session: Session, kind: Kind, encoder: str) -> Placed:
    """The newest rows of a kind with a vector of this encoder, the oldest first."""
    model = _model(kind)
    columns = (_key(model), model.vector, model.asked_by, model.theme_id)
    query = select(*columns).where(model.encoder == encoder, *_of_kind(kind))
    found = session.execute(query.order_by(model.created_at.desc()).limit(MOST)).all()[::-1]
    columns_of = [list(column) for column in zip(*found, strict=True)] if found else _NONE
    keys, vectors, asked_by, themes = columns_of
    stacked = unpacked(vectors) if vectors else np.zeros((0, 1), np.float32)
    return Placed(kind, keys, stacked, asked_by, themes)


_NONE: list[list[Any]] = [[], [], [], []]


def store(session: Session, placed: Placed, labels: Labels, encoder: str, now: datetime) -> None:
    """Keep `labels` as the themes of their rows. Rows that went meanwhile are passed over."""
    ids = _themes_of(session, placed, labels, encoder, now)
    after = [ids.get(label) for label in labels.tolist()]
    _put(session, placed, after, _nearness(placed, labels))
    _tell_where_others_went(session, placed, after)
    _drop_empty(session, placed.kind)


def _put(
    session: Session,
    placed: Placed,
    after: Sequence[int | None],
    nearness: Sequence[float | None],
) -> None:
    """Write the theme of each row that has one, or had one."""
    key = _key(_model(placed.kind))
    statement = (
        update(key.table)
        .where(key == bindparam("of_row"))
        .values(theme_id=bindparam("of_theme"), nearness=bindparam("so_near"))
    )
    values = [
        {"of_row": row, "of_theme": theme, "so_near": near}
        for row, theme, near, before in zip(
            placed.keys, after, nearness, placed.themes, strict=True
        )
        if theme is not None or before is not None
    ]
    if values:
        session.connection().execute(statement, values)


_PLAIN = {"synchronize_session": False}


def _themes_of(
    session: Session, placed: Placed, labels: Labels, encoder: str, now: datetime
) -> dict[int, int]:
    """The theme's id of each group; new ones are made."""
    numbers = [int(one) for one in np.unique(labels) if one != ALONE]
    centres = [centre_of(placed.vectors[labels == number]) for number in numbers]
    themes = locked(session, select(Theme).where(Theme.kind == placed.kind))
    known = {theme.id: theme for theme in themes}
    same = matched(_centres_before(placed, known, encoder), centres)
    ids: dict[int, int] = {}
    for place, (number, centre) in enumerate(zip(numbers, centres, strict=True)):
        theme = known[same[place]] if place in same else Theme(kind=placed.kind)
        theme.centre, theme.encoder, theme.seen_at = packed(centre), encoder, now
        theme.merged_into = None
        if place not in same:
            theme.state, theme.created_at = ThemeState.OPEN, now
            session.add(theme)
        session.flush()
        ids[number] = theme.id
    return ids


def _centres_before(placed: Placed, known: dict[int, Theme], encoder: str) -> dict[int, Vectors]:
    """Of rows that are still there; else what was kept, if it is of the same encoder."""
    before = np.array([theme or 0 for theme in placed.themes])
    centres: dict[int, Vectors] = {}
    for id_, theme in known.items():
        mine = before == id_
        if mine.any():
            centres[id_] = centre_of(placed.vectors[mine])
        elif theme.encoder == encoder:
            centres[id_] = unpacked([theme.centre])[0]
    return centres


def _nearness(placed: Placed, labels: Labels) -> list[float | None]:
    found: list[float | None] = [None] * len(placed)
    for number in np.unique(labels[labels != ALONE]):
        rows = np.flatnonzero(labels == number)
        centre = centre_of(placed.vectors[rows])
        for row, cosine in zip(rows, placed.vectors[rows] @ centre, strict=True):
            found[row] = round(float(cosine), 4)
    return found


def _tell_where_others_went(session: Session, placed: Placed, after: Sequence[int | None]) -> None:
    lost = {theme for theme in placed.themes if theme} - {theme for theme in after if theme}
    for id_ in lost:
        went = [new for old, new in zip(placed.themes, after, strict=True) if old == id_]
        theme = session.get(Theme, id_)
        if theme is not None:
            theme.merged_into = heir(went)
    session.flush()


def _drop_empty(session: Session, kind: Kind) -> None:
    """Let untouched themes without rows go, and what points to them."""
    model = _model(kind)
    has_rows = select(model.theme_id).where(model.theme_id == Theme.id).exists()
    untouched = (
        Theme.kind == kind,
        Theme.state == ThemeState.OPEN,
        Theme.title.is_(None),
        ~has_rows,
    )
    gone = list(session.scalars(select(Theme.id).where(*untouched)))
    pointing = update(Theme).where(Theme.merged_into.in_(gone)).values(merged_into=None)
    session.execute(pointing, _PLAIN)
    session.execute(delete(Theme).where(Theme.id.in_(gone)), _PLAIN)


def _model(kind: Kind) -> type[OpenQuestion] | type[Opinion]:
    return OpenQuestion if kind is Kind.QUESTION else Opinion


def _key(model: type[OpenQuestion] | type[Opinion]) -> Column[Any]:
    (key,) = Base.metadata.tables[model.__tablename__].primary_key.columns
    return key


def _of_kind(kind: Kind) -> list[ColumnElement[bool]]:
    return [] if kind is Kind.QUESTION else [Opinion.kind == kind]
