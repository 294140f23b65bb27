"""Notes about messages that a provider was given, and how an account stands."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.sms.profiles import MessageState
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE

_UNDER_WAY = text("state = 'under_way'")


class SmsMessage(Base):
    """A message on its way. Neither number nor text stands here; the case has them, sealed.

    `job_key` is the key of the job that sends it, `local_id` a random number under which the
    provider knows it from the first attempt on, `provider_id` the provider's own, there as soon as
    it was taken. `slot_at` is its turn while it waits for one, `look_at` when the provider is
    asked next.
    """

    __tablename__ = "sms_messages"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int | None] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    job_key: Mapped[str] = mapped_column(String(160), unique=True)
    provider: Mapped[str] = mapped_column(String(32))
    local_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    provider_id: Mapped[str | None] = mapped_column(String(40))
    parts: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=MessageState.SENDING)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    slot_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    look_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(
            "ix_sms_messages_look",
            "look_at",
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
        Index("ix_sms_messages_created_at", "created_at"),
    )


class SmsLine(Base):
    """How the account with one provider stands, for all workers together.

    `next_at` is the next free turn; until `held_until` nothing is sent. `trouble` (a `Because`)
    is what the administrator has to see to, in words in `trouble_fa`. `credit` is in the
    provider's unit.
    """

    __tablename__ = "sms_lines"

    provider: Mapped[str] = mapped_column(String(32), primary_key=True)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str | None] = mapped_column(String(12))
    trouble_fa: Mapped[str | None] = mapped_column(String(300))
    trouble_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    credit: Mapped[float | None]
    credit_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
