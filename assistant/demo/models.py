"""The table that marks a database as a demo's."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base


class DemoAccount(Base):
    """An account that everybody may use: its password is shown to all. Real databases have none."""

    __tablename__ = "demo_accounts"

    account_id: Mapped[str] = mapped_column(String(32), ForeignKey("accounts.id"), primary_key=True)
    password_sealed: Mapped[str] = mapped_column(Text)
