"""Against a server that fails in every way: nothing is lost, and nobody has to be asked twice."""

import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import select
from support.upstream import SIGNER, message
from werkzeug import Request, Response

from assistant.cases.connector.adapters import LONGEST_WAIT, HttpUpstream
from assistant.storage.database import Database
from assistant.storage.jobs import (
    Backoff,
    Claim,
    GiveUp,
    Handling,
    Job,
    JobState,
    TryAgain,
    Worker,
    enqueue,
)
from assistant.storage.migrate import migrate

TIMEOUT_S = 0.5
QUICK = Backoff(timedelta(), timedelta())


@pytest.fixture
async def upstream(httpserver: HTTPServer) -> AsyncIterator[HttpUpstream]:
    adapter = HttpUpstream(httpserver.url_for("/").rstrip("/"), SIGNER, TIMEOUT_S)
    yield adapter
    await adapter.close()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'jobs.sqlite3'}")
    await migrate(opened)
    yield opened
    await opened.close()


def answers(server: HTTPServer, *responses: Response | Callable[[Request], Response]) -> None:
    """Answer with `responses` in turn, the last one again and again."""
    left = list(responses)

    def respond(request: Request) -> Response:
        response = left.pop(0) if len(left) > 1 else left[0]
        return (
            response(request)
            if callable(response) and not isinstance(response, Response)
            else response
        )

    server.expect_request("/messages", method="POST").respond_with_handler(respond)


def taken(status: int = 201) -> Response:
    return Response('{"receipt_id": "r-1"}', status, content_type="application/json")


async def test_a_message_is_signed_and_has_its_key(
    httpserver: HTTPServer, upstream: HttpUpstream
) -> None:
    answers(httpserver, taken())
    assert await upstream.send(message()) == "r-1"
    ((request, _),) = httpserver.log
    headers = request.headers
    assert headers["Idempotency-Key"] == "ABCD2345-1" == json.loads(request.data)["message_id"]
    stamp, signature = headers["Dastyar-Timestamp"], headers["Dastyar-Signature"]
    SIGNER.check(request.data, stamp, signature, datetime.now(UTC))


@pytest.mark.parametrize("status", [400, 404, 409, 422])
async def test_a_refusal_is_final(
    httpserver: HTTPServer, upstream: HttpUpstream, status: int
) -> None:
    answers(httpserver, Response(status=status))
    with pytest.raises(GiveUp, match=str(status)):
        await upstream.send(message())


@pytest.mark.parametrize("status", [302, 401, 403, 408, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again(
    httpserver: HTTPServer, upstream: HttpUpstream, status: int
) -> None:
    answers(httpserver, Response(status=status, headers={"Location": "http://127.0.0.1:1/"}))
    with pytest.raises(TryAgain, match=str(status)) as caught:
        await upstream.send(message())
    assert caught.value.wait is None


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("30", 30, 30),
        ("0", 1, 1),
        ("99999999999999999999", LONGEST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1, 1),
    ],
)
async def test_it_comes_back_when_it_is_asked_to(
    httpserver: HTTPServer, upstream: HttpUpstream, header: str, least: float, most: float
) -> None:
    answers(httpserver, Response(status=429, headers={"Retry-After": header}))
    with pytest.raises(TryAgain) as caught:
        await upstream.send(message())
    assert caught.value.wait is not None
    assert least <= caught.value.wait.total_seconds() <= most


async def test_it_may_be_asked_to_come_back_at_a_time(
    httpserver: HTTPServer, upstream: HttpUpstream
) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    answers(httpserver, Response(status=429, headers={"Retry-After": in_an_hour}))
    with pytest.raises(TryAgain) as caught:
        await upstream.send(message())
    assert caught.value.wait is not None
    assert timedelta(minutes=58) < caught.value.wait <= timedelta(hours=1)


async def test_a_senseless_time_to_come_back_is_passed_over(
    httpserver: HTTPServer, upstream: HttpUpstream
) -> None:
    answers(httpserver, Response(status=503, headers={"Retry-After": "soon"}))
    with pytest.raises(TryAgain) as caught:
        await upstream.send(message())
    assert caught.value.wait is None


async def test_silence_ends_after_the_timeout(
    httpserver: HTTPServer, upstream: HttpUpstream
) -> None:
    given_up = threading.Event()

    def sleeps(_: Request) -> Response:
        given_up.wait(60)
        return taken()

    answers(httpserver, sleeps)
    # On a busy machine the connection itself may be what takes too long.
    with pytest.raises(TryAgain, match=r"(Read|Connect)Timeout"):
        await upstream.send(message())
    given_up.set()


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"receipt_id": 1}', "x" * 200_000])
async def test_a_receipt_that_cannot_be_read_is_asked_for_again(
    httpserver: HTTPServer, upstream: HttpUpstream, body: str
) -> None:
    answers(httpserver, Response(body, 201, content_type="application/json"))
    with pytest.raises(TryAgain):
        await upstream.send(message())


@pytest.fixture
def half_answer() -> Iterator[str]:
    """A server that promises 400 bytes, sends a few, and hangs up."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server.accept()[0] as line:
            line.recv(65536)
            line.sendall(b'HTTP/1.1 201 Created\r\nContent-Length: 400\r\n\r\n{"receipt_id": "r-1"')

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    thread.join(5)
    server.close()


async def test_half_an_answer_is_no_receipt(half_answer: str) -> None:
    upstream = HttpUpstream(half_answer, SIGNER, TIMEOUT_S)
    with pytest.raises(TryAgain):
        await upstream.send(message())
    with pytest.raises(TryAgain, match="ConnectError"):
        await HttpUpstream("http://127.0.0.1:1", SIGNER, TIMEOUT_S).send(message())
    await upstream.close()


async def test_through_all_faults_each_message_arrives_and_in_order(
    httpserver: HTTPServer, upstream: HttpUpstream, database: Database
) -> None:
    """Lost answers make duplicates, and those have the same key."""
    kept: dict[str, bytes] = {}

    def takes_but_the_answer_is_lost(request: Request) -> Response:
        kept.setdefault(request.headers["Idempotency-Key"], request.data)
        return Response("{", 201)

    def takes(request: Request) -> Response:
        key = request.headers["Idempotency-Key"]
        known = key in kept
        assert kept.setdefault(key, request.data) == request.data, "the same key, the same message"
        return taken(200 if known else 201)

    faults = [Response(status=500), takes_but_the_answer_is_lost, Response(status=503)]
    answers(httpserver, *faults, *faults, takes)

    async def carry(claim: Claim) -> None:
        await upstream.send(message(claim.payload["number"]))

    def add(session) -> None:
        for number in range(5):
            enqueue(session, "up", {"number": number}, lane="case-1")

    await database.run(add)
    await Worker(database, {"up": Handling(carry, QUICK)}).drain()
    jobs = await database.run(lambda session: session.scalars(select(Job)).all())
    assert {job.state for job in jobs} == {JobState.DONE}
    assert list(kept) == [f"ABCD2345-{number}" for number in range(5)]
