"""The connector against Prism, which checks every request against docs/connector-openapi.yaml."""

import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta

import httpx
import pytest
from support.upstream import SIGNER, message

from assistant.cases.connector.adapters import HttpUpstream
from assistant.cases.connector.port import CaseOut, FileOut, MessageType
from assistant.settings import PROJECT
from assistant.storage.jobs import GiveUp, TryAgain

PRISM = (
    PROJECT / "var" / "prism" / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
)
CONTRACT = PROJECT / "docs" / "connector-openapi.yaml"


@pytest.fixture(scope="session")
def prism() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["node", str(PRISM), "mock", "-h", "127.0.0.1", "-p", str(port), str(CONTRACT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while True:
        try:
            httpx.get(address, trust_env=False)
            break
        except httpx.TransportError:
            assert server.poll() is None, "Prism did not start"
            assert time.monotonic() < deadline, "Prism starts too slowly"
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(10)


Make = Callable[..., HttpUpstream]


@pytest.fixture
async def upstream(prism: str) -> AsyncIterator[Make]:
    made: list[HttpUpstream] = []

    def make(**headers: str) -> HttpUpstream:
        made.append(HttpUpstream(prism, SIGNER, 10, headers))
        return made[-1]

    yield make
    for one in made:
        await one.close()


@pytest.mark.parametrize("type_", list(MessageType))
async def test_every_type_of_message_is_in_the_contract(upstream: Make, type_: MessageType) -> None:
    sent = message(type=type_, text="یک توضیح", level="agency_unit", score=4)
    assert await upstream().send(sent)


async def test_a_message_with_as_little_as_possible_is_in_the_contract(upstream: Make) -> None:
    bare = {"agency_id": None, "agency_name": None, "indicator": None, "province": None}
    assert await upstream().send(message(case=message().case.model_copy(update=bare)))


async def test_a_message_with_all_that_there_is_is_in_the_contract(upstream: Make) -> None:
    file = FileOut(sha256="0" * 64, media_type="image/jpeg", size=1, added_at=message().at)
    rest = {
        "leader": "EFGH2345",
        "city": "تهران",
        "formal_description": "انشعاب وصل نشده است.",
        "occurred_at": message().at,
        "attachments": (file, FileOut(sha256="1" * 64, added_at=message().at)),
    }
    full = message().case.model_copy(update=rest)
    assert full.model_fields_set == set(CaseOut.model_fields)
    assert await upstream().send(message(text="متن", level="agency_unit", score=4, case=full))


async def test_what_is_not_in_the_contract_is_refused(upstream: Make) -> None:
    wrong = message(case=message().case.model_copy(update={"kind": "joke"}))
    with pytest.raises(GiveUp, match="422"):
        await upstream().send(wrong)


@pytest.mark.parametrize("status", [429, 503])
async def test_it_waits_as_long_as_the_contract_says(upstream: Make, status: int) -> None:
    with pytest.raises(TryAgain, match=str(status)) as caught:
        await upstream(Prefer=f"code={status}").send(message())
    assert caught.value.wait == timedelta(seconds=30)


@pytest.mark.parametrize("status", [409, 422])
async def test_it_gives_up_where_the_contract_says_so(upstream: Make, status: int) -> None:
    with pytest.raises(GiveUp, match=str(status)):
        await upstream(Prefer=f"code={status}").send(message())


async def test_a_message_that_was_taken_before_is_as_good(upstream: Make) -> None:
    assert await upstream(Prefer="code=200").send(message())


async def test_an_unsigned_message_would_be_refused(prism: str) -> None:
    headers = {"Idempotency-Key": "k", "Dastyar-Timestamp": "1", "Content-Type": "application/json"}
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{prism}/messages", content=message().body(), headers=headers)
    assert answer.status_code == 401
