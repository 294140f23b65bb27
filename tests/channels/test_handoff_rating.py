"""Asking for a human by the button outside the talk, and marking a conversation."""

import pytest
from sqlalchemy import select
from support.citizen import Citizen
from support.problems import assert_problem
from support.samples import MOBILE

from assistant.conversation.models import Rating
from assistant.storage.database import Database


async def test_asking_for_a_human_tells_the_place_in_the_queue(citizen: Citizen) -> None:
    answer = await citizen.ask_for_human()
    assert answer.status_code == 202
    handoff = answer.json()
    assert handoff["kind"] == "handoff"
    assert handoff["state"] == "waiting"
    assert handoff["position"] >= 1
    assert (await citizen.say("هستید؟")).body["owner"] == "queue"


async def test_asking_twice_keeps_the_place(citizen: Citizen) -> None:
    first, second = [(await citizen.ask_for_human()).json() for _ in range(2)]
    assert first["position"] == second["position"]


@pytest.mark.parametrize("score", [1, 5])
async def test_a_mark_is_kept(citizen: Citizen, database: Database, score: int) -> None:
    body = {"score": score, "comment": "خوب بود"}
    answer = await rate(citizen, body)
    assert (answer.status_code, answer.content) == (204, b"")
    assert [(r.score, r.comment) for r in await ratings(citizen, database)] == [(score, "خوب بود")]


async def test_a_comment_is_masked(citizen: Citizen, database: Database) -> None:
    await rate(citizen, {"score": 3, "comment": f"به {MOBILE} زنگ بزنید"})
    (rating,) = await ratings(citizen, database)
    assert rating.comment is not None
    assert MOBILE not in rating.comment
    assert "زنگ بزنید" in rating.comment


async def test_a_comment_with_null_bytes_is_no_fault(citizen: Citizen, database: Database) -> None:
    await rate(citizen, {"score": 3, "comment": "خوب\x00 بود"})
    (rating,) = await ratings(citizen, database)
    assert rating.comment == "خوب بود"


@pytest.mark.parametrize(
    "body",
    [{}, {"score": 0}, {"score": 6}, {"score": "زیاد"}, {"score": 2.5}, {"score": 3, "x": 1}],
)
async def test_a_mark_without_sense_is_refused(
    citizen: Citizen, database: Database, body: dict[str, object]
) -> None:
    assert_problem(await rate(citizen, body), 422, "invalid")
    assert await ratings(citizen, database) == []


async def rate(citizen: Citizen, body: dict[str, object]):
    return await citizen.http.post(citizen.path("rating"), json=body, headers=citizen.headers)


async def ratings(citizen: Citizen, database: Database) -> list[Rating]:
    query = select(Rating).where(Rating.conversation_id == citizen.id)
    with database.transaction() as session:
        return list(session.scalars(query))
