"""The page about privacy and security.txt say what the register and the settings say."""

import re
from datetime import UTC, datetime

import httpx
import pytest
from support.problems import assert_problem
from support.serving import Gateway

from assistant.language.digits import persian_digits
from assistant.privacy.register import Whose, register


async def test_the_page_tells_all_kinds_and_the_periods_in_force(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    page = (await http.get("/privacy")).text
    assert '<html lang="fa" dir="rtl">' in page
    for whose in (Whose.CASE, Whose.CONVERSATION):
        assert all(title in page for title in register().kinds_of(whose))
    for days in (gateway.settings.keep_personal_days, gateway.settings.keep_conversation_days):
        assert f"{persian_digits(str(days))} روز" in page
    assert not re.search(r"https?://", page), "no foreign request"
    assert "پیامک" not in page, "this installation sends none"


async def test_the_portal_leads_there(http: httpx.AsyncClient) -> None:
    assert 'href="/privacy"' in (await http.get("/")).text


async def test_security_txt_names_the_contact(
    http: httpx.AsyncClient, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/.well-known/security.txt"
    assert_problem(await http.get(path), 404, "not_found")
    monkeypatch.setattr(gateway.settings, "security_contact", "mailto:security@example.ir")
    answer = await http.get(path)
    assert answer.headers["content-type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.ir"
    assert datetime.fromisoformat(fields["Expires"]) > datetime.now(UTC)
