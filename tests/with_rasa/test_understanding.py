"""What /understand tells when Rasa is there, and who may ask Rasa at all."""

import httpx
import pytest
from support.samples import DESCRIPTION, MOBILE, NATIONAL_ID

from lab.evaluation.stack import Stack

pytestmark = pytest.mark.rasa


async def understood(portal: httpx.AsyncClient, text: str) -> dict:
    answer = await portal.post("/api/v1/understand", json={"text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_everything_is_at_work(portal: httpx.AsyncClient) -> None:
    ready = (await portal.get("/readyz")).json()
    assert ready["status"] == "ok"
    assert {"rasa", "knowledge", "database", "worker"} <= set(ready["components"])
    assert set(ready["components"].values()) == {"ok"}


async def test_a_complaint_is_understood_with_all_its_parts(portal: httpx.AsyncClient) -> None:
    found = await understood(portal, "اداره آب قم سه هفته است جواب تلفن نمی‌دهد، شکایت دارم")
    assert {"repaired", "act", "indicator", "agency_id", "province", "services", "pii"} <= set(
        found
    )
    assert found["act"]["name"] == "complain"
    assert 0 < found["act"]["confidence"] <= 1
    assert found["agency_id"] == "abfa"
    assert found["province"] == "قم"
    assert found["line"] == "128"
    assert found["pii"] == []
    assert {"id", "score"} == set(found["services"][0])


async def test_places_of_personal_data_are_those_of_the_text_as_sent(
    portal: httpx.AsyncClient,
) -> None:
    text = f"\x00سلااام   {DESCRIPTION}"
    found = await understood(portal, text)
    spans = {span["type"]: text[span["start"] : span["end"]] for span in found["pii"]}
    assert spans == {"mobile": MOBILE, "national_id": NATIONAL_ID}
    assert MOBILE not in found["repaired"]


@pytest.mark.parametrize("headers", [{}, {"x-internal-secret": "wrong"}])
@pytest.mark.parametrize("path", ["webhook", "webhook/parse"])
async def test_rasa_answers_only_to_the_gateway(
    stack: Stack, path: str, headers: dict[str, str]
) -> None:
    async with httpx.AsyncClient(base_url=stack.settings.rasa_url, trust_env=False) as rasa:
        body = {"sender": "x", "text": "سلام"}
        answer = await rasa.post(f"/webhooks/gateway/{path}", json=body, headers=headers)
        assert answer.status_code == 401
        for other in ("/webhooks/rest/webhook", "/model/parse", "/conversations/x/messages"):
            assert (await rasa.post(other, json=body)).status_code == 404
