"""Many citizens at once, and an impatient one: all are answered, and nothing is mixed up."""

import asyncio
import itertools

import httpx
from sqlalchemy import func, select
from support.citizen import Citizen, file_complaint

from assistant.cases.models import Case
from assistant.conversation.models import Event, Turn
from assistant.storage.database import Database

CITIZENS = 24


async def test_everyone_gets_their_own_case(http: httpx.AsyncClient, database: Database) -> None:
    async def complain(number: int) -> tuple[str, str, str]:
        citizen = await Citizen.arrive(http)
        words = f"{number} بار رفتم"
        case = (await file_complaint(citizen, f"{words} و هر بار گفتند فردا بیا")).first("case")
        return case["tracking_code"], citizen.id, words

    filed = await asyncio.gather(*(complain(number) for number in range(CITIZENS)))
    with database.transaction() as session:
        for code, conversation, words in filed:
            case = session.scalar(select(Case).where(Case.tracking_code == code))
            assert case is not None
            assert case.conversation_id == conversation
            assert case.description.startswith(words)
    assert len({code for code, _, _ in filed}) == CITIZENS


async def test_messages_sent_without_waiting_are_all_answered_one_by_one(
    citizen: Citizen, database: Database
) -> None:
    answers = await asyncio.gather(*(citizen.say(f"گذرنامه {n}", key=f"k{n}") for n in range(20)))
    assert all(answer.replies for answer in answers)
    with database.transaction() as session:
        mine = Turn.conversation_id == citizen.id
        assert session.scalar(select(func.count()).where(mine)) == 20
        told = select(Event.data).where(Event.conversation_id == citizen.id).order_by(Event.id)
        turns = [data["turn_id"] for data in session.scalars(told)]
    # The events of one turn stand together: no other turn came in between.
    changes = sum(before != after for before, after in itertools.pairwise(turns))
    assert changes == 19
