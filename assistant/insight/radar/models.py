"""Tables of the outage radar: single reports for two days, hourly counts, and suspicions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE

_OPEN = text("decided_at IS NULL")


class ReportSource(StrEnum):
    """Where somebody reported: by filing a case, or in a talk."""

    CASE = "case"
    TALK = "talk"


class SuspicionState(StrEnum):
    """What became of a suspicion; it passed if the reports ended before anybody decided."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    PASSED = "passed"


class RadarSignal(Base):
    """One person reported that a system of an agency, or of one service, does not work.

    `person_key` is a keyed hash of address or chat for this day and agency alone: the same person
    has another one tomorrow, and another one at another agency. `service_id` is empty if none was
    named. Rows are deleted after two days.
    """

    __tablename__ = "radar_signals"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    agency_id: Mapped[str] = mapped_column(String(64))
    indicator: Mapped[str] = mapped_column(String(24))
    service_id: Mapped[str] = mapped_column(String(64), default="")
    province: Mapped[str | None] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(8))
    person_key: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint(
            "person_key", "indicator", "service_id", name="uq_radar_signals_person_key"
        ),
        Index("ix_radar_signals_agency", "agency_id", "indicator", "at"),
    )


class RadarAsker(Base):
    """Somebody asked in a talk about something that is down, so its recovery is news for them.

    It is apart from `RadarSignal`, which must not lead to a conversation. `service_id` is empty if
    none was named. Rows are deleted with the news, or after two days without an outage.
    """

    __tablename__ = "radar_askers"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(24), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    province: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_radar_askers_agency", "agency_id", "indicator"),)


class RadarHour(Base):
    """How many people reported in one hour; it identifies nobody.

    `hour` is its beginning. Without `service_id`: of the agency, whatever service they named. The
    row without `agency_id` says that the radar was watching in that hour; its `people` are those of
    all agencies together, None until the hour is counted.
    """

    __tablename__ = "radar_hours"

    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    indicator: Mapped[str] = mapped_column(String(24), primary_key=True, default="")
    service_id: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    people: Mapped[int | None]

    __table_args__ = (Index("ix_radar_hours_hour", "hour"),)


class RadarSuspicion(Base):
    """Many more people than usual report that something of an agency is down.

    `service_id` and `province` are there if nearly all of them name that one. `began_at` is the
    first report of the rise, `last_at` the newest; rates are people an hour. `threshold` is what
    `score` had to reach. `decided_by` is an account of the desk; None if the rise just passed.
    """

    __tablename__ = "radar_suspicions"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    agency_id: Mapped[str] = mapped_column(String(64))
    indicator: Mapped[str] = mapped_column(String(24))
    service_id: Mapped[str | None] = mapped_column(String(64))
    province: Mapped[str | None] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    people: Mapped[int]
    from_cases: Mapped[int]
    usual_per_hour: Mapped[float]
    observed_per_hour: Mapped[float]
    score: Mapped[float]
    threshold: Mapped[float]
    state: Mapped[str] = mapped_column(String(16), default=SuspicionState.OPEN)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    decided_by: Mapped[str | None] = mapped_column(String(64), default=None)
    reason: Mapped[str | None] = mapped_column(String(500), default=None)
    quiet_until: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    outage_id: Mapped[int | None] = mapped_column(WIDE, ForeignKey("outages.id"), default=None)

    __table_args__ = (
        # One open suspicion of each agency and kind, however many workers look at once.
        Index(
            "uq_radar_suspicions_open",
            "agency_id",
            "indicator",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_radar_suspicions_decided_at", "decided_at"),
    )
