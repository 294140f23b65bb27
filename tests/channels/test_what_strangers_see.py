"""What is kept of an answer, what is published of the anonymous, and what a text may hold."""

import httpx
import pytest
from support.citizen import Citizen
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.models import Case
from assistant.channels.open311.requests import _told
from assistant.conversation.models import now
from assistant.language.controls import without_controls


async def test_no_cache_keeps_what_is_personal(http: httpx.AsyncClient, citizen: Citizen) -> None:
    opened = await http.post("/api/v1/conversations", json={})
    assert opened.headers["Cache-Control"] == "no-store"
    unknown = await http.get("/api/v1/cases/23456789", headers={"X-Case-Pin": "123456"})
    assert unknown.headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in (await http.get("/api/v1/services?q=گذرنامه")).headers


@pytest.mark.parametrize("contact", [None, {}, {"name": ""}])
async def test_a_named_case_needs_somebody(http: httpx.AsyncClient, contact: object) -> None:
    body = complaint(identity="named", contact=contact)
    assert_problem(await http.post("/api/v1/cases", json=body), 422, "named_without_contact")


@pytest.mark.parametrize(("identity", "is_exact"), [("anonymous", False), ("named", True)])
def test_the_anonymous_are_published_by_the_hour(identity: str, is_exact: bool) -> None:
    moment = now().replace(minute=7, second=5)
    told = _told(Case(identity=identity), moment)
    assert (":07:05" in told) == is_exact
    assert is_exact or told.endswith(":00:00Z")


def test_a_text_cannot_be_turned_around() -> None:
    turned = "حساب \u202e4321\u202c به \u2066abc\u2069 \u200fبود\u061c"
    assert without_controls(turned) == "حساب 4321 به abc بود"
    assert without_controls("می\u200cروم\n") == "می\u200cروم\n"
