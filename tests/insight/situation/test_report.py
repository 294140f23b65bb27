"""The monthly report: what it counts, against the rows; frozen figures; the drawing; the table."""

import csv
import io
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.situations import fill

from assistant.cases.models import Case
from assistant.cases.signatures import Notary
from assistant.cases.terms import CLOCK
from assistant.insight import agency_report_output
from assistant.insight.agency_report import AgencyReport, Reports, Topic, TrendPoint, without_cases
from assistant.insight.agency_report_output import HEADER, report_csv
from assistant.insight.facts.cells import refresh_cell
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.recording import all_cells
from assistant.insight.method import METHOD_VERSION, MIN_JUDGED, MIN_PEOPLE, Figure
from assistant.insight.periods import moves
from assistant.insight.periods.closing import Closing
from assistant.insight.periods.reporting_period import ReportingPeriod, State
from assistant.insight.periods.statement import export
from assistant.insight.scoreboard.query import BoardRefusedError
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.signals.service import Signals
from assistant.insight.statistics.funnel import Place
from assistant.insight.statistics.intervals import rate
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
MONTH = "1405-07"
AGENCIES = 8


@pytest.fixture(scope="module")
def reports(catalogue: Catalogue) -> Reports:
    return Reports(catalogue, Scoreboard(catalogue, shipped), Signals())


@pytest.fixture(scope="module")
async def rows(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('report') / 'x.sqlite3'}")
    await migrate(database)

    def work(session: Session) -> None:
        fill(session, catalogue, AT, 1200, 0.1)
        # One province and some agencies are enough to compare, and few cells to count.
        session.execute(update(CaseFact).values(province="تهران"))
        few = sorted(catalogue.agencies)[:AGENCIES]
        others = update(CaseFact).where(CaseFact.agency_id.not_in(few))
        session.execute(others.values(agency_id=few[-1]))
        for cell in all_cells(session):
            refresh_cell(session, cell)

    await database.run(work)
    yield database
    await database.close()


@pytest.fixture(scope="module")
async def agency(rows: Database) -> str:
    """The one with the most cases."""
    of = await rows.run(lambda session: session.scalars(select(CaseFact.agency_id)).all())
    return Counter(of).most_common(1)[0][0]


@pytest.fixture(scope="module")
async def report(rows: Database, reports: Reports, agency: str) -> AgencyReport:
    return await rows.run(lambda session: reports.report(session, agency, MONTH, AT))


@pytest.fixture(scope="module")
async def facts(rows: Database, agency: str) -> list[CaseFact]:
    query = select(CaseFact).where(CaseFact.agency_id == agency)
    return list(await rows.run(lambda session: session.scalars(query).all()))


def test_it_has_all_figures_of_the_month(report: AgencyReport, facts: list[CaseFact]) -> None:
    mine = [fact for fact in facts if fact.month == MONTH]
    told = {one.figure: one for one in report.figures}
    assert list(told) == list(Figure)
    late = told[Figure.BREACHES]
    assert late.n == len(mine) >= MIN_PEOPLE
    assert late.value is not None
    assert late.value == rate(sum(fact.is_breach for fact in mine), len(mine))
    assert late.expected is not None
    assert late.band.at_95 is not Place.TOO_FEW
    judged = [fact for fact in mine if fact.first_verdict]
    assert told[Figure.SOLVED_FIRST].n == len(judged)
    assert told[Figure.SATISFACTION].response is not None
    assert (report.state, report.is_over, report.as_of) == (State.OPEN, True, AT)


def test_the_trend_is_of_the_year_that_ends_with_it(
    report: AgencyReport, facts: list[CaseFact]
) -> None:
    months = [point.month for point in report.trend]
    assert months == sorted(months)
    assert (months[0], months[-1], len(months)) == ("1404-08", MONTH, 12)
    people = Counter(fact.month for fact in facts)
    assert [point.people for point in report.trend] == [people[month] for month in months]
    assert report.trend[0].breaches is None
    assert report.trend[-1].breaches is not None


async def test_topics_and_breaches_are_those_of_the_rows(
    report: AgencyReport, facts: list[CaseFact], rows: Database
) -> None:
    mine = [fact for fact in facts if fact.month == MONTH]
    indicators = Counter(fact.indicator for fact in mine)
    assert sorted((one.people for one in report.indicators), reverse=True) == [
        one.people for one in report.indicators
    ]
    assert [one.people for one in report.indicators] == [
        count for _, count in indicators.most_common(10)
    ]
    late = {fact.case_id for fact in mine if fact.is_breach}
    codes = await rows.run(
        lambda s: set(s.scalars(select(Case.tracking_code).where(Case.id.in_(late))))
    )
    assert late
    assert report.breaches_in_all == len(late)
    assert {one.tracking_code for one in report.breaches} == codes


