"""Boards over a database: what the figures are, what is compared, and what is held back."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session
from support.figures import Group, put
from support.office_times import shipped

from assistant.conversation.models import Rating
from assistant.insight.facts.cells import added_up, refresh_sums
from assistant.insight.facts.models import ScoreCell, ScoreSum
from assistant.insight.method import Figure
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.insight.scoreboard.board import Board, asked_in_public, chosen, in_tens, published
from assistant.insight.scoreboard.query import BoardRefusedError, By
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.statistics.funnel import Place
from assistant.insight.statistics.survival import bin_of
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue

NOW = datetime(2026, 9, 28, 9, tzinfo=UTC)
"""6 Mehr 1405: the last month that ended is 1405-06."""
PROVINCES = ("تهران", "فارس", "قم")
MONTHS = ("1405-04", "1405-05", "1405-06")


def groups(agencies: list[str]) -> list[Group]:
    """Fourteen usual agencies; then one that solves less, one that solves more, and a small one."""
    usual = [
        Group(agency, province, month, 25, solved=0.68 + 0.01 * (place % 5))
        for place, agency in enumerate(agencies[:14])
        for province in PROVINCES
        for month in MONTHS
    ]
    bad = [Group(agencies[14], "تهران", month, 150, 0.3) for month in MONTHS]
    good = [Group(agencies[15], "فارس", month, 150, 0.95, minutes=60) for month in MONTHS]
    small = [Group(agencies[16], "قم", "1405-05", 6)]
    return [*usual, *bad, *good, *small, Group(agencies[0], "تهران", "1405-06", 30, open_share=1)]


@pytest.fixture(scope="module")
def agencies(catalogue: Catalogue) -> list[str]:
    return sorted(catalogue.agencies)


@pytest.fixture(scope="module")
async def filled(
    tmp_path_factory: pytest.TempPathFactory, agencies: list[str]
) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('board') / 'figures.sqlite3'}")
    await migrate(database)
    await database.run(lambda session: put(session, groups(agencies), 1))
    yield database
    await database.close()


@pytest.fixture
def session(filled: Database) -> Iterator[Session]:
    with filled.transaction() as session:
        yield session


@pytest.fixture
def boards(catalogue: Catalogue) -> Scoreboard:
    return Scoreboard(catalogue, shipped)


def board(boards: Scoreboard, session: Session, by: By = By.AGENCY, **wanted: str) -> Board:
    query = boards.query(by, "1405-04", "1405-06", NOW, **wanted)
    return boards.board(session, query, NOW, with_ranks=True)


def row(board: Board, key: str):
    return next(row for row in board.rows if row.key == key)


def test_good_and_bad_agencies_are_told_from_usual_ones(boards, session, agencies):
    found = board(boards, session)
    places = {
        row.key: row.estimates[Figure.SOLVED_FIRST].band.at_998
        for row in found.rows
        if row.estimates
    }
    assert places.pop(agencies[14]) is Place.WORSE
    assert places.pop(agencies[15]) is Place.BETTER
    assert set(places.values()) == {Place.AS_EXPECTED}


def test_marks_of_talks_are_in_satisfaction_and_its_response_rate(boards, session, agencies):
    """40 people of whom 30 are content; of 60 conversations that could rate 45 did."""
    before = row(board(boards, session), agencies[0]).estimates[Figure.SATISFACTION]
    about = {"agency_id": agencies[0], "province": "قم", "month": "1405-05"}
    talk = {"service_id": None, "channel": "web", "occasion": "talk", "matter": "talk"}
    marks = [
        Rating(**about, **talk, score=5 if n < 30 else 2, person_key=f"p{n}", counts=n < 40)
        for n in range(45)
    ]
    prompt = RatingPrompt(
        **about, day="2026-08-01", channel="web", offered=60, asked=50, answered=45
    )
    with session.begin_nested() as nested:
        session.add_all([*marks, prompt])
        session.flush()
        found = {
            by: row(board(boards, session, by), key).estimates[Figure.SATISFACTION]
            for by, key in ((By.AGENCY, agencies[0]), (By.PROVINCE, "قم"))
        }
        nested.rollback()
    after = found[By.AGENCY]
    assert (after.n - before.n, after.observed - before.observed) == (40, 30)
    answered = 9 * 25 + 30 - 30
    assert before.response_rate.point == pytest.approx(before.n / answered)
    assert after.response_rate.point == pytest.approx((before.n + 45) / (answered + 60))
    assert found[By.PROVINCE].n > 40


def test_rows_are_in_the_order_of_names(boards, session):
    names = [row.name for row in board(boards, session).rows]
    assert names == sorted(names)


def test_intervals_hold_what_was_made_up(boards, session, agencies):
    found = row(board(boards, session), agencies[14]).estimates
    value = found[Figure.SOLVED_FIRST].value
    assert value.low < 0.3 < value.high
    assert found[Figure.SOLVED_FIRST].n < found[Figure.BREACHES].n == 450


def test_expected_adds_up_to_observed(boards, session):
    rows = [
        row.estimates[Figure.SOLVED_FIRST] for row in board(boards, session).rows if row.estimates
    ]
    observed, expected = sum(r.observed for r in rows), sum(r.expected for r in rows)
    assert expected == pytest.approx(observed, rel=0.01)


def test_what_waits_counts_for_as_long_as_it_has(boards, session, agencies):
    """Thirty people of this agency have waited longer than 3 hours: they are in no cell."""
    found = row(board(boards, session), agencies[0]).estimates[Figure.ANSWERED_3H]
    cells = session.query(ScoreSum).filter_by(by="agency", key=agencies[0], level="").all()
    ended = sum(sum(c.answer_times) + sum(c.answer_censored) for c in cells)
    in_time = sum(sum(c.answer_times[: bin_of(180) + 1]) for c in cells)
    assert found.n == pytest.approx(ended + 30)
    assert found.value.point == pytest.approx(in_time / (ended + 30))


def test_sums_are_the_cells_together(boards, session, agencies):
    names = [column.name for column in ScoreSum.__table__.columns]
    for by, key, column in (
        ("agency", agencies[3], ScoreCell.agency_id),
        ("province", "قم", ScoreCell.province),
    ):
        cells = session.query(ScoreCell).filter(
            column == key, ScoreCell.level == "", ScoreCell.month == "1405-05"
        )
        (kept,) = session.query(ScoreSum).filter_by(by=by, key=key, level="", month="1405-05")
        told = added_up([{name: getattr(cell, name, None) for name in names} for cell in cells])
        assert {name: getattr(kept, name) for name in told} == told


def test_adding_up_again_changes_nothing(session, agencies):
    before = [
        row.people
        for row in session.query(ScoreSum).order_by(
            ScoreSum.by, ScoreSum.key, ScoreSum.level, ScoreSum.month
        )
    ]
    refresh_sums(session, agencies[3], "قم", "1405-05")
    session.expire_all()
    after = [
        row.people
        for row in session.query(ScoreSum).order_by(
            ScoreSum.by, ScoreSum.key, ScoreSum.level, ScoreSum.month
        )
    ]
    assert before == after


@pytest.mark.parametrize("by", [By.PROVINCE, By.LEVEL])
def test_the_same_people_are_in_every_board(boards, session, by):
    by_agency = board(boards, session).overall
    other = board(boards, session, by).overall
    if by is By.PROVINCE:
        assert other.people == by_agency.people
    assert other.estimates[Figure.SOLVED_FIRST].observed == pytest.approx(
        by_agency.estimates[Figure.SOLVED_FIRST].observed
    )


def test_levels_have_their_titles_and_own_times(boards, session):
    rows = board(boards, session, By.LEVEL).rows
    assert {row.key: row.name for row in rows} == {
        id_: title for id_, title in boards.levels.items() if id_ != "inspection_centre"
    }
    of_second = boards.query(By.AGENCY, "1405-04", "1405-06", NOW, level="provincial_manager")
    second = boards.board(session, of_second, NOW).overall
    assert second.people == row(board(boards, session, By.LEVEL), "provincial_manager").people


def test_services_are_told_of_one_agency(boards, session, agencies):
    with pytest.raises(BoardRefusedError, match="agency_needed"):
        board(boards, session, By.SERVICE)
    found = board(boards, session, By.SERVICE, agency=agencies[14])
    assert [row.name for row in found.rows] == ["بدون خدمت مشخص"]
    assert found.overall.people == 450


def test_agencies_of_a_province_are_read_from_cells(boards, session, agencies):
    found = board(boards, session, province="قم")
    assert row(found, agencies[1]).people == 75
    assert agencies[14] not in {row.key for row in found.rows}


def test_ranks_are_intervals_and_hold_who_is_far_away(boards, session, agencies):
    found = board(boards, session)
    best = row(found, agencies[15]).ranks[Figure.SOLVED_FIRST]
    worst = row(found, agencies[14]).ranks[Figure.SOLVED_FIRST]
    usual = row(found, agencies[4]).ranks[Figure.SOLVED_FIRST]
    assert (best.best, best.worst) == (1, 1)
    assert (worst.best, worst.worst) == (16, 16)
    assert usual.best < usual.worst - 8


def test_since_when_there_are_figures_is_told(boards, session, agencies):
    assert row(board(boards, session), agencies[0]).since == "1405-04"
    assert row(board(boards, session), agencies[16]).since == "1405-05"


def test_a_row_of_few_people_shows_no_number(boards, session, agencies):
    open_ = board(boards, session)
    assert row(open_, agencies[16]).estimates == {}
    hidden = {row.key for row in published(open_).rows if not row.estimates}
    assert all(row.people == 0 for row in published(open_).rows if row.key in hidden)
    # The six people would be what all have together, less what is shown.
    assert agencies[16] in hidden
    assert len(hidden) == 2
    gone = sum(r.people for r in open_.rows if r.key in hidden)
    assert gone >= 10


def test_what_may_not_be_published_takes_a_second_row_along(boards, session, agencies):
    found = published(board(boards, session), lambda row: row.key != agencies[15])
    hidden = {row.key for row in found.rows if not row.estimates}
    assert {agencies[15], agencies[16]} <= hidden


def test_one_row_is_compared_with_all(boards, session, agencies):
    whole = board(boards, session)
    alone = chosen(board(boards, session, agency=agencies[14]))
    assert [row.key for row in alone.rows] == [agencies[14]]
    assert alone.rows[0].estimates == row(whole, agencies[14]).estimates
    with pytest.raises(BoardRefusedError, match="too_few"):
        chosen(board(boards, session, agency=agencies[16]))
    with pytest.raises(BoardRefusedError, match="too_few"):
        chosen(board(boards, session, agency=agencies[17]))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"first": "1405-06", "last": "1405-04"}, "period_reversed"),
        ({"first": "1405-13"}, "unknown_period"),
        ({"first": "اسفند"}, "unknown_period"),
        ({"first": "2026-02-30"}, "unknown_period"),
        ({"first": "1401-01"}, "unknown_period"),
        ({"first": "1406-01"}, "unknown_period"),
        ({"agency": "nobody"}, "unknown_agency"),
        ({"province": "تورنتو"}, "unknown_province"),
        ({"level": "moon"}, "unknown_level"),
    ],
)
def test_what_is_wrong_has_a_code(boards, asked, code):
    first, last = asked.pop("first", None), asked.pop("last", None)
    with pytest.raises(BoardRefusedError) as refused:
        boards.query(By.AGENCY, first, last, NOW, **asked)
    assert refused.value.code == code


def test_months_are_jalali_or_of_days(boards):
    period = boards.query(By.AGENCY, "2026-03-21", "1405-06", NOW).period
    assert (period.first, period.last) == ("1405-01", "1405-06")
    assert period.title_fa == "فروردین تا شهریور ۱۴۰۵"
    usual = boards.query(By.AGENCY, None, None, NOW).period
    assert (usual.first, usual.last) == ("1405-01", "1405-06")
    assert (
        boards.query(By.AGENCY, "1404-11", "1405-01", NOW).period.title_fa
        == "بهمن ۱۴۰۴ تا فروردین ۱۴۰۵"
    )


@pytest.mark.parametrize(
    ("by", "asked", "code"),
    [
        (By.AGENCY, {"last": "1405-07"}, "unknown_period"),
        (By.AGENCY, {"province": "قم"}, "only_at_the_desk"),
        (By.PROVINCE, {"agency": True}, "only_at_the_desk"),
        (By.SERVICE, {"agency": True, "province": "قم"}, "only_at_the_desk"),
        (By.LEVEL, {"province": "قم"}, "only_at_the_desk"),
    ],
)
def test_everybody_may_not_ask_for_small_cells(boards, agencies, by, asked, code):
    last = asked.pop("last", None)
    if asked.get("agency"):
        asked["agency"] = agencies[0]
    query = boards.query(by, None, last, NOW, **asked)
    with pytest.raises(BoardRefusedError, match=code):
        asked_in_public(query, NOW)


def test_people_are_told_in_tens():
    assert [in_tens(n) for n in (10, 19, 19.9999999, 120.5)] == [10, 10, 20, 120]
