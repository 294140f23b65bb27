"""A citizen who knows the pin of a case gets another one in words; nobody else does."""

import httpx
import pytest
from sqlalchemy import select
from support.citizen import Citizen, file_complaint
from support.pins import wrong
from support.wordings import says

from assistant.conversation.models import Conversation, Event, Turn
from assistant.storage.database import Database

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


async def opens(http: httpx.AsyncClient, code: str, pin: str) -> bool:
    return (await http.get(f"/api/v1/cases/{code}", headers={"X-Case-Pin": pin})).status_code == 200


@pytest.mark.parametrize(
    "wish", ["رمزم رو عوض کن", "میشه رمز پروندم عوض بشه؟ یکی دیدتش", "رمز پیگیریم رو تغییر بده"]
)
async def test_who_knows_the_pin_gets_another_one(
    citizen: Citizen, http: httpx.AsyncClient, database: Database, wish: str
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    code, old = case["tracking_code"], case["pin"]
    holder = await Citizen.arrive(http)
    asked = await holder.say(wish)
    assert says(asked.said, "pin_ask"), asked.said
    key = "the same message twice, after a lost answer"
    changed = await holder.say(f"{code} {old}", key)
    assert says(changed.said, "pin_changed"), changed.said
    new = changed.first("case")["pin"]
    assert (await opens(http, code, old), await opens(http, code, new)) == (False, True)
    # A lost answer is told again, and changes nothing twice.
    assert (await holder.say(f"{code} {old}", key)).first("case")["pin"] == new
    # Neither pin is kept anywhere.
    with database.transaction() as session:
        kept = [
            *session.scalars(select(Turn.text).where(Turn.conversation_id == holder.id)),
            *session.scalars(select(Turn.answer).where(Turn.conversation_id == holder.id)),
            *session.scalars(select(Turn.sealed).where(Turn.conversation_id == holder.id)),
            *session.scalars(select(Event.data).where(Event.conversation_id == holder.id)),
            session.get_one(Conversation, holder.id).state,
        ]
    assert old not in str(kept)
    assert new not in str(kept)


async def test_an_open_page_is_not_enough(citizen: Citizen, http: httpx.AsyncClient) -> None:
    """The case was filed in this talk, and whoever sits down at it has not its pin."""
    case = (await file_complaint(citizen, WORDS)).first("case")
    code, pin = case["tracking_code"], case["pin"]
    assert says((await citizen.say("رمزم رو عوض کن")).said, "pin_ask")
    refused = await citizen.say(wrong(pin))
    assert says(refused.said, "code_not_found"), refused.said
    assert await opens(http, code, pin)
    # With the pin alone: the code is known in this talk.
    changed = await citizen.say(pin)
    assert says(changed.said, "pin_changed"), changed.said
    assert not await opens(http, code, pin)


async def test_all_in_one_message_is_understood(citizen: Citizen, http: httpx.AsyncClient) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    code, pin = case["tracking_code"], case["pin"]
    holder = await Citizen.arrive(http)
    await holder.say("رمزم رو عوض کن")
    wrong_one = await holder.say(f"کد {code} رمز {wrong(pin)}")
    assert says(wrong_one.said, "code_not_found")
    assert "case" not in wrong_one.kinds
    changed = await holder.say(f"ببخشید کد {code} رمز {pin}")
    assert says(changed.said, "pin_changed"), changed.said


async def test_who_goes_on_with_something_else_is_not_held(citizen: Citizen) -> None:
    await citizen.say("رمزم رو عوض کن")
    answer = await citizen.say("مدارک تمدید گذرنامه چیست؟")
    assert "گذرنامه" in str(answer.body)
    assert not says(answer.said, "pin_ask")


async def test_a_lost_pin_is_another_matter(citizen: Citizen) -> None:
    answer = await citizen.say("رمزمو گم کردم چیکار کنم")
    assert not says(answer.said, "pin_ask")
