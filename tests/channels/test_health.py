"""Whether the assistant lives and can work, its figures, its description, and its guards."""

from dataclasses import replace

import httpx
import pytest
from support.citizen import Citizen
from support.problems import assert_problem
from support.serving import Gateway

from assistant.provider_settings import SmsKind
from assistant.storage.database import Database

WEBHOOK = "/internal/actions/webhook"


async def test_it_says_that_it_lives(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "sms": "off"}


async def test_it_says_that_text_messages_are_sent(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    running = gateway.runtime
    settings = running.settings.model_copy(update={"sms": SmsKind.FILE})
    gateway.app.state.runtime = replace(running, settings=settings)
    try:
        answer = await http.get("/healthz")
    finally:
        gateway.app.state.runtime = running
    assert answer.json() == {"status": "ok", "sms": "on"}


async def test_without_rasa_it_is_degraded_and_still_at_work(http: httpx.AsyncClient) -> None:
    answer = await http.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "components": dict.fromkeys(
            ("gateway", "knowledge", "database", "disk", "jobs", "clock", "worker"), "ok"
        )
        | {"rasa": "down"},
    }


async def test_without_a_database_it_is_down(http: httpx.AsyncClient, gateway: Gateway) -> None:
    running = gateway.runtime
    nowhere = Database("sqlite:////nowhere/at/all.sqlite3")
    gateway.app.state.runtime = replace(running, database=nowhere)
    try:
        answer = await http.get("/readyz")
    finally:
        gateway.app.state.runtime = running
    assert answer.status_code == 503
    assert answer.json()["status"] == "down"
    assert answer.json()["components"]["database"] == "down"


async def test_metrics_count_requests_by_route_and_name_nobody(citizen: Citizen) -> None:
    await citizen.say("سلام")
    text = (await citizen.http.get("/metrics")).text
    assert 'route="/api/v1/conversations/{id}/messages",status="200"' in text.replace(
        'method="POST",', ""
    )
    assert "dastyar_request_seconds_bucket" in text
    assert citizen.id not in text


async def test_metrics_can_be_turned_off(http: httpx.AsyncClient, gateway: Gateway) -> None:
    running = gateway.runtime
    settings = running.settings.model_copy(update={"metrics_enabled": False})
    gateway.app.state.runtime = replace(running, settings=settings)
    try:
        assert_problem(await http.get("/metrics"), 404, "not_found")
    finally:
        gateway.app.state.runtime = running


async def test_the_description_names_every_public_address(http: httpx.AsyncClient) -> None:
    paths = (await http.get("/openapi.json")).json()["paths"]
    assert {
        "/healthz": {"get"},
        "/readyz": {"get"},
        "/api/v1/conversations": {"post"},
        "/api/v1/conversations/{id}/messages": {"post"},
        "/api/v1/conversations/{id}/events": {"get"},
        "/api/v1/conversations/{id}/handoff": {"post"},
        "/api/v1/conversations/{id}/rating": {"post"},
        "/api/v1/services": {"get"},
        "/api/v1/services/{id}": {"get"},
        "/api/v1/understand": {"post"},
        "/api/v1/cases": {"post"},
        "/api/v1/cases/{tracking_code}": {"get"},
    }.items() <= {path: set(methods) for path, methods in paths.items()}.items()
    assert not [path for path in paths if path.startswith("/internal")]


@pytest.mark.parametrize("secret", [None, "", "wrong"])
async def test_custom_actions_answer_only_to_the_secret(
    http: httpx.AsyncClient, secret: str | None
) -> None:
    headers = {} if secret is None else {"X-Internal-Secret": secret}
    call = {"next_action": "action_find_service", "sender_id": "x", "tracker": {}}
    assert_problem(await http.post(WEBHOOK, json=call, headers=headers), 404, "not_found")
    huge = await http.post(WEBHOOK, content=b"x" * 1_000_000, headers=headers)
    assert_problem(huge, 404, "not_found")


async def test_an_action_that_rasa_does_not_know_is_told(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    headers = {"X-Internal-Secret": gateway.settings.rasa_secret}
    call = {"next_action": "action_of_nobody", "sender_id": "x", "tracker": {}}
    answer = await http.post(WEBHOOK, json=call, headers=headers)
    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_of_nobody"


@pytest.mark.parametrize("path", ["/", "/widget/dastyar.js", "/widget/dastyar.css"])
async def test_pages_and_scripts_travel_compressed(http: httpx.AsyncClient, path: str) -> None:
    packed = await http.get(path, headers={"Accept-Encoding": "gzip"})
    plain = await http.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert packed.text == plain.text


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/nothing", "/", "/widget/dastyar.js"])
async def test_every_answer_carries_the_security_headers(
    http: httpx.AsyncClient, path: str
) -> None:
    headers = (await http.get(path)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-request-id"]
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/widget/dastyar.css", "/widget/fonts/vazirmatn-persian.woff2"])
async def test_what_only_adorns_a_page_carries_none_of_its_policy(
    http: httpx.AsyncClient, path: str
) -> None:
    headers = (await http.get(path)).headers
    assert {"x-content-type-options", "referrer-policy", "x-request-id"} < set(headers)
    assert not {"content-security-policy", "permissions-policy", "x-frame-options"} & set(headers)
