"""The table of ready answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.conversation.models import now
from assistant.storage.database import Base, UtcDateTime


class ReadyAnswer(Base):
    """A ready answer of `owner_id`, or one that all share (None).

    One that was retired is kept with `retired_at`, and can come back. `changed_by` is who changed
    it last; those that came with the project were changed by nobody. `version` grows with each
    change.
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
