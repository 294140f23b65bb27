"""Shapes of periods, objections and calls (docs/api.md), and the frozen figures in words."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.cases.schemas import Words
from assistant.insight.agency_report import ReportedFigure, told_of
from assistant.insight.method import WORDS, Figure
from assistant.insight.periods.callbacks import Outcome
from assistant.insight.periods.moves import MOST_CODES, Move
from assistant.insight.periods.reporting_period import State
from assistant.insight.scoreboard import formatting
from assistant.insight.statistics.funnel import Place
from assistant.language.controls import Readable
from assistant.language.dates import jalali_day
from knowledge.catalogue import Catalogue

Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, min_length=4, max_length=16),
    Readable,
]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ObjectionIn(_In):
    """Why the agency objects; without `codes` to all of its figures, else to these cases."""

    words: Words
    codes: Annotated[list[Code], Field(max_length=MOST_CODES)] = []


class DecisionIn(_In):
    """What is decided on an objection, and why."""

    is_upheld: bool
    words: Words


class ObjectionOut(BaseModel):
    """An objection; `decision` is absent while it waits for one.

    It is to so many `cases`, or to all figures; their `codes` are for who may read cases.
    """

    number: int
    agency_id: str
    agency_name: str
    words: str
    cases: int
    codes: list[str]
    at_fa: str
    decision: Move | None = None
    decision_fa: str | None = None
    decision_words: str | None = None


class EntryOut(BaseModel):
    """One step in the life of the figures."""

    move: Move
    title_fa: str
    at_fa: str
    agency_id: str | None = None


class PeriodOut(BaseModel):
    """How far the figures of a period are; an agency sees its own objections."""

    period: str
    title_fa: str
    state: State
    state_fa: str
    as_of: str
    as_of_fa: str
    objection_until_fa: str | None = None
    may_object: bool
    left_out: int
    objections: list[ObjectionOut]
    entries: list[EntryOut]


class PeriodBrief(BaseModel):
    """A period in a list."""

    period: str
    title_fa: str
    state: State
    state_fa: str
    undecided: int


class AgencyOut(BaseModel):
    """An agency to choose."""

    id: str
    title: str


class PeriodFigure(BaseModel):
    """A frozen figure in words; what is absent had too few people."""

    figure: Figure
    name_fa: str
    of_fa: str
    n: int | None = None
    value_fa: str | None = None
    between_fa: str | None = None
    expected_fa: str | None = None
    band: Place
    band_fa: str


class PeriodFiguresOut(BaseModel):
    """The frozen figures of an agency, or, if none is named, whose figures there are."""

    agencies: list[AgencyOut]
    agency_id: str | None = None
    agency_name: str | None = None
    method_version: str
    may_pay: bool
    root_day_fa: str | None = None
    root_hash: str | None = None
    figures: list[PeriodFigure]


class CallOut(BaseModel):
    """A citizen to be called; the number is revealed as for every case, with a reason."""

    tracking_code: str
    agency_id: str
    agency_name: str
    drawn_fa: str
    until_fa: str
    tries: int


class CallIn(_In):
    """What came of the call."""

    outcome: Outcome


class ProgressOut(BaseModel):
    """How far the calls of today are, by everybody, and how many wait now."""

    said: int
    declined: int
    not_reached: int
    waiting: int
    month: str
    month_fa: str


class ShareOut(BaseModel):
    """A share with its interval, between 0 and 1."""

    low: float
    point: float
    high: float


class GapOut(BaseModel):
    """What citizens say on the telephone beside what the ledger says."""

    agency_id: str
    agency_name: str
    drawn: int
    called: int
    by_lot: ShareOut | None = None
    by_ledger: ShareOut | None = None
    is_flagged: bool


def figures_of(
    kept: Mapping[str, Any], catalogue: Catalogue, agency_id: str | None, *, is_own: bool
) -> PeriodFiguresOut:
    """The part of `kept_figures` about this agency; `is_own`: no other agency is named."""
    rows = {row["figure"]: row for row in kept["rows"] if row["agency_id"] == agency_id}
    names = {row["agency_id"]: row["agency"] for row in kept["rows"]}
    root = kept["ledger_root"]
    return PeriodFiguresOut(
        agencies=[] if is_own else _agencies(names),
        agency_id=agency_id,
        agency_name=catalogue.agencies[agency_id].name if agency_id else None,
        method_version=kept["method_version"],
        may_pay=any(row["may_pay"] for row in rows.values()),
        root_day_fa=_day(root["day"]) if root else None,
        root_hash=root["hash"] if root else None,
        figures=[_figure(told_of(one, rows.get(one))) for one in Figure] if agency_id else [],
    )


def _agencies(names: Mapping[str, str]) -> list[AgencyOut]:
    return [AgencyOut(id=id_, title=name) for id_, name in names.items()]


def _figure(told: ReportedFigure) -> PeriodFigure:
    words, value = WORDS[told.figure], told.value
    return PeriodFigure(
        figure=told.figure,
        name_fa=words.name_fa,
        of_fa=words.of_fa,
        n=None if told.n is None else round(told.n),
        value_fa=formatting.amount(told.figure, value.point) if value else None,
        between_fa=formatting.between(told.figure, value) if value else None,
        expected_fa=_expected(told),
        band=told.band.at_95,
        band_fa=formatting.band(told.band),
    )


def _expected(told: ReportedFigure) -> str | None:
    return None if told.expected is None else formatting.amount(told.figure, told.expected)


def _day(text: str) -> str:
    return jalali_day(datetime.combine(datetime.fromisoformat(text), time(12), UTC))
