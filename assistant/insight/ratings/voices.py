"""What citizens suggest, criticise and praise, and what they write beside a mark: masked words.

For themes, which are found and named elsewhere. No row leads to a person. Within a `Session`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import Kind, Status
from assistant.conversation.models import Rating

VOICED = (Kind.SUGGESTION, Kind.CRITICISM, Kind.PRAISE)
"""What is filed as a case and complains of nothing."""


@dataclass(frozen=True)
class VoicePeriod:
    """From `begins_at` on and before `ends_at`, both aware; raises `ValueError` if reversed."""

    begins_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.begins_at > self.ends_at:
            raise ValueError("the period ends before it begins")


@dataclass(frozen=True)
class Voice:
    """Masked words of one citizen, and their subject; `score` where they also gave a mark."""

    words: str
    kind: Kind | None
    agency_id: str | None
    service_id: str | None
    province: str | None
    at: datetime
    score: int | None = None


def suggestions_of(
    session: Session, period: VoicePeriod, *, agency_id: str | None = None
) -> Iterator[Voice]:
    """Suggestions, criticism and praise that were filed in `period`, the oldest first.

    Of one agency, or of all. What follows another case or repeats one is there once; what was
    erased or taken back is not.
    """
    query = select(Case).where(
        Case.kind.in_(VOICED),
        Case.created_at >= period.begins_at,
        Case.created_at < period.ends_at,
        Case.description != "",
        Case.erased_at.is_(None),
        Case.status != Status.WITHDRAWN,
        Case.is_repeat.is_(False),
    )
    if agency_id is not None:
        query = query.where(Case.agency_id == agency_id)
    for case in session.scalars(query.order_by(Case.created_at, Case.id)):
        of = (case.agency_id, case.service_id, case.province, case.created_at)
        yield Voice(case.description, Kind(case.kind), *of)


def comments_of(
    session: Session, period: VoicePeriod, *, agency_id: str | None = None, most: int = 5
) -> Iterator[Voice]:
    """Words beside marks of at most `most`, the oldest first; flagged addresses are left out."""
    query = select(Rating).where(
        Rating.comment.is_not(None),
        Rating.score <= most,
        Rating.counts,
        Rating.created_at >= period.begins_at,
        Rating.created_at < period.ends_at,
    )
    if agency_id is not None:
        query = query.where(Rating.agency_id == agency_id)
    for rating in session.scalars(query.order_by(Rating.created_at, Rating.id)):
        of = (rating.agency_id, rating.service_id, rating.province, rating.created_at)
        yield Voice(rating.comment or "", None, *of, score=rating.score)
