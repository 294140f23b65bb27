"""What a web server must not do: echo, list folders, hand out sources, forget TLS."""

import json
from pathlib import Path

import httpx
import pytest
import structlog
from support.logged import everything_logged
from support.serving import private_settings

from assistant.app import create_app
from assistant.logs import configure_logs

FORGED = 'x\n{"event": "forged"}\r\n'


def _client(tmp_path: Path, **settings: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(private_settings(tmp_path, **settings)))
    return httpx.AsyncClient(transport=transport, base_url="http://gateway")


async def test_a_request_is_never_echoed(tmp_path: Path) -> None:
    async with _client(tmp_path) as http:
        answer = await http.request("TRACE", "/healthz", headers={"X-Secret": "do-not-echo"})
    assert answer.status_code == 405
    assert "do-not-echo" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/widget/",
        "/widget/portal/",
        "/widget/../settings.py",
        "/widget/%2e%2e/settings.py",
        "/widget/..%2f..%2fpyproject.toml",
        "/.git/config",
        "/.env",
        "/keys/secret",
    ],
)
async def test_no_folder_and_nothing_outside_is_served(tmp_path: Path, path: str) -> None:
    async with _client(tmp_path) as http:
        assert (await http.get("/widget/page.css")).status_code == 200
        assert (await http.get(path)).status_code == 404


@pytest.mark.parametrize(("address", "is_told"), [("https://d.example", True), ("", False)])
async def test_browsers_are_told_to_stay_with_https(
    tmp_path: Path, address: str, is_told: bool
) -> None:
    async with _client(tmp_path, public_url=address) as http:
        headers = (await http.get("/healthz")).headers
    assert ("Strict-Transport-Security" in headers) == is_told


async def test_no_page_is_framed_or_based_elsewhere(tmp_path: Path) -> None:
    async with _client(tmp_path) as http:
        policy = (await http.get("/healthz")).headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"} <= set(policy)
    assert {"script-src 'self'", "style-src 'self'", "form-action 'self'"} <= set(policy)


async def test_no_line_of_the_log_is_forged(tmp_path: Path) -> None:
    configure_logs()
    with everything_logged() as logged:
        async with _client(tmp_path) as http:
            await http.get(
                '/x%0a{"event": "forged"}%0d%0a',
                headers={"User-Agent": FORGED.encode("unicode_escape").decode()},
            )
            await http.request("BREW", "/healthz")
        structlog.get_logger().info("tried", words=FORGED)
    lines = [line for line in logged.text.split("\n") if line.startswith("{")]
    events = [json.loads(line)["event"] for line in lines]
    assert events.count("request") == 2
    assert "tried" in events
    assert "forged" not in events
