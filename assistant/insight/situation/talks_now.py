"""Waits, marks and settled talks for the situation page. Plain functions of a `Session`."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.transitions import VERDICTS
from assistant.conversation.models import Conversation, OwnerChange, Rating
from assistant.conversation.ownership import OwnerMove
from assistant.insight.method import GOOD_SCORE
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.insight.situation.views import (
    HOURS,
    Marks,
    Queue,
    Settled,
    Window,
    share_of,
)
from assistant.language.dates import TEHRAN
from assistant.replies.schemas import Owner

_DAY = timedelta(hours=24)
_WEEK = timedelta(hours=HOURS[Window.WEEK])
_ASKED_DAYS = {Window.DAY: 1, Window.WEEK: 7}
"""Days in Tehran, by which it is kept how often marks were asked for; of an hour it is unknown."""
BAD = 2
"""Up to this mark somebody is not content."""


def queue(session: Session, at: datetime) -> Queue:
    """Who waits for a human, and how long people waited in the last day."""
    waiting = select(func.count(), func.min(Conversation.queued_at))
    count, oldest = session.execute(waiting.where(Conversation.owner == Owner.QUEUE)).one()
    taken = select(OwnerChange.lasted_s).where(
        OwnerChange.move == OwnerMove.TAKE,
        OwnerChange.created_at > at - _DAY,
        OwnerChange.lasted_s.is_not(None),
    )
    lasted = [seconds for seconds in session.scalars(taken) if seconds is not None]
    return Queue(
        waiting=count,
        longest_s=round((at - oldest).total_seconds()) if oldest else None,
        median_s=round(median(lasted)) if lasted else None,
        taken=len(lasted),
    )


@dataclass(frozen=True)
class Talks:
    """Talks of the last week, as far as they are counted one by one.

    `totals` are all by window. `marked` has the last mark that counts of each talk that has one and
    when it was given, `handed` the talks that went to a human; both with the talk's last message.
    Marks of talks that were erased belong to none, and are left out. `asked` says by window in how
    many talks a mark was asked for, and given.
    """

    totals: dict[Window, int]
    marked: dict[str, tuple[int, datetime, datetime]]
    handed: dict[str, datetime]
    asked: dict[Window, tuple[int, int]]


def talks(session: Session, at: datetime) -> Talks:
    """What happened in talks within the last week."""
    last, since = Conversation.last_turn_at, at - _WEEK
    totals = session.execute(
        select(
            *(
                select(func.count()).where(last > at - timedelta(hours=hours)).scalar_subquery()
                for hours in HOURS.values()
            )
        )
    ).one()
    marks = (
        select(Rating.conversation_id, Rating.score, Rating.created_at, last)
        .join(Conversation, Conversation.id == Rating.conversation_id)
        .where(Rating.created_at > since, Rating.counts, Rating.conversation_id.is_not(None))
        .order_by(Rating.id)
    )
    handed = (
        select(OwnerChange.conversation_id, last)
        .join(Conversation, Conversation.id == OwnerChange.conversation_id)
        .where(OwnerChange.move == OwnerMove.ENQUEUE, OwnerChange.created_at > since)
    )
    return Talks(
        dict(zip(HOURS, totals, strict=True)),
        {
            id: (score, given, moment)
            for id, score, given, moment in session.execute(marks)
            if id is not None
        },
        dict(session.execute(handed).all()),
        {window: _asked(session, at, days) for window, days in _ASKED_DAYS.items()},
    )


def _asked(session: Session, at: datetime, days: int) -> tuple[int, int]:
    """In how many talks a mark was asked for, and given, on the last days, today among them."""
    first = at.astimezone(TEHRAN).date() - timedelta(days=days - 1)
    sums = (func.coalesce(func.sum(RatingPrompt.asked), 0), func.sum(RatingPrompt.answered))
    query = select(*sums).where(RatingPrompt.day >= first.isoformat())
    asked, answered = session.execute(query).one()
    # Some give a mark without being asked.
    return asked, min(asked, answered or 0)


def settled(found: Talks, at: datetime) -> list[Settled]:
    """How talks of the last hour, day and week went."""
    return [_settled(found, window, at - timedelta(hours=h)) for window, h in HOURS.items()]


def _settled(found: Talks, window: Window, since: datetime) -> Settled:
    handed = {id for id, last in found.handed.items() if last > since}
    bad = {id for id, (mark, _, last) in found.marked.items() if mark <= BAD and last > since}
    total = found.totals[window]
    alone = share_of(max(0, total - len(handed | bad)), total)
    return Settled(window=window, alone=alone, handed_over=len(handed), badly_rated=len(bad))


def talk_marks(found: Talks, at: datetime) -> list[Marks]:
    """Marks for talks with the assistant and with humans; the last one of a talk counts."""
    shown = []
    for window, hours in HOURS.items():
        since = at - timedelta(hours=hours)
        scores = [mark for mark, given, _ in found.marked.values() if given > since]
        shown.append(_marks(window, scores, found.asked.get(window)))
    return shown


def case_marks(session: Session, agency_id: str | None, at: datetime) -> list[Marks]:
    """Marks with the verdicts on answers of agencies; the last one of a case counts."""
    since = at - _WEEK
    answers = _events(agency_id, since, CaseEvent.type == Move.ANSWERED)
    reached = {row.case_id: row.created_at for row in session.execute(answers)}
    score = CaseEvent.data["score"].as_integer()
    verdicts = _events(agency_id, since, CaseEvent.type.in_(sorted(VERDICTS)), score.is_not(None))
    marked = {
        id: (mark, moment) for id, moment, mark in session.execute(verdicts.add_columns(score))
    }
    shown = []
    for window, hours in HOURS.items():
        since = at - timedelta(hours=hours)
        of = {id for id, moment in reached.items() if moment > since}
        scores = [mark for mark, moment in marked.values() if moment > since]
        shown.append(_marks(window, scores, (len(of), len(of & marked.keys()))))
    return shown


def _events(
    agency_id: str | None, since: datetime, *which: ColumnElement[bool]
) -> Select[int, datetime]:
    query = select(CaseEvent.case_id, CaseEvent.created_at).where(
        *which, CaseEvent.created_at > since
    )
    if agency_id:
        query = query.join(CaseEvent.case).where(Case.agency_id == agency_id)
    return query.order_by(CaseEvent.created_at, CaseEvent.id)


def _marks(window: Window, scores: list[int], asked: tuple[int, int] | None) -> Marks:
    counted = Counter(scores)
    return Marks(
        window=window,
        scores=[counted[mark] for mark in range(1, 6)],
        good=share_of(sum(n for mark, n in counted.items() if mark >= GOOD_SCORE), len(scores)),
        answered=share_of(asked[1], asked[0]) if asked else None,
    )
