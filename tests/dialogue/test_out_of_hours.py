"""Out of hours the note is kept for the operators, and the assistant goes on."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from support.citizen import Citizen
from support.serving import Gateway, gateway_without_rasa

from assistant.cases.closures import add_closure
from assistant.conversation.decisions import FAILED
from assistant.conversation.handoff import NOTED_OUT_OF_HOURS
from assistant.conversation.models import Conversation
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now
from knowledge.calendar.schema import Reason
from knowledge.calendar.work import Closure


@pytest.fixture
async def closed(tmp_path: Path, no_rasa: str) -> AsyncIterator[Gateway]:
    """A gateway whose operators have a day off."""
    served = await gateway_without_rasa(tmp_path, no_rasa, desk_hours="office")
    database = Database(served.settings.database)
    begins = utc_now() - timedelta(days=1)
    off = Closure(None, begins, begins + timedelta(days=3), Reason.SMOG, "https://example.ir")
    await database.run(lambda session: add_closure(session, off, [], "test"))
    await database.run(served.runtime.times.refresh)
    await database.close()
    yield served
    served.stop()


async def test_the_first_message_is_a_note_and_later_ones_are_answered(closed: Gateway) -> None:
    async with closed.client() as http:
        citizen = await Citizen.arrive(http)
        await citizen.say("اپراتور")
        noted = await citizen.say("مدارکم را گم کرده‌اند، چه کار کنم")
        assert noted.said.startswith(NOTED_OUT_OF_HOURS.partition("؛")[0])
        assert set(noted.buttons) == {"ادامه با دستیار"}
        answer = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
        assert "service" in answer.kinds
        assert answer.body["owner"] == "queue", "the place in the queue is kept"


async def test_who_asks_again_keeps_the_place_and_can_come_back(closed: Gateway) -> None:
    async with closed.client() as http:
        citizen = await Citizen.arrive(http)
        await citizen.say("اپراتور")
        await citizen.say("سلام")
        again = await citizen.say("اپراتور")
        assert again.body["owner"] == "queue"
        resumed = await citizen.press("ادامه با دستیار")
        assert resumed.body["owner"] == "bot"


async def test_an_assistant_that_breaks_down_meanwhile_says_so_and_the_place_is_kept(
    closed: Gateway,
) -> None:
    """A real fault in the middle of thinking: a case about an agency that has left since."""
    gone = Draft(parts=(Part(text="سه بار رفتم و نبودند"),), agency="gone", no_place=True)
    state = State().drafting(gone).asking(Asked(kind=Open.CONFIRM)).model_dump(mode="json")
    database = Database(closed.settings.database)
    async with closed.client() as http:
        citizen = await Citizen.arrive(http)
        await citizen.say("اپراتور")
        await citizen.say("سلام")
        row = update(Conversation).where(Conversation.id == citizen.id)
        broken = row.values(state={"slots": {"dialogue": state}})
        await database.run(lambda session: session.execute(broken))
        answer = await citizen.say("درست است، ثبتش کنید")
    await database.close()
    assert FAILED in answer.said
    assert answer.body["owner"] == "queue"
