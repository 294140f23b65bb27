"""Ways back to a case whose pin was lost, as rows."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class PinRecovery(Base):
    """A one-time code that was sent for a case; the code is derived, and stored nowhere.

    `ticket_hash` is of the ticket that whoever asked was given, so nobody else's tries count
    against it. `used_by` is the kept key of the change that it was used for, `pin_number` the pin
    that it made.
    """

    __tablename__ = "pin_recoveries"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    ticket_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_by: Mapped[str | None] = mapped_column(String(64))
    pin_number: Mapped[int | None]
