"""Made-up talks of the half year that were rated: one question, its answer, and the mark.

Rows are kept in memory and written once a day. Each talk is of somebody new, so nothing that the
product looks up for a mark can be there: no earlier mark of the person, and no case of the talk. A
test holds the rows against those that the product's own way writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Rating, Turn
from assistant.demo.half_year.chances import Chances, filled
from assistant.demo.half_year.schemas import plan, words
from assistant.demo.stories import MARK
from assistant.insight.ratings.marks import Mark, Rater, person_key
from assistant.insight.ratings.prompts import KEY, RatingAsk, RatingPrompt, new_ask
from assistant.insight.ratings.terms import Occasion, RatedSubject, Reason
from assistant.language.dates import jalali_month
from assistant.storage.database import Base
from assistant.storage.digests import Digests

NOBODYS = "made up: no token opens it"
"""In the place of a token's hash."""
TALKS_PER_CASE = 0.15
_RATED = 0.55
_REASONS = tuple(Reason)
_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class RatedTalk:
    """One talk; `mark` is None where nothing was rated."""

    id: str
    at: datetime
    channel: str
    place: RatedSubject
    asked: str
    told: str
    turn_id: str
    mark: Mark | None

    @property
    def turn(self) -> dict[str, Any]:
        """The row of its one turn."""
        about = {
            name: getattr(self.place, name) for name in ("agency_id", "service_id", "province")
        }
        return {
            "id": self.turn_id,
            "conversation_id": self.id,
            "request_hash": "",
            "text": self.asked,
            "answer": {"replies": [{"kind": "text", "text": self.told}], "about": about},
            "created_at": self.at,
        }

    @property
    def conversation(self) -> dict[str, Any]:
        """The row of the conversation."""
        times = {"created_at": self.at, "last_turn_at": self.at}
        return {"id": self.id, "token_hash": NOBODYS, "version": 1, **times}

    @property
    def rater(self) -> Rater:
        """Somebody who is in no other talk."""
        return Rater(self.channel, who=self.id)


def drawn(chances: Chances, at: datetime) -> RatedTalk:
    """Somebody asks, is answered, and rates the answer if they like."""
    agency_id, new_id = chances.agency(), UUID(int=chances.random.getrandbits(128)).hex
    service_id, title = chances.service(agency_id)
    province = chances.weighted({name: one.weight for name, one in plan().provinces.items()})
    asked = MARK + filled(chances.one_of(words().questions), title, province)
    channel = chances.weighted({"web": 60.0, "bale": 25.0, "telegram": 15.0})
    turn_id = UUID(int=chances.random.getrandbits(128)).hex
    told, mark = chances.one_of(words().told), None
    if chances.happens(_RATED):
        score = chances.mark(chances.character(agency_id))
        reasons = (chances.one_of(_REASONS),) if chances.happens(0.4) else ()
        mark = Mark(score, reasons, turn_id=turn_id)
    place = RatedSubject(Occasion.TALK, agency_id, service_id, province)
    return RatedTalk(new_id, at, channel, place, asked, told, turn_id, mark)


class TalkWriter:
    """Keeps talks, those of `new`, until they are written."""

    def __init__(self, digests: Digests, chances: Chances) -> None:
        self._digests, self._chances = digests, chances
        self.new: list[RatedTalk] = []
        self._prompts: dict[tuple[str, ...], dict[str, Any]] = {}

    def talk(self, at: datetime) -> None:
        """Let one happen."""
        self.new.append(drawn(self._chances, at))

    def write(self, session: Session) -> None:
        """Bring the new talks into the database, by one statement for each table."""
        new, self.new = self.new, []
        _insert(session, Conversation, [one.conversation for one in new])
        _insert(session, Turn, [one.turn for one in new])
        _insert(session, RatingAsk, [self._ask(one) for one in new])
        _insert(session, Rating, [self._rating(one, one.mark) for one in new if one.mark])

    def write_prompts(self, session: Session) -> None:
        """Write how often marks were offered and given, when all talks are over."""
        _insert(session, RatingPrompt, list(self._prompts.values()))

    def _ask(self, talk: RatedTalk) -> dict[str, Any]:
        ask = new_ask(talk.id, talk.channel, talk.place, talk.at)
        ask.is_answered = talk.mark is not None
        key = {name: getattr(ask, name) for name in KEY}
        none = {**key, "month": jalali_month(talk.at), "offered": 0, "asked": 0, "answered": 0}
        prompt = self._prompts.setdefault(tuple(key.values()), none)
        prompt["offered"] += 1
        prompt["answered"] += ask.is_answered
        return {one.name: getattr(ask, one.name) for one in RatingAsk.__table__.columns}

    def _rating(self, talk: RatedTalk, mark: Mark) -> dict[str, Any]:
        now, place = talk.at + _AFTER, talk.place
        return {
            "conversation_id": talk.id,
            "turn_id": mark.turn_id,
            "person_key": person_key(self._digests, talk.id, talk.rater, place, now),
            "matter": place.matter,
            "occasion": place.occasion,
            "agency_id": place.agency_id,
            "service_id": place.service_id,
            "province": place.province,
            "channel": talk.channel,
            "month": jalali_month(now),
            "score": mark.score,
            "reasons": [*mark.reasons],
            "created_at": now,
        }


def _insert(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        table = model.__table__
        assert isinstance(table, Table)
        session.execute(insert(table), list(rows))
