"""What a mark is for: found in the turns of the conversation, never told by who rates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import OwnerChange, Turn
from assistant.conversation.owners import Move
from assistant.insight.ratings.terms import Occasion

_LOOKED_BACK = 20
"""So many turns are looked at for what a talk was about."""


class UnknownTurnError(KeyError):
    """The conversation has no such turn."""


@dataclass(frozen=True)
class Place:
    """Of what agency, service, province and case something is; None where that is not known."""

    occasion: Occasion
    agency_id: str | None = None
    service_id: str | None = None
    province: str | None = None
    case_id: int | None = None

    @property
    def matter(self) -> str:
        """Names what is rated: a newer mark for the same takes the place of an older one."""
        if self.case_id is not None:
            return f"case:{self.case_id}"
        if self.service_id and self.occasion is Occasion.ANSWER:
            return f"service:{self.service_id}"
        return Occasion.TALK.value


def place_of(session: Session, answer: Mapping[str, Any]) -> Place:
    """What the answer of a turn was about: the case it filed, the card it showed, or its topic."""
    replies = answer.get("replies", [])
    filed = [one["tracking_code"] for one in replies if one["kind"] == "case" and one.get("is_new")]
    if filed and (case := session.scalar(select(Case).where(Case.tracking_code == filed[-1]))):
        return Place(Occasion.CASE, case.agency_id, case.service_id, case.province, case.id)
    about = answer.get("about", {})
    if cards := [one["service"] for one in replies if one["kind"] == "service"]:
        card = cards[0]
        return Place(Occasion.ANSWER, card["agency"]["id"], card["id"], about.get("province"))
    named = (about.get(name) for name in ("agency_id", "service_id", "province"))
    return Place(Occasion.TALK, *named)


def rated_place(session: Session, conversation_id: str, turn_id: str | None) -> Place:
    """What a mark for the turn is for; for the talk, or its newest answer, where none is named.

    Raises `UnknownTurnError` when the turn is not one of the conversation.
    """
    if turn_id is not None:
        turn = session.get(Turn, turn_id)
        if turn is None or turn.conversation_id != conversation_id:
            raise UnknownTurnError(turn_id)
        return place_of(session, turn.answer)
    query = select(Turn).where(Turn.conversation_id == conversation_id)
    newest = query.order_by(Turn.created_at.desc()).limit(_LOOKED_BACK)
    turns = list(session.scalars(newest))
    places = (place_of(session, turn.answer) for turn in turns)
    place = next((one for one in places if one.agency_id), Place(Occasion.TALK))
    is_newest = bool(turns) and place == place_of(session, turns[0].answer)
    if is_newest and not _is_closed_after(session, turns[0]):
        return place
    return Place(Occasion.TALK, place.agency_id, place.service_id, place.province)


def _is_closed_after(session: Session, turn: Turn) -> bool:
    """Whether a human has said goodbye since the turn."""
    closed = select(func.max(OwnerChange.created_at)).where(
        OwnerChange.conversation_id == turn.conversation_id, OwnerChange.move == Move.CLOSE
    )
    at = session.scalar(closed)
    return at is not None and at >= turn.created_at
