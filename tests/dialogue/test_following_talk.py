"""Without Rasa: what others have told is offered before the summary, and can be followed."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update
from support.citizen import Answer, Citizen
from support.samples import complaint
from support.wordings import says

from assistant.cases.models import Case
from assistant.storage.database import Database

TOLD = "سه هفته‌ست انشعاب آب شهرک ما عقب افتاده و هنوز وصل نمی‌کنند"
SAID = f"از آبفا شکایت دارم، {TOLD}"
FOLLOW, ALONE = "پیگیری همان پرونده", "شکایت خودم ثبت شود"


@pytest.fixture(autouse=True)
async def before(database: Database, http: httpx.AsyncClient) -> str:
    """The code of the one case of this matter that is not too old."""
    long_ago = datetime.now(UTC) - timedelta(days=400)
    await database.run(lambda session: session.execute(update(Case).values(created_at=long_ago)))
    draft = complaint(description="سه هفته است انشعاب آب شهرک ما را وصل نمی‌کنند")
    return (await http.post("/api/v1/cases", json=draft)).json()["tracking_code"]


async def to_offer(citizen: Citizen) -> Answer:
    await citizen.say(SAID)
    return await citizen.say("شهر قم")


async def cases_of(citizen: Citizen, database: Database) -> list[Case]:
    query = select(Case).where(Case.conversation_id == citizen.id)
    return await database.run(lambda session: list(session.scalars(query)))


async def leader(database: Database, code: str) -> Case:
    query = select(Case).where(Case.tracking_code == code)
    return await database.run(lambda session: session.scalars(query).one())


async def test_an_open_case_is_offered_without_anybodys_words(
    citizen: Citizen, before: str
) -> None:
    offer = await to_offer(citizen)
    assert {FOLLOW, ALONE, "انصراف"} == set(offer.buttons)
    assert "پیش از شما یک نفر همین موضوع را گفته است" in offer.said
    assert "محل: قم" in offer.said
    assert "دیر شدن" in offer.said
    assert "وصل نمی‌کنند" not in offer.said
    assert before not in offer.said


@pytest.mark.parametrize("way", [None, "همان را پیگیری کن", "بله", "همین را دنبال می‌کنم"])
async def test_who_follows_gets_a_code_and_the_own_words_are_kept(
    citizen: Citizen, database: Database, before: str, way: str | None
) -> None:
    await to_offer(citizen)
    filed = await (citizen.say(way) if way else citizen.press(FOLLOW))
    assert says(filed.said, "followed")
    receipt = filed.first("case")
    assert receipt["pin"]
    assert receipt["tracking_code"] != before
    (row,) = await cases_of(citizen, database)
    assert TOLD in row.description
    assert row.leader_id == (await leader(database, before)).id


@pytest.mark.parametrize("way", [None, ALONE, "نه"])
async def test_who_goes_alone_sees_the_summary(
    citizen: Citizen, database: Database, way: str | None
) -> None:
    await to_offer(citizen)
    summary = await (citizen.say(way) if way else citizen.press(ALONE))
    assert "ثبت شود" in summary.buttons
    filed = await citizen.press("ثبت شود")
    assert not says(filed.said, "followed")
    (row,) = await cases_of(citizen, database)
    assert row.leader_id is None


async def test_breaking_off_at_the_offer_files_nothing(
    citizen: Citizen, database: Database
) -> None:
    await to_offer(citizen)
    assert says((await citizen.press("انصراف")).said, "cancelled")
    assert await cases_of(citizen, database) == []


async def test_an_emergency_interrupts_the_offer(citizen: Citizen, database: Database) -> None:
    await to_offer(citizen)
    answer = await citizen.say("خانه آتش گرفته")
    assert "125" in [reply["number"] for reply in answer.replies if reply["kind"] == "line"]
    await citizen.press(FOLLOW)
    (row,) = await cases_of(citizen, database)
    assert row.leader_id is not None


async def test_what_is_no_answer_is_asked_again_in_other_words(citizen: Citizen) -> None:
    first = await to_offer(citizen)
    again = await citizen.say("؟؟")
    assert {FOLLOW, ALONE} <= set(again.buttons)
    assert again.said != first.said


async def test_another_place_has_offers_of_its_own(citizen: Citizen, database: Database) -> None:
    await to_offer(citizen)
    await citizen.press(ALONE)
    await citizen.press("تغییر محل")
    summary = await citizen.say("شهر یزد")
    assert FOLLOW not in summary.buttons
    assert "ثبت شود" in summary.buttons
    await citizen.press("تغییر محل")
    assert FOLLOW in (await citizen.say("شهر قم")).buttons


async def test_the_own_earlier_case_is_not_offered(
    citizen: Citizen, database: Database, before: str
) -> None:
    await to_offer(citizen)
    await citizen.press(ALONE)
    await citizen.press("ثبت شود")
    ended = update(Case).where(Case.tracking_code == before).values(status="withdrawn")
    await database.run(lambda session: session.execute(ended))
    assert "ثبت شود" in (await to_offer(citizen)).buttons


async def test_what_ended_meanwhile_is_not_followed_but_the_case_is_filed(
    citizen: Citizen, database: Database, before: str
) -> None:
    await to_offer(citizen)
    ended = update(Case).where(Case.tracking_code == before).values(status="withdrawn")
    await database.run(lambda session: session.execute(ended))
    filed = await citizen.press(FOLLOW)
    assert filed.first("case")["pin"]
    assert not says(filed.said, "followed")
    (row,) = await cases_of(citizen, database)
    assert row.leader_id is None


async def test_another_matter_brings_no_offer(citizen: Citizen) -> None:
    await citizen.say("از آبفا شکایت دارم، کنتور آب خانه‌ام خراب است و برای تعویض نمی‌آیند")
    assert "ثبت شود" in (await citizen.say("شهر قم")).buttons