def test_who_sees_no_case_gets_no_code_and_no_small_number(report: AgencyReport) -> None:
    few, many = Topic("اندک", MIN_PEOPLE - 1), Topic("بسیار", MIN_PEOPLE)
    shown = without_cases(replace(report, indicators=[many, few], services=[few]))
    assert (shown.indicators, shown.services, shown.breaches) == ([many], [], [])
    assert shown.breaches_in_all == report.breaches_in_all
    table = report_csv(shown).decode("utf-8-sig")
    assert not any(one.tracking_code in table for one in report.breaches)


@pytest.mark.parametrize(
    ("agency_id", "month", "code"),
    [
        ("no-such-agency", MONTH, "unknown_agency"),
        ("abfa", "1405-13", "unknown_period"),
        ("abfa", "1405-09-01", "unknown_period"),
        ("abfa", "1405-10", "unknown_period"),
        ("abfa", "یک", "unknown_period"),
    ],
)
async def test_what_is_no_report_is_refused(
    rows: Database, reports: Reports, agency_id: str, month: str, code: str
) -> None:
    with pytest.raises(BoardRefusedError) as refused:
        await rows.run(lambda session: reports.report(session, agency_id, month, AT))
    assert refused.value.code == code


async def test_an_agency_without_people_has_no_number(rows: Database, reports: Reports) -> None:
    found = await rows.run(lambda session: reports.report(session, "abfa", "1403-01", AT))
    assert all(one.value is None for one in found.figures)
    assert agency_report_output.drawn(found.trend) is None
    assert report_csv(found)


async def test_the_running_month_says_so(rows: Database, reports: Reports, agency: str) -> None:
    found = await rows.run(lambda session: reports.report(session, agency, "1405-09", AT))
    assert not found.is_over


async def test_frozen_figures_are_those_of_the_export(
    rows: Database, reports: Reports, agency: str, tmp_path
) -> None:
    """What is paid by is what the report says, whatever the scoreboard says by now."""
    period = ReportingPeriod.parse("1405-06")
    row = {
        "agency_id": agency, "figure": "solved_first", "n": 120.0, "low": 0.51, "point": 0.6,
        "high": 0.68, "expected": 84.0, "band_95": "worse", "band_998": "as_expected",
    }  # fmt: skip
    figures = {
        "period": str(period), "state": "provisional", "method_version": METHOD_VERSION,
        "as_of": "", "ledger_root": None, "least_people": MIN_PEOPLE,
        "least_judged_to_pay": MIN_JUDGED,
        "rows": [row, row | {"figure": "breaches", "n": None}, row | {"agency_id": "other"}],
    }  # fmt: skip

    def work(session: Session) -> AgencyReport:
        made = export(figures, Notary(b"a key of the tests"))
        Closing(period, State.PROVISIONAL, frozenset(), made).keep(session, period.ripe_at)
        moves.object_to(
            session, period, agency, by=CLOCK, now=period.ripe_at, words="=این رقم درست نیست"
        )
        found = reports.report(session, agency, str(period), AT)
        session.rollback()
        return found

    found = await rows.run(work)
    told = {one.figure: one for one in found.figures}
    solved = told[Figure.SOLVED_FIRST]
    assert (solved.n, solved.expected, solved.band.at_95) == (120, 0.7, Place.WORSE)
    assert solved.value is not None
    assert (solved.value.low, solved.value.high) == (0.51, 0.68)
    assert (told[Figure.BREACHES].n, told[Figure.BREACHES].value) == (None, None)
    assert (found.state, found.as_of) == (State.PROVISIONAL, period.ripe_at)
    assert [one.words for one in found.objections] == ["=این رقم درست نیست"]
    assert "'=این رقم درست نیست" in report_csv(found).decode("utf-8-sig")


def test_the_table_has_every_figure_and_month(report: AgencyReport) -> None:
    data = report_csv(report)
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(found[0]) == HEADER
    assert {len(row) for row in found} == {len(HEADER)}
    parts = Counter(row[0] for row in found)
    assert (parts["رقم‌ها"], parts["روند"]) == (len(Figure), 24)
    assert parts["مهلت‌شکنی"] == 1 + len(report.breaches)


def test_the_drawing_breaks_its_line_where_a_month_has_too_few() -> None:
    shares = [rate(5, 10), rate(8, 10), None, rate(10, 10)]
    points = [TrendPoint(f"1405-0{k}", "ماه", 10, 10, one, None) for k, one in enumerate(shares, 1)]
    found = agency_report_output.drawn(points)
    assert found is not None
    assert (len(found.solved.dots), len(found.solved.parts)) == (3, 1)
    assert (found.breaches.dots, found.breaches.parts) == ([], [])
    for dot in found.solved.dots:
        assert agency_report_output.TOP <= dot.high <= dot.y <= dot.low
        assert dot.low <= agency_report_output.HEIGHT - agency_report_output.BOTTOM
