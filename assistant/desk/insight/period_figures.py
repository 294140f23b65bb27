"""The frozen figures of an agency, in the words that people read them in."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from assistant.desk.insight.period_schemas import AgencyOut, PeriodFigure, PeriodFiguresOut
from assistant.insight.method import WORDS, Figure
from assistant.insight.scoreboard import telling
from assistant.insight.situation.report import Told, told_of
from assistant.language.dates import jalali_day
from knowledge.catalogue import Catalogue


def figures_of(
    kept: Mapping[str, Any], catalogue: Catalogue, agency_id: str | None, *, is_own: bool
) -> PeriodFiguresOut:
    """Of `kept_figures` what is of this agency; `is_own`: no other agency is named."""
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


def _figure(told: Told) -> PeriodFigure:
    words, value = WORDS[told.figure], told.value
    return PeriodFigure(
        figure=told.figure,
        name_fa=words.name_fa,
        of_fa=words.of_fa,
        n=None if told.n is None else round(told.n),
        value_fa=telling.amount(told.figure, value.point) if value else None,
        between_fa=telling.between(told.figure, value) if value else None,
        expected_fa=_expected(told),
        band=told.band.at_95,
        band_fa=telling.band(told.band),
    )


def _expected(told: Told) -> str | None:
    return None if told.expected is None else telling.amount(told.figure, told.expected)


def _day(text: str) -> str:
    return jalali_day(datetime.combine(datetime.fromisoformat(text), time(12), UTC))
