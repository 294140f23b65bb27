"""What a web server must not do: echo, list folders, hand out sources, forget TLS."""

from pathlib import Path

import httpx
import pytest
from support.serving import private_settings

from assistant.app import create_app


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
