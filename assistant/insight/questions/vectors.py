"""Sentence vectors of the rows: made of the masked words, and kept in half precision.

The vector is the one by which the search finds services (`understanding.reading.Reader.vector`). A
question about a known service often leaves its name out («هزینه‌اش چقدر است؟»), so the service's
title goes before the words.
"""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.insight.questions.models import OpenQuestion, Opinion
from assistant.language.repair import repair
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
