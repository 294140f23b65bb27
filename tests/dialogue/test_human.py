"""The way to a human and back: while someone waits, the assistant is silent."""

from itertools import pairwise

import pytest
from sqlalchemy import select, update
from support.citizen import Citizen
from support.logged import Logged
from support.samples import MOBILE
from support.understood import heard
from support.wordings import says

from assistant.conversation import decisions
from assistant.conversation.decisions import FAILED
from assistant.conversation.handoff import NOTED, queue_place
from assistant.conversation.models import Conversation, Turn
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.rasa.client import Memory
from assistant.storage.database import Database


async def test_asking_in_words_leads_to_the_queue(citizen: Citizen) -> None:
    answer = await citizen.say("می‌خواهم با اپراتور حرف بزنم")
    assert answer.body["owner"] == "queue"
    handoff = answer.first("handoff")
    assert handoff["state"] == "waiting"
    assert handoff["position"] >= 1
    assert "ادامه با دستیار" in answer.buttons


def test_who_is_not_handed_over_is_not_told_so() -> None:
    conversation = Conversation(owner="bot", state={})
    memory = Memory({}, None)
    decision = decisions.crowded(conversation, decisions.failed(conversation, memory))
    assert (decision.owner, decision.move) == ("bot", None)
    said = " ".join(reply.text for reply in decision.answer.replies)
    assert said == f"{decisions.FAILED_ALONE} {decisions.CROWDED}"
    assert "سپردیم" not in said


async def test_in_the_queue_the_first_message_is_noted_and_later_ones_are_answered(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("اپراتور")
    first = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert first.said == NOTED
    assert set(first.buttons) == {"ادامه با دستیار"}
    later = await citizen.say("پول المثنی چقدر می‌شود؟")
    assert later.replies, "nobody writes to a wall"
    assert later.body["owner"] == "queue", "the place in the queue is kept"
    query = select(Turn.text).where(Turn.conversation_id == citizen.id)
    kept = await database.run(lambda session: set(session.scalars(query)))
    assert {"گواهینامه‌ام گم شده و المثنی می‌خواهم", "پول المثنی چقدر می‌شود؟"} <= kept


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


async def test_who_leaves_the_queue_gives_the_place_free(
    citizen: Citizen, http, database: Database
) -> None:
    await citizen.say("اپراتور")
    behind = await Citizen.arrive(http)
    place = (await behind.say("اپراتور")).first("handoff")["position"]
    assert await place_of(behind, database) == place
    await citizen.press("ادامه با دستیار")
    assert await place_of(behind, database) == place - 1


async def place_of(citizen: Citizen, database: Database) -> int:
    """The place in the queue as the next one to ask would be told it."""
    query = select(Conversation.queued_at).where(Conversation.id == citizen.id)
    return await database.run(lambda session: queue_place(session, session.scalars(query).one()))


async def test_a_complaint_goes_on_after_the_queue(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("اپراتور")
    await citizen.press("ادامه با دستیار")
    answer = await citizen.say("سه بار رفتم و هر بار گفتند فردا بیا")
    assert says(answer.said, "ask_agency.complaint")


async def test_two_failed_turns_offer_a_human_or_a_complaint(rooms: Rooms) -> None:
    dialogue, state, choices = Dialogue(rooms), State(), []
    for number in range(3):
        turn = OpenTurn(str(number), "", "مثلا", state, heard("مثلا", {"find": 1.0}))
        outcome = await dialogue.respond(turn)
        said, state = [reply.text for reply in outcome.replies], outcome.state
        options = [option for reply in outcome.replies for option in getattr(reply, "options", [])]
        choices.append({option.choice for option in options})
        assert says(said[0], "offer_human" if number else "not_found")
    assert choices == [set(), {"human", "complain"}, {"human", "complain"}]
    assert state.asked == Asked(kind=Open.YES_NO, offer="human")


@pytest.mark.parametrize("words", ["بلبل سبز روی ماه", "سلام", "گذرنامه می‌خواهم"])
async def test_nothing_is_said_twice_running(citizen: Citizen, words: str) -> None:
    said = [await citizen.say(words) for _ in range(4)]
    for before, after in pairwise(said):
        assert before.said != after.said


async def test_an_assistant_that_breaks_down_hands_over_by_itself(
    citizen: Citizen, database: Database, logged: Logged
) -> None:
    """A real fault in the middle of thinking: a case about an agency that has left since."""
    words = f"درست است، ثبتش کنید، شماره‌ام {MOBILE}"
    gone = Draft(parts=(Part(text="سه بار رفتم و نبودند"),), agency="gone", no_place=True)
    state = State().drafting(gone).asking(Asked(kind=Open.CONFIRM))
    await remember(citizen, database, {"slots": {"dialogue": state.model_dump(mode="json")}})
    answer = await citizen.say(words, key="once")
    assert answer.body["owner"] == "queue"
    assert FAILED in answer.said
    assert answer.first("handoff")["state"] == "waiting"
    assert "assistant_failed" in logged.text
    assert MOBILE not in logged.text
    assert (await citizen.say(words, key="once")).body == answer.body
    await remember(citizen, database, {})
    await citizen.press("ادامه با دستیار")
    assert "service" in (await citizen.say("گذرنامه می‌خواهم")).kinds


async def remember(citizen: Citizen, database: Database, state: dict[str, object]) -> None:
    row = update(Conversation).where(Conversation.id == citizen.id)
    await database.run(lambda session: session.execute(row.values(state=state)))
