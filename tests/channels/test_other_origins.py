"""A portal of another origin that embeds the widget: allowed by name, and no one else."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from support.serving import private_settings

from assistant.app import create_app

PORTAL = "https://portal.example"


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A gateway that knows one portal. What is asked here needs no knowledge and no database."""
    app = create_app(private_settings(tmp_path, allowed_origins=PORTAL))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/api/v1/conversations", "content-type"),
        ("POST", "/api/v1/conversations/x/messages", "authorization,content-type,idempotency-key"),
        ("GET", "/api/v1/conversations/x/events", "authorization,last-event-id"),
        ("GET", "/api/v1/cases/ABCD2345", "x-case-pin"),
        ("DELETE", "/api/v1/citizen/session", "x-citizen-session"),
        ("POST", "/api/v1/cases", "content-type,idempotency-key"),
    ],
)
async def test_the_portal_may_use_every_address_with_its_headers(
    portal: httpx.AsyncClient, method: str, path: str, headers: str
) -> None:
    asked = {
        "Origin": PORTAL,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": headers,
    }
    answer = await portal.options(path, headers=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == PORTAL


async def test_a_stranger_may_not(portal: httpx.AsyncClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = await portal.options("/api/v1/conversations", headers=asked)
    assert "access-control-allow-origin" not in answer.headers
    read = await portal.get("/healthz", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in read.headers


async def test_the_portal_can_read_refusals(portal: httpx.AsyncClient) -> None:
    refused = await portal.get("/api/v1/nothing", headers={"Origin": PORTAL})
    assert refused.status_code == 404
    assert refused.headers["access-control-allow-origin"] == PORTAL
    huge = await portal.post(
        "/api/v1/conversations", content=b"x" * 100_000, headers={"Origin": PORTAL}
    )
    assert huge.status_code == 413
    assert huge.headers["access-control-allow-origin"] == PORTAL


async def test_without_a_setting_no_other_origin_is_allowed(tmp_path: Path) -> None:
    app = create_app(private_settings(tmp_path))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        answer = await client.get("/healthz", headers={"Origin": PORTAL})
    assert "access-control-allow-origin" not in answer.headers
