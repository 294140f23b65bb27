"""Tables of sent messages and of accounts with providers; all workers share them.

Plain functions of a `Session` read and change the account: its pace, its trouble, its credit.
"""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, Index, String, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.sms.profiles import Because, MessageState
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.statements import insert_new, locked
from assistant.storage.wide import WIDE

_UNDER_WAY = text("state = 'under_way'")


class SmsMessage(Base):
    """A message that is being sent. It holds neither number nor text; the case has them, sealed.

    `job_key` is the key of the job that sends it, `local_id` a random number under which the
    provider knows it from the first attempt on, `provider_id` the provider's own id, set once the
    provider has accepted it. `slot_at` is its turn while it waits for one, `look_at` when the
    provider is asked next.
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
    """The state of the account with one provider, for all workers together.

    `next_at` is the next free turn; until `held_until` nothing is sent. `trouble` (a `Because`) is
    a problem for the administrator, in words in `trouble_fa`. `credit` is in the provider's unit.
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


_CREDIT_EVERY = timedelta(hours=1)
_MOST_WORDS = 300


def line_of(session: Session, provider: str) -> SmsLine:
    """The row of `provider`, locked until the transaction ends; made when there is none."""
    query = select(SmsLine).where(SmsLine.provider == provider)
    if rows := locked(session, query):
        return rows[0]
    insert_new(session, SmsLine, {"provider": provider})
    return locked(session, query)[0]


def take_turn(line: SmsLine, now: datetime, per_minute: int) -> datetime:
    """The next free turn of the line, reserved for the caller; never before a hold has ended."""
    turn = max(now, line.next_at or now, line.held_until or now)
    line.next_at = turn + timedelta(minutes=1) / per_minute
    return turn


def note_trouble(
    line: SmsLine, because: Because, words: str, now: datetime, hold: timedelta
) -> bool:
    """Note a problem for the administrator, and hold the line; returns whether that is news."""
    is_new = line.trouble != because
    if hold:
        line.held_until = now + hold
    if because in {Because.ACCOUNT, Because.CREDIT}:
        line.trouble, line.trouble_fa = because, words[:_MOST_WORDS]
        line.trouble_at = now if is_new else line.trouble_at
    return is_new


def note_success(session: Session, provider: str) -> None:
    """The account works: any trouble is over."""
    query = select(SmsLine).where(SmsLine.provider == provider, SmsLine.trouble.is_not(None))
    if session.scalar(query) is not None:
        line = line_of(session, provider)
        line.trouble = line.trouble_fa = line.trouble_at = line.held_until = None


def credit_is_due(session: Session, provider: str, now: datetime) -> bool:
    """Whether this caller, and no other one, is to ask for the credit now."""
    line = line_of(session, provider)
    if line.credit_at and line.credit_at > now - _CREDIT_EVERY:
        return False
    line.credit_at = now
    return True


def standing(session: Session, provider: str) -> SmsLine | None:
    """The row, to be read only; None before the first message."""
    return session.get(SmsLine, provider)


def is_working(session: Session, provider: str) -> bool:
    """Whether there is no known problem for the administrator."""
    line = standing(session, provider)
    return line is None or line.trouble is None


def counts_since(session: Session, provider: str, since: datetime) -> dict[MessageState, int]:
    """How many messages begun since then are in which state."""
    query = (
        select(SmsMessage.state, func.count())
        .where(SmsMessage.provider == provider, SmsMessage.created_at >= since)
        .group_by(SmsMessage.state)
    )
    return {MessageState(state): count for state, count in session.execute(query)}
