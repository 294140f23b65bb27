"""Counts how often a rating was offered, asked for and given. Within a `Session`.

Unit is a conversation with one agency: who is asked below five answers was asked once.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.conversation.models import Rating
from assistant.insight.ratings.models import RatingAsk, RatingPrompt
from assistant.insight.ratings.place import Place
from assistant.insight.ratings.terms import Occasion
from assistant.language.dates import TEHRAN, jalali_month

KEY = ("day", "agency_id", "service_id", "province", "channel")
"""What names a row of `RatingPrompt`."""
_ASKED = (Occasion.ANSWER, Occasion.CASE)
"""What the widget asks about as soon as it is shown; a talk, when a human has left it."""


def count_offer(
    session: Session, conversation_id: str, channel: str, place: Place, now: datetime
) -> None:
    """A citizen was told something of `place`, and could rate it from now on."""
    if place.agency_id is None:
        return
    ask = _ask(session, conversation_id, channel, place, now)
    asks = channel == "web" and place.occasion in _ASKED
    if asks and not ask.is_asked and not _is_rated(session, conversation_id, place.occasion):
        _count_asked(session, ask, now)


def count_asked(
    session: Session, conversation_id: str, channel: str, place: Place, now: datetime
) -> None:
    """The citizen was asked to rate, whatever the channel."""
    if place.agency_id is not None:
        ask = _ask(session, conversation_id, channel, place, now)
        if not ask.is_asked:
            _count_asked(session, ask, now)


def count_answer(
    session: Session, conversation_id: str, channel: str, place: Place, now: datetime
) -> None:
    """A mark for the agency has come; a further one of the same conversation counts no more."""
    if place.agency_id is None:
        return
    ask = _ask(session, conversation_id, channel, place, now)
    if not ask.is_answered:
        ask.is_answered = True
        _add(session, ask, now, "answered")


def _count_asked(session: Session, ask: RatingAsk, now: datetime) -> None:
    ask.is_asked = True
    _add(session, ask, now, "asked")


def _ask(
    session: Session, conversation_id: str, channel: str, place: Place, now: datetime
) -> RatingAsk:
    """What is known of the conversation and the agency; new, it is an offer."""
    assert place.agency_id is not None
    ask = session.get(RatingAsk, (conversation_id, place.agency_id))
    if ask is None:
        ask = new_ask(conversation_id, channel, place, now)
        session.add(ask)
        _add(session, ask, now, "offered")
    return ask


def new_ask(conversation_id: str, channel: str, place: Place, now: datetime) -> RatingAsk:
    """An offer that nothing has come of yet."""
    return RatingAsk(
        conversation_id=conversation_id,
        agency_id=place.agency_id,
        day=f"{now.astimezone(TEHRAN):%Y-%m-%d}",
        service_id=place.service_id or "",
        province=place.province or "",
        channel=channel,
        is_asked=False,
        is_answered=False,
    )


def _is_rated(session: Session, conversation_id: str, occasion: Occasion) -> bool:
    """Whether the widget asks no more: it asks once for each kind of occasion."""
    query = select(Rating.id).where(
        Rating.conversation_id == conversation_id, Rating.occasion == occasion
    )
    return session.scalar(query.limit(1)) is not None


def _add(session: Session, ask: RatingAsk, now: datetime, what: str) -> None:
    """One more in the row of the day on which it was offered."""
    values = {name: getattr(ask, name) for name in KEY}
    same = [getattr(RatingPrompt, name) == value for name, value in values.items()]
    month = jalali_month(now)
    counts = {"offered": 0, "asked": 0, "answered": 0}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    empty = insert(RatingPrompt).values(values | counts | {"month": month})
    session.execute(empty.on_conflict_do_nothing(index_elements=list(KEY)))
    column = getattr(RatingPrompt, what)
    more = update(RatingPrompt).where(*same).values({what: column + 1})
    session.execute(more, execution_options={"synchronize_session": False})
