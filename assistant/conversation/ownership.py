"""Who owns a conversation, and the moves between owners: as data, and as writes to the database.

Each move, its record and its event are one transaction. An operator's ownership is a lease. All
functions work in the caller's session and do nothing when the conversation is not where the move
begins, or when the lease is another's or has run out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event, OwnerChange
from assistant.replies.schemas import Owner


class OwnerMove(StrEnum):
    """A way in which a conversation changes its owner."""

    ENQUEUE = "enqueue"
    TAKE = "take"
    RELEASE = "release"
    EXPIRE = "expire"
    TRANSFER = "transfer"
    CLOSE = "close"
    RESUME = "resume"


@dataclass(frozen=True)
class Way:
    """Where a move begins and leads; `needs_lease`: only the holder of the lease may move."""

    begins: frozenset[Owner]
    leads_to: Owner
    needs_lease: bool = False


WAYS: dict[OwnerMove, Way] = {
    OwnerMove.ENQUEUE: Way(frozenset({Owner.BOT}), Owner.QUEUE),
    OwnerMove.TAKE: Way(frozenset({Owner.QUEUE}), Owner.OPERATOR),
    OwnerMove.RELEASE: Way(frozenset({Owner.OPERATOR}), Owner.QUEUE, needs_lease=True),
    OwnerMove.EXPIRE: Way(frozenset({Owner.OPERATOR}), Owner.QUEUE),
    OwnerMove.TRANSFER: Way(frozenset({Owner.OPERATOR}), Owner.OPERATOR, needs_lease=True),
    OwnerMove.CLOSE: Way(frozenset({Owner.OPERATOR}), Owner.BOT, needs_lease=True),
    OwnerMove.RESUME: Way(frozenset({Owner.QUEUE, Owner.OPERATOR}), Owner.BOT),
}
"""All moves. A move that is not here cannot happen."""


_ATTEMPTS = 20
_AT_ONCE = 100
"""One transaction ends so many lapsed leases."""


class NotOwnerError(ValueError):
    """The caller may not move the conversation, or not any more."""


@dataclass(frozen=True)
class OwnerStep:
    """One move to make. `actor` is the account that makes it, `to` the account that gets it."""

    move: OwnerMove
    at: datetime
    actor: str | None = None
    to: str | None = None
    lease: timedelta | None = None
    reason: str | None = None


def change_owner(session: Session, conversation_id: str, step: OwnerStep) -> Owner:
    """Make `step`, and return the new owner; raises `NotOwnerError` when it may not be made."""
    for _ in range(_ATTEMPTS):
        before = _read(session, conversation_id)
        if before is None or not _is_allowed(before, step):
            raise NotOwnerError(conversation_id)
        if _write(session, before, step):
            _record(session, before, step)
            return WAYS[step.move].leads_to
    raise NotOwnerError(conversation_id)


def take(
    session: Session, conversation_id: str, operator: str, at: datetime, lease: timedelta
) -> None:
    """Give a waiting conversation to `operator` for the time of `lease`."""
    expire(session, at, conversation_id)
    step = OwnerStep(OwnerMove.TAKE, at, actor=operator, to=operator, lease=lease)
    change_owner(session, conversation_id, step)


def renew(
    session: Session,
    operator: str,
    at: datetime,
    lease: timedelta,
    conversation_id: str | None = None,
) -> int:
    """Renew the leases that `operator` still holds; returns how many.

    It locks the rows, so the rest of the session happens while the operator is the owner.
    """
    query = update(Conversation).where(*held_by(operator, at))
    if conversation_id is not None:
        query = query.where(Conversation.id == conversation_id)
    renewed = query.values(lease_until=at + lease).returning(Conversation.id)
    return len(session.execute(renewed.execution_options(synchronize_session=False)).all())


def expire(session: Session, at: datetime, conversation_id: str | None = None) -> list[str]:
    """Give conversations whose lease has run out by `at` back to the queue; returns their ids."""
    lapsed = select(Conversation.id).where(
        Conversation.owner == Owner.OPERATOR, Conversation.lease_until <= at
    )
    if conversation_id is not None:
        lapsed = lapsed.where(Conversation.id == conversation_id)
    found = session.scalars(lapsed.order_by(Conversation.lease_until).limit(_AT_ONCE)).all()
    return list(_expired(session, found, at))


def held_by(operator: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition for conversations that `operator` owns at `at`."""
    return (
        Conversation.owner == Owner.OPERATOR,
        Conversation.owner_id == operator,
        Conversation.lease_until > at,
    )


def _expired(session: Session, ids: Iterable[str], at: datetime) -> Iterable[str]:
    for conversation_id in ids:
        try:
            change_owner(session, conversation_id, OwnerStep(OwnerMove.EXPIRE, at, reason="lease"))
        except NotOwnerError:
            # The operator came back, or another process was faster.
            continue
        yield conversation_id


def _read(session: Session, conversation_id: str) -> Any:
    columns = (
        Conversation.id,
        Conversation.owner,
        Conversation.owner_id,
        Conversation.lease_until,
        Conversation.owned_since,
        Conversation.queued_at,
        Conversation.version,
    )
    query = select(*columns).where(Conversation.id == conversation_id).with_for_update()
    return session.execute(query).first()


def _is_allowed(before: Any, step: OwnerStep) -> bool:
    way = WAYS[step.move]
    if before.owner not in way.begins:
        return False
    if step.move is OwnerMove.EXPIRE:
        return bool(before.lease_until <= step.at)
    if not way.needs_lease:
        return True
    return bool(before.owner_id == step.actor and before.lease_until > step.at)


def _write(session: Session, before: Any, step: OwnerStep) -> bool:
    owner = WAYS[step.move].leads_to
    queued_at = {Owner.BOT: None, Owner.QUEUE: before.queued_at or step.at}
    values = {
        "owner": owner,
        "owner_id": step.to if owner is Owner.OPERATOR else None,
        "lease_until": step.at + step.lease if step.lease else None,
        "owned_since": step.at,
        "queued_at": queued_at.get(owner, before.queued_at),
        "version": before.version + 1,
    }
    is_unchanged = [Conversation.id == before.id, Conversation.version == before.version]
    if step.move is OwnerMove.EXPIRE:
        # A lease may be renewed without a new version.
        is_unchanged.append(Conversation.lease_until == before.lease_until)
    change = update(Conversation).where(*is_unchanged).values(**values)
    change = change.returning(Conversation.id).execution_options(synchronize_session=False)
    return session.execute(change).first() is not None


def _record(session: Session, before: Any, step: OwnerStep) -> None:
    owner = WAYS[step.move].leads_to
    since = before.owned_since
    session.add(
        OwnerChange(
            conversation_id=before.id,
            version=before.version + 1,
            move=step.move,
            owner=owner,
            owner_id=step.to if owner is Owner.OPERATOR else None,
            actor=step.actor,
            reason=step.reason,
            lasted_s=round((step.at - since).total_seconds()) if since else None,
            created_at=step.at,
        )
    )
    session.add(Event(conversation_id=before.id, type="owner", data={"owner": owner}))
    session.flush()
