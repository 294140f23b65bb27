"""Breaks of operators: who rests is handed nothing, and is called by nothing."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from assistant.desk.models import Account


def begin_break(session: Session, account_id: str, at: datetime) -> datetime:
    """Since when the account rests; who rests already goes on."""
    query = update(Account).where(Account.id == account_id, Account.break_since.is_(None))
    session.execute(query.values(break_since=at))
    return session.get_one(Account, account_id, populate_existing=True).break_since or at


def end_break(session: Session, account_id: str) -> None:
    """The account is back; so it is, too, when it takes a conversation."""
    query = update(Account).where(Account.id == account_id, Account.break_since.is_not(None))
    session.execute(query.values(break_since=None))
