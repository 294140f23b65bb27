"""What the radar suspects, on both databases: people and not messages, and never twice."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from support.town import HOUR, MINUTE, Town

from assistant.cases.outages import OutageRow
from assistant.cases.terms import Indicator
from assistant.insight.radar import suspicions
from assistant.insight.radar.history import SIGNALS_KEPT
from assistant.insight.radar.models import RadarHour, RadarSignal, RadarSuspicion
from assistant.insight.radar.suspicions import PASSED_AFTER, look
from assistant.storage.database import Database


async def opened(town: Town) -> list[RadarSuspicion]:
    return await town.database.run(suspicions.open_suspicions)


async def test_a_burst_is_suspected_once_and_kept_true(town: Town) -> None:
    await town.watched(24)
    began = town.now
    await town.told(4, every=2 * MINUTE)
    assert await town.look() == []
    await town.told(6, every=2 * MINUTE)
    (raised,) = await town.look()
    assert (raised.agency_id, raised.indicator) == ("tax", Indicator.SYSTEM_DOWN)
    assert raised.began_at == began + 2 * MINUTE
    assert (raised.people, raised.from_cases) == (10, 0)
    assert raised.score >= raised.threshold
    assert raised.observed_per_hour > 20 > 1 > raised.usual_per_hour
    await town.told(5)
    assert await town.look() == []
    (now,) = await opened(town)
    assert (now.id, now.people, now.score > raised.score) == (raised.id, 15, True)


async def test_one_person_is_one_whatever_they_say(town: Town) -> None:
    await town.told(200, who="chat 7")
    assert await town.look() == []
    rows = await town.database.run(lambda s: s.scalar(select(func.count(RadarSignal.id))))
    assert rows == 1


async def test_the_same_rate_as_usual_is_nothing(town: Town) -> None:
    """Twelve people an hour are usual there; sixty are not."""
    await town.has_seen(weeks=8, people=12)
    for _ in range(3):
        await town.told(12, every=5 * MINUTE)
        assert await town.look() == []
    await town.told(45)
    (raised,) = await town.look()
    assert raised.usual_per_hour == pytest.approx(12, rel=0.1)


async def test_it_is_of_the_service_and_province_that_nearly_all_name(town: Town) -> None:
    await town.told(9, service="tax-return", province="قم")
    await town.told(1, service="tax-payment", province="یزد")
    await town.told(5)
    (raised,) = await town.look()
    assert (raised.service_id, raised.province) == ("tax-return", "قم")
    await town.told(9, service="tax-payment", province="یزد")
    await town.look()
    (now,) = await opened(town)
    assert (now.service_id, now.province) == (None, None)


async def test_a_burst_of_one_service_is_not_lost_in_a_busy_agency(town: Town) -> None:
    """The agency has forty an hour as usual; fourteen more of one service are many there."""
    await town.has_seen(weeks=8, people=40)
    await town.told(14, service="tax-return", every=3 * MINUTE)
    (raised,) = await town.look()
    assert raised.service_id == "tax-return"


async def test_the_telephone_is_another_matter(town: Town) -> None:
    await town.told(8)
    await town.told(8, indicator=Indicator.PHONE_IVR)
    assert {one.indicator for one in await town.look()} == {"system_down", "phone_ivr"}


async def test_a_dismissed_one_is_quiet_for_hours_and_then_judged_afresh(town: Town) -> None:
    await town.has_seen(weeks=8, people=0)
    await town.told(10)
    (raised,) = await town.look()
    done = await town.database.run(
        lambda s: suspicions.dismiss(s, raised.id, by="op", reason="آزمایش", hours=3, now=town.now)
    )
    assert done is not None
    await town.told(30)
    assert await town.look() == []
    await town.look(3 * HOUR)
    assert await opened(town) == []
    await town.told(10)
    assert len(await town.look()) == 1

    def again(session: object) -> object:
        return suspicions.dismiss(session, raised.id, by="op", reason="-", hours=1, now=town.now)

    assert await town.database.run(again) is None


async def test_what_nobody_reports_any_more_passes(town: Town) -> None:
    await town.told(10)
    await town.look()
    await town.look(PASSED_AFTER - MINUTE)
    assert len(await opened(town)) == 1
    assert await town.look(2 * MINUTE) == []
    assert await opened(town) == []
    assert await town.look(MINUTE) == []


async def test_a_confirmed_outage_is_not_suspected_again_and_counts_its_people(town: Town) -> None:
    await town.told(12)
    (raised,) = await town.look()
    outage = await town.database.run(lambda s: _confirmed(s, town, raised))
    await town.told(30)
    assert await town.look() == []
    assert await _people(town, outage) == 42
    await town.told(1, who="one more, who says it again and again")
    await town.told(20, who="one more, who says it again and again")
    await town.look()
    assert await _people(town, outage) == 43

    def end(session: object) -> None:
        session.get(OutageRow, outage).ended_at = town.now

    await town.database.run(end)
    assert await town.look(MINUTE) == []
    await town.told(12)
    assert len(await town.look()) == 1, "another outage on the same day is a new one"


async def test_people_of_two_days_are_not_added_up(town: Town) -> None:
    """Tomorrow nobody is known again, so who reports on both days may be the same."""
    await town.told(12)
    (raised,) = await town.look()
    outage = await town.database.run(lambda s: _confirmed(s, town, raised))
    await town.look(24 * HOUR)
    await town.told(15)
    await town.look()
    assert await _people(town, outage) == 15


def _confirmed(session: object, town: Town, raised: RadarSuspicion) -> int:
    row = OutageRow(
        agency_id=raised.agency_id,
        indicator=raised.indicator,
        began_at=raised.began_at,
        source="سازمان",
        people=0,
        added_by="op",
    )
    session.add(row)
    session.flush()
    (decided,) = suspicions.confirm(session, row, by="op", now=town.now)
    assert (decided.id, decided.outage_id, row.people) == (raised.id, row.id, raised.people)
    return row.id


async def _people(town: Town, outage: int) -> int:
    return await town.database.run(lambda s: s.get(OutageRow, outage).people)


async def test_another_outage_does_not_explain_it(town: Town) -> None:
    await town.told(12, service="tax-return")
    await town.look()
    row = OutageRow(
        agency_id="tax", service_id="tax-payment", began_at=town.now, source="-", added_by="op"
    )

    def work(session: object) -> list[RadarSuspicion]:
        session.add(row)
        session.flush()
        return suspicions.confirm(session, row, by="op", now=town.now)

    assert await town.database.run(work) == []
    assert len(await opened(town)) == 1


async def test_a_look_that_comes_late_finds_the_same(town: Town) -> None:
    """Whoever looks once after forty minutes knows since when."""
    await town.watched(3)
    began = town.now
    await town.told(20, every=2 * MINUTE)
    (late,) = await town.look()
    assert late.began_at == began + 2 * MINUTE
    assert late.people == 20


async def test_what_was_over_before_anybody_looked_is_not_raised(town: Town) -> None:
    await town.told(20)
    assert await town.look(PASSED_AFTER + MINUTE) == []


async def test_many_looks_at_once_raise_one(town: Town, url: str) -> None:
    await town.told(10)
    await town.look(-9 * MINUTE)
    town.now += 9 * MINUTE
    others = [Database(url) for _ in range(4)]
    now = town.now
    raised = await asyncio.gather(*(one.run(lambda s: look(s, now)) for one in others))
    assert sum(map(len, raised)) == 1
    assert len(await opened(town)) == 1
    for one in others:
        await one.close()


async def test_single_reports_go_after_two_days_and_counts_stay(town: Town) -> None:
    await town.look()
    await town.told(3, service="tax-return", every=timedelta(seconds=1))
    await town.look(2 * HOUR)
    await town.look(SIGNALS_KEPT)

    def kept(session: object) -> tuple[int, dict[tuple[str, str], int | None]]:
        hours = session.scalars(select(RadarHour).where(RadarHour.people > 0))
        counted = {(one.agency_id, one.service_id): one.people for one in hours}
        return session.scalar(select(func.count(RadarSignal.id))), counted

    signals, counted = await town.database.run(kept)
    assert signals == 0
    assert counted == {("tax", ""): 3, ("tax", "tax-return"): 3, ("", ""): 3}


@pytest.mark.parametrize("hours", [0, 5])
async def test_hours_without_the_radar_say_nothing(town: Town, hours: int) -> None:
    """Only watched hours are history: a night without power is no night without reports."""
    await town.watched(3)
    town.now += hours * HOUR
    await town.watched(3)
    query = select(func.count()).where(RadarHour.agency_id == "", RadarHour.people.is_not(None))
    # Of six looks each began an hour; the last is not over, and the one before not settled.
    assert await town.database.run(lambda s: s.scalar(query)) == 4
