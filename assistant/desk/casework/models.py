"""Tables of what the desk keeps beside cases: who sees to one, drafts, and saved views.

None of it is part of a case: its ledger tells nothing of them.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class CaseAssignment(Base):
    """Who sees to a case on one `side`: an agency's id, or empty for the desk of the 128 line.

    Each side has its own, so a case that goes to another agency is nobody's there, and comes back
    to whom it had.
    """

    __tablename__ = "case_assignments"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    assigned_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_case_assignments_account_id", "account_id", "side", "case_id"),)


class CaseDraft(Base):
    """What somebody has begun to write for an action on a case, sealed: a JSON object of texts."""

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
