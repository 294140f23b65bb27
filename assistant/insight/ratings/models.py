"""Tables of how often a rating was offered, asked for and given."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base


class RatingAsk(Base):
    """That one conversation could rate one agency, and what has come of it.

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
    one that was not known. It is always offered >= asked and offered >= answered.
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
