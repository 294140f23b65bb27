"""Made-up talks of the half year that were rated: one question, its answer, and the mark."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Turn
from assistant.demo.half_year.chances import Chances, filled
from assistant.demo.half_year.schemas import plan, words
from assistant.demo.stories import MARK
from assistant.insight.ratings import prompts
from assistant.insight.ratings.keeping import Mark, Rater, keep
from assistant.insight.ratings.place import Place
from assistant.insight.ratings.terms import Occasion, Reason
from assistant.storage.digests import Digests

NOBODYS = "made up: no token opens it"
"""In the place of a token's hash."""
TALKS_PER_CASE = 0.15
_RATED = 0.55
_REASONS = tuple(Reason)


def talk(session: Session, digests: Digests, chances: Chances, at: datetime) -> None:
    """Let somebody ask, be answered, and rate the answer if they like, by the product's own way."""
    agency_id, new_id = chances.agency(), UUID(int=chances.random.getrandbits(128)).hex
    service_id, title = chances.service(agency_id)
    province = chances.weighted({name: one.weight for name, one in plan().provinces.items()})
    asked = MARK + filled(chances.one_of(words().questions), title, province)
    about = {"agency_id": agency_id, "service_id": service_id, "province": province}
    channel = chances.weighted({"web": 60.0, "bale": 25.0, "telegram": 15.0})
    row = Conversation(id=new_id, token_hash=NOBODYS, created_at=at, last_turn_at=at, version=1)
    turn = Turn(
        id=UUID(int=chances.random.getrandbits(128)).hex,
        conversation_id=new_id,
        request_hash="",
        text=asked,
        answer=_answer(chances.one_of(words().told), about),
        created_at=at,
    )
    session.add(row)
    session.flush()
    session.add(turn)
    session.flush()
    place = Place(Occasion.TALK, agency_id, service_id, province)
    prompts.count_offer(session, new_id, channel, place, at)
    if chances.happens(_RATED):
        score = chances.mark(chances.character(agency_id))
        reasons = (chances.one_of(_REASONS),) if chances.happens(0.4) else ()
        mark, rater = Mark(score, reasons, turn_id=turn.id), Rater(channel, who=new_id)
        keep(session, digests, new_id, mark, rater, now=at + timedelta(minutes=1))


def _answer(text: str, about: dict[str, str]) -> dict[str, object]:
    return {"replies": [{"kind": "text", "text": text}], "about": about}
