"""One device that rates without end, and offices that are only busy, against a fair agency."""

import asyncio
import random
import tempfile
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Turn
from assistant.insight.ratings.counts import RatingCounts, rating_counts
from assistant.insight.ratings.marks import Mark, Rater, keep
from assistant.insight.ratings.terms import flag_of
from assistant.language.dates import jalali_month
from assistant.storage.database import Database
from assistant.storage.digests import Digests
from assistant.storage.migrate import migrate
from bench.rows import Row, exactly

PART = "ratings"
FAIR, BUSY_HOURS, AN_HOUR = 200, 1_000, 60
MOST_FALSE = 0.05
BEGIN = datetime(2026, 5, 3, 4, tzinfo=UTC)
SPANS_H = (0.05, 1.0, 8.0)
"""A thousand marks within three minutes, an hour, a working day."""
_CARD = {"replies": [{"kind": "service", "service": {"id": "s", "agency": {"id": "abfa"}}}]}
_DIGESTS = Digests(b"a key of the bench")


def run(*, is_quick: bool = False) -> list[Row]:
    """What a thousand marks of one device move, and how often a busy hour is taken for them."""
    marks = 200 if is_quick else 1_000
    dice = random.Random(128)
    rows = [row for span in SPANS_H for row in asyncio.run(_attack(dice, marks, span))]
    hours = [_arrivals(dice) for _ in range(BUSY_HOURS)]
    false = sum(flag_of(times) is not None for times in hours) / len(hours)
    what = f"of {BUSY_HOURS:,} busy hours of {AN_HOUR} people behind one address are flagged"
    target = f"≤ {MOST_FALSE}"
    return [*rows, Row(PART, "", what, f"{false:.3f}", target, false <= MOST_FALSE)]


async def _attack(dice: random.Random, marks: int, hours: float) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/ratings.sqlite3")
        await migrate(database)
        before = await database.run(lambda session: _fair(session, dice))
        after = await database.run(lambda session: _vote(session, marks, hours))
        await database.close()
    named = f"{marks:,} marks of one device within {hours:g} h"
    moved = after.satisfied - before.satisfied
    return [
        exactly(PART, "sqlite", f"{named}: people more", after.people - before.people, 1),
        exactly(PART, "sqlite", f"{named}: satisfied people more", moved, 0),
        exactly(PART, "sqlite", f"{named}: flagged and left out", after.flagged, marks - 1),
    ]


def _fair(session: Session, dice: random.Random) -> RatingCounts:
    for number in range(FAIR):
        score = dice.choice((1, 3, 4, 4, 5))
        _rate(session, score, f"198.51.{number // 250}.{number % 250}", BEGIN)
    return _counts(session)


def _vote(session: Session, marks: int, hours: float) -> RatingCounts:
    for number in range(marks):
        at = BEGIN + timedelta(hours=hours * number / marks)
        _rate(session, 1, "203.0.113.66", at)
        if number % 100 == 0:
            session.expunge_all()
    return _counts(session)


def _rate(session: Session, score: int, address: str, at: datetime) -> None:
    """Each in its own conversation."""
    talk = Conversation(id=uuid4().hex, token_hash="")
    turn = Turn(
        id=uuid4().hex,
        conversation_id=talk.id,
        request_hash="",
        text="",
        answer=_CARD,
        created_at=at,
    )
    session.add_all([talk, turn])
    session.flush()
    keep(session, _DIGESTS, talk.id, Mark(score), Rater("web", address=address), now=at)


def _counts(session: Session) -> RatingCounts:
    return rating_counts(session, "abfa", None, jalali_month(BEGIN))


def _arrivals(dice: random.Random) -> list[datetime]:
    """People who come one by one (a Poisson process) for an hour."""
    times, at = list[datetime](), 0.0
    while (at := at + dice.expovariate(AN_HOUR)) < 1:
        times.append(BEGIN + timedelta(hours=at))
    return times
