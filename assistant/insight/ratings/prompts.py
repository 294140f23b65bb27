"""Counts how often a rating was offered, asked for and given, and the tables of these counts.

Unit is a conversation with one agency: who is asked below five answers was asked once.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.conversation.models import Rating
from assistant.insight.ratings.terms import Occasion, RatedSubject
from assistant.language.dates import TEHRAN, jalali_month
from assistant.storage.database import Base


class RatingAsk(Base):
    """That one conversation could rate one agency, and whether it was asked and answered.

    It keeps a conversation from being counted twice. `day`, service, province and channel name the
    row of `RatingPrompt` in which it was counted.
    """

    __tablename__ = "rating_asks"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[str] = mapped_column(String(10))
    service_id: Mapped[str] = mapped_column(String(64), default="")
    province: Mapped[str] = mapped_column(String(64), default="")
    channel: Mapped[str] = mapped_column(String(16))
    is_asked: Mapped[bool] = mapped_column(default=False)
    is_answered: Mapped[bool] = mapped_column(default=False)


class RatingPrompt(Base):
    """How many conversations of a day could rate, were asked to, and did; of nobody in particular.

    `day` is the day in Tehran (ISO 8601), `month` its Jalali month. An empty service or province is
    unknown. Always offered >= asked and offered >= answered.
    """

    __tablename__ = "rating_prompts"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    province: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    offered: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_rating_prompts_cell", "agency_id", "month", "province"),)


KEY = ("day", "agency_id", "service_id", "province", "channel")
"""What names a row of `RatingPrompt`."""
_ASKED = (Occasion.ANSWER, Occasion.CASE)
"""What the widget asks about as soon as it is shown; a talk, when a human has left it."""


def count_offer(
    session: Session, conversation_id: str, channel: str, place: RatedSubject, now: datetime
) -> None:
    """A citizen got an answer about `place`, and can rate it from now on."""
    if place.agency_id is None:
        return
    ask = _ask(session, conversation_id, channel, place, now)
    asks = channel == "web" and place.occasion in _ASKED
    if asks and not ask.is_asked and not _is_rated(session, conversation_id, place.occasion):
        _count_asked(session, ask, now)


def count_asked(
    session: Session, conversation_id: str, channel: str, place: RatedSubject, now: datetime
) -> None:
    """The citizen was asked to rate, whatever the channel."""
    if place.agency_id is not None:
        ask = _ask(session, conversation_id, channel, place, now)
        if not ask.is_asked:
            _count_asked(session, ask, now)


def count_answer(
    session: Session, conversation_id: str, channel: str, place: RatedSubject, now: datetime
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
    session: Session, conversation_id: str, channel: str, place: RatedSubject, now: datetime
) -> RatingAsk:
    """What is known of the conversation and the agency; new, it is an offer."""
    assert place.agency_id is not None
    ask = session.get(RatingAsk, (conversation_id, place.agency_id))
    if ask is None:
        ask = new_ask(conversation_id, channel, place, now)
        session.add(ask)
        _add(session, ask, now, "offered")
    return ask


def new_ask(conversation_id: str, channel: str, place: RatedSubject, now: datetime) -> RatingAsk:
    """An offer that was neither asked for nor answered yet."""
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
