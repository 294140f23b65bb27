"""What was just refused for its number is refused again at once; all else is looked at."""

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant.channels.web.addresses import ClientAddresses
from assistant.channels.web.bounds.rate_limits import COUNTED_APART, LONGEST_S, MOST, Cooling

AT = [1000.0]


class Busy:
    """Refuses every request to `/busy`, and counts what it looked at."""

    def __init__(self) -> None:
        self.looked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.looked += 1
        is_busy = Request(scope).url.path == "/busy"
        answer = PlainTextResponse("", 429 if is_busy else 200, {"Retry-After": "30"})
        await answer(scope, receive, send)


@pytest.fixture
def busy() -> Busy:
    return Busy()


@pytest.fixture
def http(busy: Busy) -> httpx.AsyncClient:
    cooling = Cooling(busy, ClientAddresses("127.0.0.1"), lambda: AT[0])
    return httpx.AsyncClient(transport=httpx.ASGITransport(cooling), base_url="http://a")


async def test_a_repetition_is_refused_without_a_look(busy: Busy, http: httpx.AsyncClient) -> None:
    for _ in range(5):
        answer = await http.get("/busy")
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) >= 1
    assert busy.looked == 1
    AT[0] += LONGEST_S + 1
    await http.get("/busy")
    assert busy.looked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"X-Forwarded-For": "5.6.7.8"},
        {"X-Case-Pin": "123456"},
        {"Authorization": "Bearer x"},
        {"Cookie": "dastyar_desk=another"},
        {"X-Known-Device": "a device"},
        {"X-Puzzle-Solution": "1"},
    ],
)
async def test_another_one_is_looked_at(
    busy: Busy, http: httpx.AsyncClient, other: dict[str, str]
) -> None:
    await http.get("/busy")
    await http.get("/busy", headers=other)
    await http.get("/")
    await http.get("/")
    assert busy.looked == 4


async def test_it_remembers_so_many_and_no_more(busy: Busy, http: httpx.AsyncClient) -> None:
    cooling = Cooling(busy, ClientAddresses(""), lambda: AT[0])
    for number in range(MOST + 5):
        cooling._note(("a", "GET", f"/{number}", "", ""), Headers({"Retry-After": "30"}))
    assert len(cooling._until) == MOST


async def test_who_is_counted_by_a_key_in_the_body_cools_nobody_else(busy: Busy) -> None:
    async def keyed(scope: Scope, receive: Receive, send: Send) -> None:
        scope[COUNTED_APART] = True
        await busy(scope, receive, send)

    transport = httpx.ASGITransport(Cooling(keyed, ClientAddresses(""), lambda: AT[0]))
    async with httpx.AsyncClient(transport=transport, base_url="http://a") as http:
        for _ in range(3):
            await http.post("/busy")
    assert busy.looked == 3
