"""Conversations of made-up citizens over either database, and marks for what was said in them."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from support.postgres import Postgres

from assistant.cases.models import Case
from assistant.conversation.models import Conversation, Rating, Turn
from assistant.insight.ratings.counts import RatingCounts, rating_counts
from assistant.insight.ratings.marks import Mark, Rater, keep
from assistant.insight.ratings.prompts import RatingAsk, RatingPrompt
from assistant.insight.signals.addresses import AddressDay
from assistant.language.dates import jalali_month
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer

NOON = datetime(2026, 5, 3, 8, 30, tzinfo=UTC)
"""Noon in Tehran, 13 Ordibehesht 1405."""
MONTH = jalali_month(NOON)
DIGESTS = Sealer(b"a key of the tests").digests


@dataclass
class Desk:
    """A session with what the tests do in it."""

    session: Session

    def talk(self, *answers: dict[str, Any]) -> str:
        """A conversation with these answers; its id."""
        id_ = uuid4().hex
        self.session.add(Conversation(id=id_, token_hash=uuid4().hex))
        for answer in answers:
            self.turn(id_, answer)
        self.session.flush()
        return id_

    def turn(self, conversation: str, answer: dict[str, Any], at: datetime = NOON) -> str:
        turn = Turn(
            id=uuid4().hex,
            conversation_id=conversation,
            request_hash="",
            text="",
            answer=answer,
            created_at=at,
        )
        self.session.add(turn)
        self.session.flush()
        return turn.id

    def mark(
        self,
        conversation: str,
        score: int,
        rater: Rater = Rater("web"),
        at: datetime = NOON,
        **more: Any,
    ) -> Rating:
        mark = Mark(score, **more)
        return keep(self.session, DIGESTS, conversation, mark, rater, now=at)

    def case(self, talk: str | None, **more: Any) -> Case:
        """A case, filed in a talk or elsewhere, as its row is kept."""
        known = {
            "tracking_code": uuid4().hex[:8],
            "kind": "complaint",
            "status": "answered",
            "agency_id": "abfa",
            "description": "انشعاب را وصل نمی‌کنند",
            "identity": "sealed",
            "conversation_id": talk,
            "level": "agency",
        }
        times = dict.fromkeys(("created_at", "clock_from", "first_answer_due_at", "due_at"), NOON)
        case = Case(**known | times | more)
        self.session.add(case)
        self.session.flush()
        return case

    def counts(self, agency: str = "abfa", province: str | None = None) -> RatingCounts:
        return rating_counts(self.session, agency, province, MONTH)

    def rows(self) -> list[Rating]:
        self.session.flush()
        return list(self.session.scalars(select(Rating).order_by(Rating.id)))


def card(agency: str = "abfa", service: str = "water-connection", **about: str) -> dict[str, Any]:
    """An answer that shows the card of a service."""
    shown = {"id": service, "agency": {"id": agency, "name": "آبفا"}}
    return {"replies": [{"kind": "service", "service": shown}], "about": about}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    folder: Path = tmp_path_factory.mktemp("ratings")
    address = f"sqlite:///{folder / 'ratings.sqlite3'}"
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        address = server.new_database()
    opened = Database(address)
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """Everything in one transaction; nothing of it stays."""
    with database.transaction() as session:
        yield Desk(session)
        session.flush()
        for model in (Rating, RatingAsk, RatingPrompt, AddressDay, Turn, Case, Conversation):
            session.execute(delete(model))
