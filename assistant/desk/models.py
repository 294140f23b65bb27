"""Tables of the desk.

Accounts with their sessions and notes, the record of who did and saw something, colleagues' data
beside cases (assignees, drafts, saved views; a case's ledger has none of it), and ready answers.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Computed, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.cases.models import LogEntry
from assistant.conversation.models import now
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.statements import JsonText
from assistant.storage.wide import WIDE


class Account(Base):
    """Somebody who may sign in at the desk; without `password_hash` still to be enrolled.

    `totp_sealed` is the sealed secret of the one-time codes, and `totp_step` the newest time step
    whose code was used. `enrolment_hash` is that of the one-time link, and `identity_hash` that of
    the identity which opens the account by single sign-on.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(16))
    agency_id: Mapped[str | None] = mapped_column(String(64), default=None)
    password_hash: Mapped[str | None] = mapped_column(String(200), default=None)
    totp_sealed: Mapped[str] = mapped_column(Text)
    totp_step: Mapped[int] = mapped_column(default=0)
    enrolment_hash: Mapped[str | None] = mapped_column(String(64), default=None, unique=True)
    enrolment_until: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    identity_hash: Mapped[str | None] = mapped_column(String(64), default=None, unique=True)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    break_since: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class DeskSession(Base):
    """One sign-in; `id` is the hash of the random value in the cookie.

    `id_token_sealed` is the identity provider's proof, which it asks for at sign-out, and `device`
    the kind of device; empty for sessions older than this column.
    """

    __tablename__ = "desk_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id_token_sealed: Mapped[str | None] = mapped_column(Text, default=None)
    device: Mapped[str | None] = mapped_column(String(64), default=None)


class DeskNote(Base):
    """A note of operators to each other about a conversation; masked, never shown to a citizen."""

    __tablename__ = "desk_notes"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[str] = mapped_column(String(4000))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class AuditEntry(LogEntry, Base):
    """Something done or seen at the desk; `data` holds ids only, no personal value.

    `tracking_code` is the case of `data`: the database keeps it, so that it can be searched.
    """

    __tablename__ = "desk_audit"
    log = "desk"
    beside = frozenset(["tracking_code"])

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    action: Mapped[str] = mapped_column(String(32))
    conversation_id: Mapped[str | None] = mapped_column(String(32), default=None)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    tracking_code: Mapped[str | None] = mapped_column(Text, Computed(JsonText("data", "case")))

    __table_args__ = (
        Index("ix_desk_audit_account", "account_id", "id"),
        Index("ix_desk_audit_case", "tracking_code", "id"),
        Index("uq_desk_audit_number", "number", unique=True),
    )


class DeskAlarm(Base):
    """Somebody looked at much personal data in an hour: `looks` times; at the bound, or before."""

    __tablename__ = "desk_alarms"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    looks: Mapped[int]
    is_stopped: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CaseAssignment(Base):
    """The assignee of a case on one `side`: an agency's id, or empty for the desk of the 128 line.

    Each side has its own, so a case that goes to another agency has no assignee there, and comes
    back to the one it had.
    """

    __tablename__ = "case_assignments"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    assigned_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_case_assignments_account_id", "account_id", "side", "case_id"),)


class ActionDraft(Base):
    """The unfinished text of an action on a case, sealed: a JSON object of texts."""

    __tablename__ = "case_drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    action: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("account_id", "case_id", "action"),)


class SavedView(Base):
    """Filters, order and columns of the table of cases that somebody keeps under a name."""

    __tablename__ = "desk_views"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(60))
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("account_id", "name"),)


class ReadyAnswer(Base):
    """A ready answer of `owner_id`, or a shared one (None).

    A retired one is kept with `retired_at`, and can come back. `changed_by` is who changed it last,
    None for those that came with the project. `version` grows with each change.
    """

    __tablename__ = "ready_answers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(2000))
    version: Mapped[int] = mapped_column(default=0)
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
