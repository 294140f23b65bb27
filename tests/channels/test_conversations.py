"""Opening a conversation, writing in it, and who may do so."""

import httpx
import pytest
from sqlalchemy import update
from support.citizen import CONVERSATIONS, Citizen
from support.problems import assert_problem

from assistant.conversation.models import Conversation
from assistant.storage.database import Database
from knowledge.catalogue import Catalogue

STRANGER = "0" * 32


async def test_a_new_conversation_has_an_id_and_a_token_of_its_own(http: httpx.AsyncClient) -> None:
    first, second = [await http.post(CONVERSATIONS, json={}) for _ in range(2)]
    assert first.status_code == second.status_code == 201
    assert set(first.json()) == {"conversation_id", "token"}
    assert len(first.json()["token"]) >= 32
    assert not set(first.json().values()) & set(second.json().values())


async def test_a_conversation_opens_without_a_body(http: httpx.AsyncClient) -> None:
    assert (await http.post(CONVERSATIONS)).status_code == 201


async def test_an_answer_has_the_shape_of_the_contract(citizen: Citizen) -> None:
    answer = await citizen.say("برای گرفتن گذرنامه چه کار کنم؟")
    body = answer.body
    assert set(body) == {"turn_id", "owner", "act", "about", "replies"}
    assert body["owner"] == "bot"
    assert set(body["act"]) == {"name", "confidence"}
    assert body["replies"]


async def test_a_question_is_answered_with_cards(citizen: Citizen) -> None:
    answer = await citizen.say("کارت ملی‌ام گم شده، المثنی می‌خواهم")
    cards = [r["service"] for r in answer.replies if r["kind"] == "service"]
    cards += [c for r in answer.replies if r["kind"] == "services" for c in r["services"]]
    assert "national-id-card-replacement" in [card["id"] for card in cards]
    for card in cards:
        assert {"id", "title", "agency", "summary", "documents", "steps", "confidence"} <= set(card)
        assert set(card["agency"]) == {"id", "name"}
        assert card["confidence"] in {"high", "medium", "low"}
        assert all(source["address"].startswith("http") for source in card["sources"])


async def test_the_card_that_was_chosen_is_what_the_talk_is_about(
    citizen: Citizen, catalogue: Catalogue, database: Database
) -> None:
    await citizen.say("سلام")
    entry = catalogue.by_id["passport-renewal"]
    shown = {f"service:{entry.service.id}": entry.service.title}
    row = update(Conversation).where(Conversation.id == citizen.id)
    await database.run(lambda session: session.execute(row.values(shown_choices=shown)))
    chosen = await citizen.send({"choice": f"service:{entry.service.id}"})
    (card,) = [r["service"] for r in chosen.json()["replies"] if r["kind"] == "service"]
    assert card["title"] == entry.service.title
    about = {"service_id": entry.service.id, "agency_id": entry.agency.id}
    assert about.items() <= chosen.json()["about"].items()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {token}"])
@pytest.mark.parametrize(
    ("method", "part"),
    [("POST", "messages"), ("GET", "events"), ("POST", "handoff"), ("POST", "rating")],
)
async def test_a_wrong_token_opens_nothing(
    citizen: Citizen, method: str, part: str, header: str
) -> None:
    headers = {"Authorization": header.format(token=citizen.token)} if header else {}
    body = {"score": 5} if part == "rating" else {"text": "سلام"}
    refused = await citizen.http.request(
        method, citizen.path(part), headers=headers, json=body if method == "POST" else None
    )
    assert_problem(refused, 401, "unauthorised")
    assert refused.headers["www-authenticate"] == "Bearer"


async def test_an_unknown_conversation_looks_like_a_wrong_token(citizen: Citizen) -> None:
    unknown = await citizen.http.post(
        f"{CONVERSATIONS}/{STRANGER}/messages", headers=citizen.headers, json={"text": "سلام"}
    )
    wrong = await citizen.http.post(
        citizen.path("messages"), headers={"Authorization": "Bearer x"}, json={"text": "سلام"}
    )
    assert_problem(unknown, 401, "unauthorised")
    assert unknown.json() == wrong.json()


async def test_the_token_of_one_conversation_opens_no_other(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    other = await Citizen.arrive(http)
    refused = await http.post(
        other.path("messages"), headers=citizen.headers, json={"text": "سلام"}
    )
    assert_problem(refused, 401, "unauthorised")


async def test_the_word_bearer_may_be_written_in_any_case(citizen: Citizen) -> None:
    answered = await citizen.http.post(
        citizen.path("messages"),
        headers={"Authorization": f"bearer {citizen.token}"},
        json={"text": "سلام"},
    )
    assert answered.status_code == 200


async def test_an_unknown_address_is_a_problem_in_persian(http: httpx.AsyncClient) -> None:
    assert_problem(await http.get("/api/v1/nothing"), 404, "not_found")
    assert_problem(await http.put(CONVERSATIONS, json={}), 405, "method_not_allowed")
