"""Guessing of pins and passwords, from many addresses and from one, and the right one meanwhile."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
from support.pins import wrong

from assistant.guessing.puzzles import solve

ADDRESSES = 60
WORK_S = 20.0


@dataclass(frozen=True)
class Guessed:
    """`compared` guesses were looked at; the right one needed `right_s` seconds to get in."""

    tries: int
    compared: int
    right_status: int
    right_s: float


async def guess_pins(port: int, code: str, pin: str) -> Guessed:
    """Wrong pins of one case without any work, then the right one with what it needs."""

    async def tried(address: str, shown: str, **more: str) -> httpx.Response:
        headers = {"X-Case-Pin": shown, "X-Forwarded-For": address} | more
        return await http.get(f"/api/v1/cases/{code}", headers=headers)

    async with _client(port) as http:
        answers = [await tried(address, wrong(pin)) for address in _addresses()]
        compared = sum(answer.status_code == 404 for answer in answers)
        began = time.perf_counter()
        right = await _worked(lambda **more: tried("9.9.9.9", pin, **more))
    return Guessed(len(answers), compared, right.status_code, time.perf_counter() - began)


async def guess_passwords(port: int, right: dict[str, str]) -> Guessed:
    """The same for a login of the desk; `right` is what its owner sends."""

    async def tried(address: str, **more: str) -> httpx.Response:
        headers = {"X-Forwarded-For": address} | more
        return await http.post("/api/v1/desk/session", json=body, headers=headers)

    async with _client(port) as http:
        body = right | {"password": "not the password", "code": "000000"}
        answers = [await tried(address) for address in _addresses()]
        compared = sum(answer.status_code == 401 for answer in answers)
        began, body = time.perf_counter(), right
        answer = await _worked(lambda **more: tried("9.9.9.9", **more))
    return Guessed(len(answers), compared, answer.status_code, time.perf_counter() - began)


async def _worked(ask: Callable[..., Awaitable[httpx.Response]]) -> httpx.Response:
    """Ask, and solve the puzzles that come back, as the widget does."""
    answer, until = await ask(), time.perf_counter() + WORK_S
    while answer.status_code == 429 and time.perf_counter() < until:
        puzzle = answer.json()["puzzle"]
        answer = await ask(**{"X-Puzzle-Solution": solve(puzzle["seed"], puzzle["bits"])})
    return answer


def _client(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)


def _addresses() -> list[str]:
    """Half the tries from one address, the others from one each."""
    return ["8.8.8.8"] * ADDRESSES + [f"7.7.{number}.7" for number in range(ADDRESSES)]
