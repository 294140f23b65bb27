"""Colleagues at the desk: who can take over a conversation, their load, and breaks.

A colleague on a break is offered no conversation and gets no call.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation
from assistant.desk.models import Account, DeskSession
from assistant.desk.roles import PERMISSIONS, ROLE_FA, Permission, Role
from assistant.desk.schemas import ColleagueOut, Presence
from assistant.desk.sessions import SessionRules
from assistant.replies.schemas import Owner

PRESENCE_FA = {
    Presence.HERE: "پای میز",
    Presence.BREAK: "در استراحت",
    Presence.AWAY: "دور از میز",
    Presence.SIGNED_OUT: "وارد نشده",
}
_NEAREST_FIRST = list(Presence)


def colleagues(
    session: Session, account: Account, rules: SessionRules, lease: timedelta, at: datetime
) -> list[ColleagueOut]:
    """All others who answer citizens: present ones first, among them those with less in hand.

    An account is present if it gave a sign of life within `lease`, as an operator's hold requires.
    """
    seen, in_hand = _last_seen(session, rules, at), _in_hand(session, at)
    found = [
        _colleague(other, _presence(other, seen.get(other.id), lease, at), in_hand.get(other.id, 0))
        for other in _answering(session, account)
    ]
    return sorted(
        found, key=lambda one: (_NEAREST_FIRST.index(one.presence), one.conversations, one.name)
    )


def _colleague(account: Account, presence: Presence, conversations: int) -> ColleagueOut:
    return ColleagueOut(
        id=account.id,
        name=account.name,
        role_fa=ROLE_FA[Role(account.role)],
        presence=presence,
        presence_fa=PRESENCE_FA[presence],
        conversations=conversations,
    )


def _answering(session: Session, account: Account) -> list[Account]:
    roles = [role for role, may in PERMISSIONS.items() if Permission.ANSWER_CITIZENS in may]
    query = select(Account).where(
        Account.role.in_(roles),
        Account.id != account.id,
        Account.disabled_at.is_(None),
        Account.password_hash.is_not(None),
    )
    return list(session.scalars(query))


def _last_seen(session: Session, rules: SessionRules, at: datetime) -> dict[str, datetime]:
    """When each account with a session that still opens something was last active."""
    query = select(DeskSession.account_id, DeskSession.seen_at).where(
        DeskSession.expires_at > at, DeskSession.seen_at > at - rules.idle
    )
    return dict(session.execute(query.order_by(DeskSession.seen_at)).all())


def _in_hand(session: Session, at: datetime) -> dict[str, int]:
    query = select(Conversation.owner_id, func.count()).where(
        Conversation.owner == Owner.OPERATOR, Conversation.lease_until > at
    )
    counted = session.execute(query.group_by(Conversation.owner_id)).all()
    return {owner: count for owner, count in counted if owner}


def _presence(account: Account, seen: datetime | None, lease: timedelta, at: datetime) -> Presence:
    if seen is None:
        return Presence.SIGNED_OUT
    if account.break_since is not None:
        return Presence.BREAK
    return Presence.HERE if seen > at - lease else Presence.AWAY


def begin_break(session: Session, account_id: str, at: datetime) -> datetime:
    """The beginning of the account's break; a break that goes on already is not changed."""
    query = update(Account).where(Account.id == account_id, Account.break_since.is_(None))
    session.execute(query.values(break_since=at))
    return session.get_one(Account, account_id, populate_existing=True).break_since or at


def end_break(session: Session, account_id: str) -> None:
    """The account is back; taking a conversation also ends a break."""
    query = update(Account).where(Account.id == account_id, Account.break_since.is_not(None))
    session.execute(query.values(break_since=None))
