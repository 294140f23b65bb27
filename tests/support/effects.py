"""A table of what jobs did; it has no key, so a second effect of a job would be seen."""

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class EffectBase(DeclarativeBase):
    pass


class Effect(EffectBase):
    __tablename__ = "effects"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(160))
