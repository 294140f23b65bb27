"""Conversations as operators see and answer them. Plain functions of a `Session`.

A conversation that an account may not see does not exist for it: unknown and forbidden ones are
refused alike.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import Actor
from assistant.cases.terms import Role as Side
from assistant.conversation.models import Conversation, Event, OwnerChange, Turn
from assistant.conversation.turn_records import Speaker
from assistant.desk import conversation_summary, past_conversations
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversation_summary import pack_of
from assistant.desk.models import Account, DeskNote
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.desk.schemas import EventData, EventOut, NoteOut, TalkOut
from assistant.language.dates import jalali_brief, rfc3339
from assistant.replies.schemas import Owner
from knowledge.catalogue import Catalogue

MOST_EVENTS = 500


class NotVisibleError(ValueError):
    """There is no such conversation, or this account may not see it."""


@dataclass(frozen=True)
class Viewer:
    """The account that looks, and when."""

    account: Account
    at: datetime

    def may(self, permission: Permission) -> bool:
        """Whether the role of the account has `permission`."""
        return permission in PERMISSIONS[Role(self.account.role)]

    @property
    def actor(self) -> Actor:
        """The account's side in a case: a clerk speaks for the agency, others for the desk."""
        if self.account.role == Role.CLERK:
            return Actor(Side.AGENCY, self.account.agency_id or "")
        return Actor(Side.OPERATOR, self.account.id)

    @property
    def hand(self) -> str:
        """Names the account as the holder of prepared files."""
        return self.account.id

    @property
    def key_prefix(self) -> str:
        """Keeps the account's idempotency keys apart from those of others."""
        return f"desk:{self.account.id[:16]}"

    @property
    def evidence(self) -> dict[str, str]:
        """What each move of the account says of its maker, beside the actor: nothing."""
        return {}

    def sees(self, case: Case) -> bool:
        """Whether the case may be shown: a clerk sees those of one agency."""
        if self.account.role != Role.CLERK:
            return True
        return bool(case.agency_id) and case.agency_id == self.account.agency_id

    def note(self, session: Session, action: Audited, data: dict[str, Any]) -> None:
        """Put `action` on the record of the desk."""
        note_audit(session, action, self.account.id, data=data)


def visible(session: Session, viewer: Viewer, conversation_id: str) -> Conversation:
    """The conversation, if it waits, is the viewer's, or may be read by the viewer's role.

    A conversation that never went to humans is not visible at the desk. Raises `NotVisibleError`,
    also for one that the viewer has ended: only `look` shows that, up to its end.
    """
    row = session.get(Conversation, conversation_id) if conversation_id.isprintable() else None
    if row is None or not _is_visible(session, viewer, row):
        raise NotVisibleError(conversation_id)
    return row


def _is_visible(session: Session, viewer: Viewer, row: Conversation) -> bool:
    if row.owner == Owner.QUEUE and viewer.may(Permission.SEE_QUEUE):
        return True
    if row.owner == Owner.OPERATOR and row.owner_id == viewer.account.id:
        return True
    if not viewer.may(Permission.READ_ALL_CONVERSATIONS):
        return False
    was_handed_over = select(exists().where(OwnerChange.conversation_id == row.id))
    return bool(session.scalar(was_handed_over))


def look(session: Session, viewer: Viewer, conversation_id: str, catalogue: Catalogue) -> TalkOut:
    """The whole conversation with its handoff pack; raises `NotVisibleError`.

    A conversation that the viewer has ended is shown up to that end, if it is not visible
    otherwise.
    """
    row, end = _seen(session, viewer, conversation_id)
    is_mine = row.owner == Owner.OPERATOR and row.owner_id == viewer.account.id
    holder = session.get(Account, row.owner_id) if row.owner_id else None
    until = end.created_at if end else None
    channel = conversation_summary.channels(session, [row.id]).get(row.id, conversation_summary.WEB)
    events = events_after(
        session,
        row.id,
        0,
        viewer.at,
        past_conversations.last_event_of(session, end) if end else None,
    )
    return TalkOut(
        conversation_id=row.id,
        owner=Owner(row.owner),
        owner_name=holder.name if holder else None,
        is_mine=is_mine,
        queued_at_fa=_brief(row.queued_at, viewer.at),
        owned_since_fa=_brief(until or row.owned_since, viewer.at),
        channel=channel,
        channel_fa=conversation_summary.channel_fa(channel),
        is_past=end is not None,
        pack=pack_of(session, row, catalogue, until),
        earlier=past_conversations.earlier(session, row.id, viewer.at, until),
        events=events,
        notes=notes_of(session, row.id, viewer.at, until),
    )


