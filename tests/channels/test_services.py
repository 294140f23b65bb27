"""Searching the services, reading one, and understanding a text."""

from dataclasses import replace

import httpx
import pytest
from support.problems import assert_problem
from support.samples import DESCRIPTION, MOBILE, NATIONAL_ID
from support.serving import Gateway

from knowledge.catalogue import Catalogue

SERVICES = "/api/v1/services"


async def test_a_search_says_what_it_searched_and_what_it_found(http: httpx.AsyncClient) -> None:
    answer = await http.get(SERVICES, params={"q": "شناسنامه المثنی میخوام", "limit": 3})
    assert answer.status_code == 200
    found = answer.json()
    assert set(found) == {"query", "abstained", "results"}
    assert found["query"]["raw"] == "شناسنامه المثنی میخوام"
    assert found["query"]["repaired"]
    assert found["abstained"] is False
    assert len(found["results"]) == 3
    scores = [card["score"] for card in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert {"id", "title", "agency", "summary", "confidence", "score"} <= set(found["results"][0])


async def test_a_sentence_of_another_world_is_abstained_from(http: httpx.AsyncClient) -> None:
    answer = await http.get(SERVICES, params={"q": "مرغ را با چه ادویه‌ای سرخ کنم؟"})
    assert answer.json()["abstained"] is True


@pytest.mark.parametrize(
    "params",
    [{}, {"q": ""}, {"q": "x" * 2001}, {"q": "آب", "limit": 0}, {"q": "آب", "limit": 21}],
)
async def test_a_search_without_sense_is_refused(
    http: httpx.AsyncClient, params: dict[str, str]
) -> None:
    assert_problem(await http.get(SERVICES, params=params), 422, "invalid")


async def test_a_blank_search_is_called_empty(http: httpx.AsyncClient) -> None:
    assert_problem(await http.get(SERVICES, params={"q": " \u0000/ "}), 422, "empty_text")


async def test_personal_data_is_masked_in_what_was_searched(http: httpx.AsyncClient) -> None:
    query = (await http.get(SERVICES, params={"q": DESCRIPTION})).json()["query"]
    assert MOBILE not in query["repaired"]
    assert NATIONAL_ID not in query["repaired"]


async def test_every_service_of_the_catalogue_has_its_address(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    for entry in catalogue.entries:
        card = (await http.get(f"{SERVICES}/{entry.service.id}")).json()
        assert card["id"] == entry.service.id
        assert card["agency"] == {"id": entry.agency.id, "name": entry.agency.name}
        unsourced = {
            name for name in ("fee", "processing_time") if not getattr(entry.service, name)
        }
        assert not unsourced & set(card), "an unknown fact must be absent"


async def test_an_unknown_service_is_not_found(http: httpx.AsyncClient) -> None:
    assert_problem(await http.get(f"{SERVICES}/no-such-service"), 404, "not_found")


async def test_without_rasa_understanding_says_that_it_is_away(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/understand", json={"text": "از اداره آب شکایت دارم"})
    assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "empty_text"),
        ({"text": "x" * 2001}, "text_too_long"),
        ({"text": " / \u0007"}, "empty_text"),
        ({}, "invalid"),
        ({"text": 5}, "invalid"),
        ({"text": "سلام", "more": 1}, "invalid"),
    ],
)
async def test_a_text_that_cannot_be_understood_is_refused(
    http: httpx.AsyncClient, body: dict[str, object], code: str
) -> None:
    assert_problem(await http.post("/api/v1/understand", json=body), 422, code)


async def test_understanding_can_be_turned_off(http: httpx.AsyncClient, gateway: Gateway) -> None:
    running = gateway.runtime
    settings = running.settings.model_copy(update={"understand_enabled": False})
    gateway.app.state.runtime = replace(running, settings=settings)
    try:
        answer = await http.post("/api/v1/understand", json={"text": "سلام"})
    finally:
        gateway.app.state.runtime = running
    assert_problem(answer, 404, "not_found")
