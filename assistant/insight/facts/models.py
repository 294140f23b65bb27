"""Tables of facts: one narrow row a tenure, and cells in which rows are counted together."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE

_OPEN = text("ended_at IS NULL")


class CaseFact(Base):
    """One tenure: a span of a case with one agency at one level (`tenures.py` says what is what).

    Everything in it is worked out from the ledger's events, and `as_of_event` is the number of the
    last event that is in it. It holds nothing personal but `answer_hash`, which goes with the words
    of its case. Times named `_work_min` are office minutes since `began_at`, those named
    `_agency_min` since `agency_began_at`, when the agency got the case at whatever level. `span`
    counts these stays; `month` is the one in which the stay began, so one cell has all of it.
    """

    __tablename__ = "case_facts"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agency_id: Mapped[str] = mapped_column(String(64))
    level: Mapped[str] = mapped_column(String(64))
    span: Mapped[int]
    is_first: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(16))
    indicator: Mapped[str | None] = mapped_column(String(24))
    service_id: Mapped[str | None] = mapped_column(String(64))
    province: Mapped[str | None] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(16))
    cluster_id: Mapped[int] = mapped_column(WIDE)
    counts: Mapped[bool]
    month: Mapped[str] = mapped_column(String(7))
    agency_began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_work_min: Mapped[int | None]
    answered_agency_min: Mapped[int | None]
    answered_by: Mapped[str | None] = mapped_column(String(16))
    answer_hash: Mapped[str | None] = mapped_column(String(64))
    first_verdict: Mapped[str | None] = mapped_column(String(16))
    first_verdict_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_score: Mapped[int | None]
    verdict_work_min: Mapped[int | None]
    verdict_agency_min: Mapped[int | None]
    last_verdict: Mapped[str | None] = mapped_column(String(16))
    last_verdict_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_score: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(24))
    ended_work_min: Mapped[int | None]
    ended_agency_min: Mapped[int | None]
    is_breach: Mapped[bool]
    breached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_disputed: Mapped[bool]
    is_reopened: Mapped[bool]
    is_withdrawn: Mapped[bool]
    is_misdirected: Mapped[bool]
    is_corrected: Mapped[bool]
    as_of_event: Mapped[int]

    __table_args__ = (
        Index("ix_case_facts_cell", "agency_id", "month", "province", "level"),
        Index("ix_case_facts_month", "month"),
        # Few tenures are open, and only these are read row by row, live.
        Index("ix_case_facts_open", "agency_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_case_facts_cluster", "cluster_id"),
    )


class Counts:
    """Units, counted: spans (all that an agency had of a case) or tenures at one level.

    `tenures` counts these units. All else counts people: the units of one cluster (a leader and
    those who follow it) weigh one together, shared equally among those of them that a figure is
    about. So `judged` is the number of clusters that have judged, and `solved_first` can be a
    fraction. `counting.py` says what each count is. Histograms are lists by the bins of
    `insight/statistics/survival.py`.
    """

    tenures: Mapped[int]
    people: Mapped[int]
    judged: Mapped[int]
    solved_first: Mapped[float]
    partly_first: Mapped[float]
    solved_last: Mapped[float]
    partly_last: Mapped[float]
    answered: Mapped[float]
    breaches: Mapped[float]
    disputed: Mapped[float]
    reopened: Mapped[float]
    disputed_or_reopened: Mapped[float]
    withdrawn: Mapped[float]
    misdirected: Mapped[float]
    scored: Mapped[int]
    scores: Mapped[list[float]] = mapped_column(JSON)
    answer_times: Mapped[list[float]] = mapped_column(JSON)
    answer_censored: Mapped[list[float]] = mapped_column(JSON)
    verdict_times: Mapped[list[float]] = mapped_column(JSON)
    verdict_censored: Mapped[list[float]] = mapped_column(JSON)
    mix: Mapped[dict[str, list[float]]] = mapped_column(JSON)
    incidents: Mapped[list[float]] = mapped_column(JSON)


class ScoreCell(Counts, Base):
    """What an agency had of a province (empty: none) since a month, counted.

    With an empty `level` the unit is the span, at whatever level; with a level it is the tenure at
    that level.
    """

    __tablename__ = "score_cells"

    agency_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    level: Mapped[str] = mapped_column(String(64), primary_key=True)
    province: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)

    __table_args__ = (Index("ix_score_cells_month", "month"),)

    @property
    def key(self) -> tuple[Any, ...]:
        """Agency, level, province and month."""
        return (self.agency_id, self.level, self.province, self.month)


class ScoreSum(Counts, Base):
    """The cells of one agency over all provinces, or of one province over all agencies, added up.

    `by` says which of the two, `key` is its id or name. A board of the whole country reads these
    some thousand rows instead of forty thousand cells.
    """

    __tablename__ = "score_sums"

    by: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    level: Mapped[str] = mapped_column(String(64), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)

    __table_args__ = (Index("ix_score_sums_month", "by", "month"),)