def _seen(
    session: Session, viewer: Viewer, conversation_id: str
) -> tuple[Conversation, OwnerChange | None]:
    """The conversation, and the end up to which the viewer may see it, if there is one."""
    row = session.get(Conversation, conversation_id) if conversation_id.isprintable() else None
    if row is None:
        raise NotVisibleError(conversation_id)
    if _is_visible(session, viewer, row):
        return row, None
    may_answer = viewer.may(Permission.ANSWER_CITIZENS)
    end = (
        past_conversations.ended_by(session, viewer.account.id, row, viewer.at)
        if may_answer
        else None
    )
    if end is None:
        raise NotVisibleError(conversation_id)
    return row, end


def _brief(moment: datetime | None, at: datetime) -> str | None:
    return jalali_brief(moment, at) if moment else None


def events_after(
    session: Session,
    conversation_id: str,
    last_id: int,
    at: datetime,
    until_id: int | None = None,
) -> list[EventOut]:
    """Events with a higher id, oldest first; of very long conversations the newest part."""
    query = select(Event).where(Event.conversation_id == conversation_id, Event.id > last_id)
    if until_id is not None:
        query = query.where(Event.id <= until_id)
    events = list(session.scalars(query.order_by(Event.id.desc()).limit(MOST_EVENTS)))
    hidden = _hidden_turns(session, events)
    return [event_out(event, at, hidden) for event in reversed(events)]


def event_out(event: Event, at: datetime, hidden: set[str]) -> EventOut:
    """An event for the desk; `hidden` are the turns whose words were masked."""
    is_citizens = event.data.get("role") == Speaker.CITIZEN
    return EventOut(
        id=event.id,
        type=event.type,
        at=rfc3339(event.created_at),
        at_fa=jalali_brief(event.created_at, at),
        data=EventData.model_validate(event.data),
        is_hidden=is_citizens and event.data.get("turn_id") in hidden,
    )


def _hidden_turns(session: Session, events: list[Event]) -> set[str]:
    ids = {event.data.get("turn_id") for event in events} - {None}
    query = select(Turn.id).where(Turn.id.in_(ids), Turn.sealed.is_not(None))
    return set(session.scalars(query))


def revealable(session: Session, viewer: Viewer, conversation_id: str, turn_id: str) -> Turn:
    """A message whose personal data the viewer may see.

    Only for the operator who has the conversation, and for roles that read all. Raises
    `NotVisibleError`, also for a turn of another conversation.
    """
    row = readable(session, viewer, conversation_id)
    turn = session.get(Turn, turn_id) if turn_id.isprintable() else None
    if turn is None or turn.conversation_id != row.id:
        raise NotVisibleError(turn_id)
    return turn


def readable(session: Session, viewer: Viewer, conversation_id: str) -> Conversation:
    """A conversation that the viewer has in hand, or any for roles that read all.

    Raises `NotVisibleError`.
    """
    row = visible(session, viewer, conversation_id)
    is_mine = row.owner == Owner.OPERATOR and row.owner_id == viewer.account.id
    if not is_mine and not viewer.may(Permission.READ_ALL_CONVERSATIONS):
        raise NotVisibleError(conversation_id)
    return row


def notes_of(
    session: Session, conversation_id: str, at: datetime, until: datetime | None = None
) -> list[NoteOut]:
    """The notes of a conversation, oldest first."""
    query = select(DeskNote, Account.name).join(Account, Account.id == DeskNote.account_id)
    if until is not None:
        query = query.where(DeskNote.created_at <= until)
    found = session.execute(
        query.where(DeskNote.conversation_id == conversation_id).order_by(DeskNote.id)
    )
    return [
        NoteOut(
            author=name,
            text=note.text,
            at=rfc3339(note.created_at),
            at_fa=jalali_brief(note.created_at, at),
        )
        for note, name in found
    ]


def add_note(session: Session, viewer: Viewer, conversation_id: str, masked: str) -> None:
    """Keep a note; `masked` holds no personal data. Raises `NotVisibleError`."""
    row = visible(session, viewer, conversation_id)
    session.add(DeskNote(conversation_id=row.id, account_id=viewer.account.id, text=masked))
