"""What a mark is for, why it was given, and when it does not count.

The subject of a mark is found in the turns of the conversation; the citizen does not name it.

Marks from one address, for one agency and on one day, may be many people's: an address may be a
person, an office with one line to the internet, or a carrier with hundreds behind it. Pace and
number decide whether they can be, and never the marks themselves: by their marks, an office that
everybody praises looks the same as an office that praises itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import OwnerChange, Turn
from assistant.conversation.ownership import OwnerMove


class Occasion(StrEnum):
    """What is rated: an answer about a service, the filing of a case, or the talk as a whole."""

    ANSWER = "answer"
    CASE = "case"
    TALK = "talk"


class Reason(StrEnum):
    """What a citizen may say that a mark comes from, whether it is a high or a low one.

    The drivers of trust that the United States ask for after every service (OMB Circular A-11,
    section 280; questions of GSA's Touchpoints).
    """

    EFFECTIVENESS = "effectiveness"
    EASE = "ease"
    SPEED = "speed"
    TRANSPARENCY = "transparency"
    HUMANITY = "humanity"
    EMPLOYEE = "employee"


REASON_FA = {
    Reason.EFFECTIVENESS: "نتیجهٔ کار",
    Reason.EASE: "آسانی",
    Reason.SPEED: "سرعت",
    Reason.TRANSPARENCY: "روشن بودن",
    Reason.HUMANITY: "احترام",
    Reason.EMPLOYEE: "کارمند",
}


class MarkNote(StrEnum):
    """What was noticed of a mark.

    `LATER`: its person has given the agency a newer one. `VERDICT`: its citizen has rated the
    agency's answer to a case, and that mark counts. `BURST` and `MANY`: more came from one address
    than people do; one of them counts.
    """

    LATER = "later"
    VERDICT = "verdict"
    BURST = "burst"
    MANY = "many"


FLAGS = (MarkNote.BURST, MarkNote.MANY)


_LOOKED_BACK = 20
"""So many turns are looked at for what a talk was about."""


class UnknownRatedTurnError(KeyError):
    """The conversation has no such turn."""


@dataclass(frozen=True)
class RatedSubject:
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


def place_of(session: Session, answer: Mapping[str, Any]) -> RatedSubject:
    """What the answer of a turn was about: the case it filed, the card it showed, or its topic."""
    replies = answer.get("replies", [])
    filed = [one["tracking_code"] for one in replies if one["kind"] == "case" and one.get("is_new")]
    if filed and (case := session.scalar(select(Case).where(Case.tracking_code == filed[-1]))):
        return RatedSubject(Occasion.CASE, case.agency_id, case.service_id, case.province, case.id)
    about = answer.get("about", {})
    if cards := [one["service"] for one in replies if one["kind"] == "service"]:
        card = cards[0]
        return RatedSubject(
            Occasion.ANSWER, card["agency"]["id"], card["id"], about.get("province")
        )
    named = (about.get(name) for name in ("agency_id", "service_id", "province"))
    return RatedSubject(Occasion.TALK, *named)


def rated_place(session: Session, conversation_id: str, turn_id: str | None) -> RatedSubject:
    """What a mark for the turn is for; for the talk, or its newest answer, where none is named.

    Raises `UnknownRatedTurnError` when the turn is not one of the conversation.
    """
    if turn_id is not None:
        turn = session.get(Turn, turn_id)
        if turn is None or turn.conversation_id != conversation_id:
            raise UnknownRatedTurnError(turn_id)
        return place_of(session, turn.answer)
    query = select(Turn).where(Turn.conversation_id == conversation_id)
    newest = query.order_by(Turn.created_at.desc()).limit(_LOOKED_BACK)
    turns = list(session.scalars(newest))
    places = (place_of(session, turn.answer) for turn in turns)
    place = next((one for one in places if one.agency_id), RatedSubject(Occasion.TALK))
    is_newest = bool(turns) and place == place_of(session, turns[0].answer)
    if is_newest and not _is_closed_after(session, turns[0]):
        return place
    return RatedSubject(Occasion.TALK, place.agency_id, place.service_id, place.province)


def _is_closed_after(session: Session, turn: Turn) -> bool:
    """Whether a human has said goodbye since the turn."""
    closed = select(func.max(OwnerChange.created_at)).where(
        OwnerChange.conversation_id == turn.conversation_id, OwnerChange.move == OwnerMove.CLOSE
    )
    at = session.scalar(closed)
    return at is not None and at >= turn.created_at


WINDOW = timedelta(minutes=10)
MOST_IN_WINDOW = 24
"""Of an office where sixty citizens an hour rate over one line, ten minutes bring ten marks on
average; more than 24 come in .00005 of such windows (Poisson)."""
MOST_A_DAY = 150
"""Eight hours of nineteen citizens who all use the office's line, where most have their own."""


def flag_of(times: Sequence[datetime]) -> MarkNote | None:
    """What marks at these moments, in any order, are; None where people may have given them."""
    if len(times) > MOST_A_DAY:
        return MarkNote.MANY
    ordered = sorted(times)
    pairs = zip(ordered, ordered[MOST_IN_WINDOW:], strict=False)
    return MarkNote.BURST if any(last - first <= WINDOW for first, last in pairs) else None
