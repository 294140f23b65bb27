"""Asking for a human by the button outside the talk, and marking a conversation."""

import pytest
from sqlalchemy import select
from support.citizen import Citizen, file_complaint
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


async def test_a_mark_names_its_turn_and_reasons(citizen: Citizen, database: Database) -> None:
    shown = await citizen.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    card = shown.first("service")["service"]
    body = {"score": 2, "turn_id": shown.body["turn_id"], "reasons": ["speed", "ease", "speed"]}
    for score in (2, 4):
        assert (await rate(citizen, body | {"score": score})).status_code == 204
    (rating,) = await ratings(citizen, database)
    assert (rating.score, rating.reasons) == (4, ["speed", "ease"])
    assert (rating.agency_id, rating.service_id) == (card["agency"]["id"], card["id"])
    assert (rating.occasion, rating.turn_id) == ("answer", shown.body["turn_id"])


async def test_what_is_rated_is_never_the_citizens_word(
    citizen: Citizen, database: Database
) -> None:
    other = await Citizen.arrive(citizen.http)
    turn = (await other.say("سلام")).body["turn_id"]
    assert_problem(await rate(citizen, {"score": 1, "turn_id": turn}), 422, "unknown_turn")
    for more in (
        {"agency_id": "abfa"},
        {"reasons": ["kindness"]},
        {"turn_id": "\x00"},
        {"device": "me"},
    ):
        assert_problem(await rate(citizen, {"score": 1, **more}), 422, "invalid")
    assert await ratings(citizen, database) == []


async def test_a_filed_case_is_what_is_rated(citizen: Citizen, database: Database) -> None:
    filed = await file_complaint(citizen, "انشعاب آب را وصل نمی‌کنند")
    await rate(citizen, {"score": 5, "turn_id": filed.body["turn_id"]})
    (rating,) = await ratings(citizen, database)
    assert (rating.occasion, rating.case_id is not None) == ("case", True)
    assert rating.address_key is None, "who files without a name leaves no address"


async def test_an_erased_talk_leaves_a_mark_of_nobody(citizen: Citizen, database: Database) -> None:
    shown = await citizen.say("پاسپورتم داره تموم میشه باید چیکار کنم")
    await rate(citizen, {"score": 3, "comment": "کند بود", "turn_id": shown.body["turn_id"]})
    (before,) = await ratings(citizen, database)
    assert before.address_key is not None
    await citizen.http.delete(citizen.path("data"), headers=citizen.headers)
    with database.transaction() as session:
        left = session.get_one(Rating, before.id)
    assert (left.score, left.agency_id) == (3, before.agency_id)
    leads_to_somebody = (left.conversation_id, left.turn_id, left.person_key, left.address_key)
    assert (*leads_to_somebody, left.matter, left.comment) == (None,) * 6
