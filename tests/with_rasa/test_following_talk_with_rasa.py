"""With Rasa: what others have told is offered, interrupted, refused and followed."""

import httpx
import pytest
from sqlalchemy import select
from support.citizen import Answer, Citizen
from support.samples import complaint
from support.wordings import says

from assistant.cases.models import Case
from assistant.storage.database import Database
from lab.evaluation.stack import Stack

SAID = "از بیمه سلامت شکایت دارم، سامانه‌شان از دیروز قطع است و هیچ کاری نمی‌شود کرد"
FOLLOW, ALONE = "پیگیری همان پرونده", "شکایت خودم ثبت شود"


@pytest.fixture(scope="module", autouse=True)
async def before(portal: httpx.AsyncClient) -> str:
    draft = complaint(
        agency_id="ihio",
        indicator="system_down",
        description="از دیروز سامانهٔ بیمه سلامت قطع است",
    )
    filed = await portal.post("/api/v1/cases", json=draft)
    assert filed.status_code == 201, filed.text
    return filed.json()["tracking_code"]


async def to_offer(citizen: Citizen) -> Answer:
    answer = await citizen.say(SAID)
    assert "لازم نیست" in answer.buttons, answer.said
    return await citizen.press("لازم نیست")


async def test_it_is_offered_and_followed(citizen: Citizen, before: str) -> None:
    offer = await to_offer(citizen)
    assert {FOLLOW, ALONE} <= set(offer.buttons), offer.said
    assert "خرابی سامانه" in offer.said
    assert before not in offer.said
    filed = await citizen.press(FOLLOW)
    assert says(filed.said, "followed")
    assert filed.first("case")["pin"]


async def test_a_question_interrupts_the_offer_and_the_form_goes_on(citizen: Citizen) -> None:
    await to_offer(citizen)
    aside = await citizen.say("هزینهٔ تمدید گذرنامه چقدر است؟")
    assert "گذرنامه" in aside.said
    assert says(aside.said, "still_drafting")
    summary = await citizen.say(ALONE)
    assert "ثبت شود" in summary.buttons, summary.said
    filed = await citizen.press("ثبت شود")
    assert not says(filed.said, "followed")


async def test_breaking_off_in_words_files_nothing(citizen: Citizen) -> None:
    await to_offer(citizen)
    assert says((await citizen.say("انصراف")).said, "cancelled")


async def test_to_follow_in_words_is_no_wish_to_track(citizen: Citizen, stack: Stack) -> None:
    await to_offer(citizen)
    filed = await citizen.say("همان پرونده را پیگیری می‌کنم")
    assert filed.first("case")["is_new"], filed.said
    database = Database(stack.settings.database)
    query = select(Case.leader_id).where(Case.conversation_id == citizen.id)
    assert await database.run(lambda session: session.scalar(query)) is not None
    await database.close()
