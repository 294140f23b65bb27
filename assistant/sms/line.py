"""How the account with a provider stands, for all workers together. Functions of a `Session`."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.sms.models import SmsLine, SmsMessage
from assistant.sms.profiles import Because, MessageState
from assistant.storage.statements import insert_new, locked

_CREDIT_EVERY = timedelta(hours=1)
_MOST_WORDS = 300


def line_of(session: Session, provider: str) -> SmsLine:
    """The row of `provider`, ours alone until the transaction ends; made when there is none."""
    query = select(SmsLine).where(SmsLine.provider == provider)
    if rows := locked(session, query):
        return rows[0]
    insert_new(session, SmsLine, {"provider": provider})
    return locked(session, query)[0]


def take_turn(line: SmsLine, now: datetime, per_minute: int) -> datetime:
    """The next free turn of the line, which is nobody else's then; not while it is held."""
    turn = max(now, line.next_at or now, line.held_until or now)
    line.next_at = turn + timedelta(minutes=1) / per_minute
    return turn


def note_trouble(
    line: SmsLine, because: Because, words: str, now: datetime, hold: timedelta
) -> bool:
    """Note what the administrator has to see to, and hold the line; whether that is news."""
    is_new = line.trouble != because
    if hold:
        line.held_until = now + hold
    if because in {Because.ACCOUNT, Because.CREDIT}:
        line.trouble, line.trouble_fa = because, words[:_MOST_WORDS]
        line.trouble_at = now if is_new else line.trouble_at
    return is_new


def note_success(session: Session, provider: str) -> None:
    """The account works: whatever the trouble was, it is over."""
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
    """Whether nothing is known that the administrator has to see to."""
    line = standing(session, provider)
    return line is None or line.trouble is None


def counts_since(session: Session, provider: str, since: datetime) -> dict[MessageState, int]:
    """How many messages that were begun since then are how far."""
    query = (
        select(SmsMessage.state, func.count())
        .where(SmsMessage.provider == provider, SmsMessage.created_at >= since)
        .group_by(SmsMessage.state)
    )
    return {MessageState(state): count for state, count in session.execute(query)}
