"""The way to a human and back: while someone waits, the assistant is silent."""

from itertools import pairwise

from sqlalchemy import update
from support.citizen import Citizen
from support.logged import Logged
from support.samples import MOBILE

from assistant.dialogue.models import Conversation
from assistant.storage.database import Database


async def test_asking_in_words_leads_to_the_queue(citizen: Citizen) -> None:
    answer = await citizen.say("می‌خواهم با اپراتور حرف بزنم")
    assert answer.body["owner"] == "queue"
    handoff = answer.first("handoff")
    assert handoff["state"] == "waiting"
    assert handoff["position"] >= 1
    assert "ادامه با دستیار" in answer.buttons


async def test_in_the_queue_the_assistant_answers_nothing_of_its_own(citizen: Citizen) -> None:
    await citizen.say("اپراتور")
    answer = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert answer.body["owner"] == "queue"
    assert set(answer.kinds) <= {"handoff", "choices"}


async def test_one_can_come_back_from_the_queue(citizen: Citizen) -> None:
    await citizen.say("اپراتور")
    resumed = await citizen.press("ادامه با دستیار")
    assert resumed.body["owner"] == "bot"
    answer = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert {"service", "services"} & set(answer.kinds)


async def test_one_can_come_back_from_the_queue_in_words(citizen: Citizen) -> None:
    await citizen.say("اپراتور")
    waiting = await citizen.say("چقد باید صبر کنم؟")
    assert waiting.body["owner"] == "queue"
    resumed = await citizen.say("نمیخواد، خودت جواب بده")
    assert resumed.body["owner"] == "bot"


async def test_pressing_the_way_back_twice_is_answered_twice(citizen: Citizen) -> None:
    await citizen.say("اپراتور")
    for _ in range(2):
        assert (await citizen.press("ادامه با دستیار")).said


async def test_who_leaves_the_queue_gives_the_place_free(citizen: Citizen, http) -> None:
    await citizen.say("اپراتور")
    behind = await Citizen.arrive(http)
    place = (await behind.say("اپراتور")).first("handoff")["position"]
    await citizen.press("ادامه با دستیار")
    assert (await behind.say("هنوز هستم")).first("handoff")["position"] == place - 1


async def test_a_complaint_goes_on_after_the_queue(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("اپراتور")
    await citizen.press("ادامه با دستیار")
    answer = await citizen.say("سه بار رفتم و هر بار گفتند فردا بیا")
    assert "کدام دستگاه" in answer.said


async def test_two_failed_turns_offer_a_human_or_a_complaint(citizen: Citizen) -> None:
    said = [await citizen.say("بلبل سبز روی ماه") for _ in range(4)]
    for before, after in pairwise(said):
        assert before.said != after.said, "the same answer twice in a row"
    assert {"صحبت با کارشناس", "ثبت شکایت ۱۲۸"} <= set(said[1].buttons)


async def test_an_assistant_that_breaks_down_hands_over_by_itself(
    citizen: Citizen, database: Database, logged: Logged
) -> None:
    """A real fault in the middle of thinking: a memory that no action can read."""
    words = f"بلبل سبز روی ماه، {MOBILE}"
    await remember(citizen, database, {"slots": {"wordings": 128}})
    answer = await citizen.say(words, key="once")
    assert answer.body["owner"] == "queue"
    assert "به کارشناس سپردیم" in answer.said
    assert answer.first("handoff")["state"] == "waiting"
    assert "assistant_failed" in logged.text
    assert MOBILE not in logged.text
    assert (await citizen.say(words, key="once")).body == answer.body
    await remember(citizen, database, {})
    await citizen.press("ادامه با دستیار")
    assert {"service", "services"} & set((await citizen.say("گذرنامه می‌خواهم")).kinds)


async def remember(citizen: Citizen, database: Database, state: dict[str, object]) -> None:
    row = update(Conversation).where(Conversation.id == citizen.id)
    await database.run(lambda session: session.execute(row.values(state=state)))
