"""The situation's counts, against the same counted one by one from the rows."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from support.situations import fill

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import WAITING
from assistant.conversation.models import Conversation, OwnerChange, Rating
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.insight.situation.service import KEPT_S, SituationBoard, situation
from assistant.insight.situation.views import (
    HEADER,
    HOURS,
    Share,
    Situation,
    Window,
    share_of,
    situation_csv,
)
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
AGENCY = "abfa"


@pytest.fixture(scope="module")
async def rows(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('situation') / 'x.sqlite3'}")
    await migrate(database)
    await database.run(lambda session: fill(session, catalogue, AT, 1200, 0.3))
    yield database
    await database.close()


@pytest.fixture(scope="module", params=[None, AGENCY], ids=["all", "one agency"])
async def found(
    request: pytest.FixtureRequest, rows: Database, catalogue: Catalogue
) -> tuple[str | None, Situation]:
    agency: str | None = request.param
    return agency, await rows.run(lambda s: situation(s, catalogue, agency, AT))


async def _cases(rows: Database, agency: str | None) -> list[Case]:
    cases = await rows.run(lambda session: session.scalars(select(Case)).all())
    return [case for case in cases if agency in {None, case.agency_id}]


async def _events(rows: Database, agency: str | None) -> list[CaseEvent]:
    ids = {case.id for case in await _cases(rows, agency)}
    events = await rows.run(lambda session: session.scalars(select(CaseEvent)).all())
    return [event for event in events if event.case_id in ids]


async def test_waiting_late_and_soon(
    found: tuple[str | None, Situation], rows: Database, catalogue: Catalogue
) -> None:
    agency, told = found
    waiting = [case for case in await _cases(rows, agency) if case.status in WAITING]
    late = [case for case in waiting if case.due_at <= AT]
    assert (told.now.waiting, told.now.late) == (len(waiting), len(late))
    assert agency or told.now.late > 0
    for hours, counted in ((1, told.clocks.within_1h), (72, told.clocks.within_72h)):
        until = AT + timedelta(hours=hours)
        assert counted == sum(AT < case.due_at <= until for case in waiting)
    by_place = Counter(case.province for case in waiting)
    assert {row.name: row.waiting for row in told.provinces} == {
        province.name: by_place[province.name] for province in catalogue.provinces
    }
    by_agency = Counter(case.agency_id for case in waiting)
    assert {row.id: row.waiting for row in told.agencies} == ({} if agency else by_agency)


async def test_what_happened_in_each_window(
    found: tuple[str | None, Situation], rows: Database
) -> None:
    agency, told = found
    events = await _events(rows, agency)
    for moved in told.moved:
        since = AT - timedelta(hours=HOURS[moved.window])
        recent = [event for event in events if since < event.created_at <= AT]
        of = {move: {e.case_id for e in recent if e.type == move} for move in Move}
        assert moved.filed == len(of[Move.REGISTERED])
        assert moved.answered == len(of[Move.ANSWERED])
        assert moved.breached == len(of[Move.ESCALATED])
    filed = sum(event.type == Move.REGISTERED for event in events)
    assert 0 < sum(day.filed for day in told.trend) < filed
    assert len(told.trend) == 30
    assert told.trend[-1].at_fa == "۷ آذر"


async def test_trend_of_each_day(found: tuple[str | None, Situation], rows: Database) -> None:
    agency, told = found
    # Tehran is three and a half hours ahead: its days begin at half past eight in the evening.
    days = Counter(
        (event.created_at + timedelta(hours=3.5)).date()
        for event in await _events(rows, agency)
        if event.type == Move.REGISTERED
    )
    today = (AT + timedelta(hours=3.5)).date()
    expected = [days[today - timedelta(days=back)] for back in range(29, -1, -1)]
    assert [day.filed for day in told.trend] == expected


async def test_marks_of_cases(found: tuple[str | None, Situation], rows: Database) -> None:
    agency, told = found
    week = next(marks for marks in told.case_marks if marks.window is Window.WEEK)
    recent = [e for e in await _events(rows, agency) if e.created_at > AT - timedelta(days=7)]
    scores = [event.data["score"] for event in recent if "score" in event.data]
    assert week.scores == [scores.count(mark) for mark in range(1, 6)]
    answered = {event.case_id for event in recent if event.type == Move.ANSWERED}
    assert week.answered is not None
    assert week.answered.of == len(answered)


async def test_talks(found: tuple[str | None, Situation], rows: Database) -> None:
    agency, told = found
    if agency:
        assert (told.queue, told.settled, told.talk_marks) == (None, [], [])
        return
    talks = await rows.run(lambda session: session.scalars(select(Conversation)).all())
    marks = await rows.run(lambda session: session.scalars(select(Rating)).all())
    changes = await rows.run(lambda session: session.scalars(select(OwnerChange)).all())
    handed = {change.conversation_id for change in changes if change.move == "enqueue"}
    counted = [mark for mark in marks if mark.counts and mark.conversation_id]
    assert len(counted) < len(marks)
    bad = {mark.conversation_id for mark in counted if mark.score <= 2}
    day = next(one for one in told.settled if one.window is Window.DAY)
    recent = {talk.id for talk in talks if talk.last_turn_at > AT - timedelta(days=1)}
    assert (day.alone.of, day.alone.part) == (len(recent), len(recent - handed - bad))
    assert (day.handed_over, day.badly_rated) == (len(recent & handed), len(recent & bad))
    week = next(one for one in told.talk_marks if one.window is Window.WEEK)
    since = AT - timedelta(days=7)
    scores = [mark.score for mark in counted if mark.created_at > since]
    assert week.scores == [scores.count(mark) for mark in range(1, 6)]


async def test_who_was_asked_for_a_mark_in_talks(
    found: tuple[str | None, Situation], rows: Database
) -> None:
    agency, told = found
    if agency:
        assert told.talk_marks == []
        return
    prompts = await rows.run(lambda session: session.scalars(select(RatingPrompt)).all())
    answered = {one.window: one.answered for one in told.talk_marks}
    assert answered[Window.HOUR] is None
    for window, first in ((Window.DAY, "2026-11-28"), (Window.WEEK, "2026-11-22")):
        mine = [one for one in prompts if one.day >= first]
        share = answered[window]
        assert share is not None
        assert (share.part, share.of) == (
            sum(one.answered for one in mine),
            sum(one.asked for one in mine),
        )


def test_a_share_needs_ten_people() -> None:
    assert share_of(9, 9) == Share(part=9, of=9)
    enough = share_of(9, 10)
    assert enough.share == pytest.approx(0.9)
    assert enough.low is not None
    assert enough.high is not None
    assert 0 < enough.low < 0.9 < enough.high < 1


async def test_the_table_has_what_the_page_has(found: tuple[str | None, Situation]) -> None:
    _, told = found
    lines = situation_csv(told).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(HEADER)
    assert any(line.endswith(f"مهلت گذشته,{told.now.late},,,,") for line in lines)
    assert len(lines) > 31 * 3


async def test_many_who_look_cost_one_reading(rows: Database, catalogue: Catalogue) -> None:
    seconds = 0.0
    board = SituationBoard(lambda: seconds)

    async def read(at: datetime) -> Situation:
        return await rows.run(lambda s: board.read(s, catalogue, None, at))

    first = await read(AT)
    assert await read(AT + timedelta(hours=5)) is first
    seconds = KEPT_S
    assert await read(AT + timedelta(hours=5)) is not first
