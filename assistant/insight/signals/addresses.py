"""Counts verdicts and marks from an address which has judged the same agency that day already.

The tables keep for a day what is needed to recognise an address, then only counts.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.terms import Identity, Verdict
from assistant.language.dates import TEHRAN, jalali_month
from assistant.storage.database import Base, Database
from assistant.storage.digests import Digests, Purpose
from assistant.storage.statements import delete_some, insert_new
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

    `repeated` of them came from an address that had judged, or rated, the agency that day already.
    `good` are those that said "solved", or gave 4 or 5. `day` is the day in Tehran (ISO 8601),
    `month` its Jalali month. The row identifies nobody.
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


class What(StrEnum):
    """What came from an address: a verdict on a case, or a mark for a talk."""

    VERDICT = "verdict"
    MARK = "mark"


@dataclass(frozen=True)
class KnownAddress:
    """One whose address is known; `is_repeated` if that has judged the agency today already."""

    what: What
    is_repeated: bool
    is_good: bool


_COUNTS = ("known", "repeated", "good", "repeated_good")


@dataclass(frozen=True)
class VerdictAddresses:
    """Notes where verdicts come from; nothing is kept of who files without a name."""

    database: Database
    digests: Digests

    async def note(self, tracking_code: str, address: str, now: datetime) -> None:
        """A verdict on this case has come from `address`, which may be unknown (empty)."""
        await self.database.run(
            lambda session: note(session, self.digests, tracking_code, address, now)
        )


def note(
    session: Session, digests: Digests, tracking_code: str, address: str, now: datetime
) -> None:
    """The same within `session`. A further verdict on one case from one address is the same one."""
    code = normalise(tracking_code) or tracking_code
    case = session.scalar(select(Case).where(Case.tracking_code == code))
    if not address or case is None or case.agency_id is None:
        return
    if case.identity == Identity.ANONYMOUS:
        return
    day = _day(now)
    key = digests.keyed(Purpose.JUDGE_ADDRESS, f"{day}\n{case.agency_id}\n{address}")
    same = VerdictAddress.address_key == key
    is_repeated = session.scalar(select(VerdictAddress.case_id).where(same).limit(1)) is not None
    judged = {"case_id": case.id, "address_key": key, "day": day}
    if insert_new(session, VerdictAddress, judged):
        known = KnownAddress(What.VERDICT, is_repeated, is_good=case.verdict == Verdict.SOLVED)
        count_known(session, case.agency_id, known, now)


def forget_judges(session: Session, now: datetime) -> int:
    """Let go of some addresses of earlier days in Tehran; how many there were."""
    return delete_some(session, VerdictAddress, VerdictAddress.day < _day(now))


def count_known(session: Session, agency_id: str, known: KnownAddress, now: datetime) -> None:
    """One more whose address was known."""
    place = {"agency_id": agency_id, "day": _day(now), "what": known.what.value}
    empty = {"month": jalali_month(now)} | dict.fromkeys(_COUNTS, 0)
    insert_new(session, AddressDay, place | empty)
    is_so = (True, known.is_repeated, known.is_good, known.is_repeated and known.is_good)
    more = {
        name: getattr(AddressDay, name) + int(one) for name, one in zip(_COUNTS, is_so, strict=True)
    }
    session.execute(
        update(AddressDay).filter_by(**place).values(more),
        execution_options={"synchronize_session": False},
    )


def _day(now: datetime) -> str:
    return f"{now.astimezone(TEHRAN):%Y-%m-%d}"
