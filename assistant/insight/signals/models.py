"""Tables of addresses: for a day what is needed to see one again, then only counts."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base
from assistant.storage.wide import WIDE


class VerdictAddress(Base):
    """That a verdict on a case came from an address today; gone at midnight in Tehran.

    The key is a hash that holds for one day and agency.
    """

    __tablename__ = "verdict_addresses"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True)
    address_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[str] = mapped_column(String(10))

    __table_args__ = (Index("ix_verdict_addresses_key", "address_key"),)


class AddressDay(Base):
    """How many verdicts or marks (`what`) on an agency had a known address on a day.

    `repeated` of them came from one that had judged, or rated, the agency that day already. `good`
    are those that said "solved", or gave 4 or 5. `day` is the day in Tehran (ISO 8601), `month` its
    Jalali month. It tells of nobody.
    """

    __tablename__ = "address_days"

    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    what: Mapped[str] = mapped_column(String(8), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    known: Mapped[int] = mapped_column(default=0)
    repeated: Mapped[int] = mapped_column(default=0)
    good: Mapped[int] = mapped_column(default=0, server_default="0")
    repeated_good: Mapped[int] = mapped_column(default=0, server_default="0")
