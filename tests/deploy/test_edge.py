"""A real HAProxy with our configuration, before small servers that tell what comes to them."""

import asyncio
import contextlib
import json
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import ClientSession, TCPConnector, WSMsgType, web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from support.deploying import EDGE, environment, program, ran
from support.serving import ClosedPort

from assistant.channels.web.problems import problem_response

_TEMPLATE = 'server-template gateway 16 "${DASTYAR_GATEWAYS}" resolvers names init-addr none'


def free_port() -> int:
    port = ClosedPort()
    number = int(port.url.rpartition(":")[2])
    port.close()
    return number


def put_certificate(folder: Path) -> None:
    """One that signs itself, as `tls.crt` and `tls.key`."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.crt").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    written = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "tls.key").write_bytes(written)


@dataclass
class Behind:
    """Stands where a gateway stands."""

    name: str
    is_ready: bool = True
    came: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/stream", self._stream)
        app.router.add_get("/socket", self._socket)
        app.router.add_route("*", "/{rest:.*}", self._tell)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        try:
            yield
        finally:
            self.go_on.set()
            await runner.cleanup()

    async def _readyz(self, _: web.Request) -> web.Response:
        return web.Response(status=200 if self.is_ready else 503)

    async def _tell(self, request: web.Request) -> web.Response:
        self.came.append(request.raw_path)
        seen = {
            "by": self.name,
            "path": request.raw_path,
            "forwarded": request.headers.getall("X-Forwarded-For", []),
            "scheme": request.headers.get("X-Forwarded-Proto"),
        }
        return web.json_response(seen)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(b"data: one\n\n")
        while not self.go_on.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.go_on.wait(), 0.5)
            if "beats" in request.query:
                await answer.write(b": beat\n\n")
        await answer.write(b"data: two\n\n")
        return answer

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await socket.send_str(f"{self.name} heard {message.data}")
        return socket


@dataclass
class Edge:
    """HAProxy before two of them."""

    behind: tuple[Behind, Behind]
    port: int
    plain_port: int
    inside_port: int

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def client(self, **options: object) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.address, verify=False, trust_env=False, timeout=30, **options
        )

    async def until(self, status: int) -> None:
        """Wait until a request gets this status: checks take a moment."""
        async with self.client() as http, asyncio.timeout(30):
            while (await http.get("/somewhere")).status_code != status:
                await asyncio.sleep(0.1)


@pytest.fixture
async def edge(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Edge]:
    """With other words in its configuration, where a test names some."""
    binary = program("haproxy")
    put_certificate(tmp_path)
    one, other = Behind("one"), Behind("other")
    async with one.at_work(), other.at_work():
        made = Edge((one, other), free_port(), free_port(), free_port())
        servers = "\n    ".join(f"server {b.name} 127.0.0.1:{b.port}" for b in made.behind)
        text = EDGE.read_text().replace("/run/secrets/", f"{tmp_path}/")
        assert _TEMPLATE in text
        text = text.replace(_TEMPLATE, servers)
        for inner, port in ((8443, made.port), (8080, made.plain_port), (8404, made.inside_port)):
            text = text.replace(f"bind :{inner}", f"bind 127.0.0.1:{port}")
        for ours, other_words in getattr(request, "param", {}).items():
            assert ours in text
            text = text.replace(ours, other_words)
        (tmp_path / "haproxy.cfg").write_text(text)
        log = (tmp_path / "log").open("w")
        server = subprocess.Popen(
            [binary, "-W", "-db", "-f", str(tmp_path / "haproxy.cfg")],
            env=environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            await _listens(made.port, server)
            await made.until(200)
            yield made
        finally:
            # SIGTERM: at once; what is under way in a test is nobody's.
            server.terminate()
            server.wait(timeout=30)
            log.close()


async def _listens(port: int, server: subprocess.Popen[bytes]) -> None:
    while True:
        assert server.poll() is None, "HAProxy does not take this configuration"
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


@pytest.fixture
def checked(tmp_path: Path) -> Iterator[Path]:
    put_certificate(tmp_path)
    target = tmp_path / "haproxy.cfg"
    target.write_text(EDGE.read_text().replace("/run/secrets/", f"{tmp_path}/"))
    yield target
    shutil.rmtree(tmp_path)


def test_haproxy_takes_it_as_it_is(checked: Path) -> None:
    ended = ran(program("haproxy"), "-c", "-f", checked, DASTYAR_GATEWAYS="gateway:8000")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "WARNING" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "path",
    [
        "/internal/actions/webhook",
        "/internal",
        "/metrics",
        "/Metrics",
        "/%69nternal/actions/webhook",
        "/internal%2Factions",
        "/metric%73?x=1",
        "/INTERNAL/actions/webhook",
    ],
)
async def test_what_is_inside_is_refused_however_it_is_spelled(edge: Edge, path: str) -> None:
    before = [list(one.came) for one in edge.behind]
    async with (
        ClientSession(connector=TCPConnector(ssl=False)) as http,
        http.get(_raw(f"{edge.address}{path}")) as answer,
    ):
        assert answer.status == 404
    assert [one.came for one in edge.behind] == before


def _raw(address: str) -> object:
    """An address that is sent letter by letter."""
    from yarl import URL

    return URL(address, encoded=True)


async def test_addresses_are_appended_and_never_taken_from_the_client(edge: Edge) -> None:
    async with edge.client() as http:
        answer = await http.get("/api/v1/services", headers={"X-Forwarded-For": "6.6.6.6"})
    assert answer.status_code == 200
    # As the gateway reads them: from the right, over all lines.
    assert ",".join(answer.json()["forwarded"]).replace(" ", "").split(",")[-1] == "127.0.0.1"
    assert answer.json()["forwarded"][0] == "6.6.6.6"
    assert answer.json()["scheme"] == "https"


async def test_plain_http_is_sent_to_tls(edge: Edge) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"http://127.0.0.1:{edge.plain_port}/api/v1/services?q=1")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"https://127.0.0.1:{edge.plain_port}/api/v1/services?q=1"


async def test_too_large_a_body_is_refused_unread(edge: Edge) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", edge.port, ssl=_trusting())
    writer.write(b"POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: 12000000\r\n\r\n")
    assert (await asyncio.wait_for(reader.readline(), 20)).split()[1] == b"413"
    writer.close()


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def test_events_come_while_the_stream_is_open(edge: Edge) -> None:
    async with edge.client() as http, http.stream("GET", "/stream") as answer:
        parts = answer.aiter_bytes()
        first = await asyncio.wait_for(anext(parts), 20)
        assert first == b"data: one\n\n"
        for one in edge.behind:
            one.go_on.set()
        assert await asyncio.wait_for(anext(parts), 20) == b"data: two\n\n"


@pytest.mark.parametrize("edge", [{"75s": "2s", "timeout http-request 10s": ""}], indirect=True)
async def test_signs_of_life_keep_a_stream_open(edge: Edge) -> None:
    """Ours come every 15 seconds of 75: here two a second, of two seconds."""
    begin = asyncio.get_running_loop().time()
    async with edge.client() as http, http.stream("GET", "/stream?beats=1") as answer:
        async for _ in answer.aiter_bytes():
            if asyncio.get_running_loop().time() - begin > 6:
                break
        else:
            raise AssertionError("the stream ended by itself")


@pytest.mark.parametrize("edge", [{"75s": "1s"}], indirect=True)
async def test_a_silent_socket_stays_open(edge: Edge) -> None:
    async with (
        ClientSession(connector=TCPConnector(ssl=False)) as http,
        http.ws_connect(f"{edge.address}/socket") as socket,
    ):
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=3)
        await socket.send_str("هنوز هستم")
        assert (await socket.receive_str(timeout=20)).endswith("هنوز هستم")


async def test_sockets_pass(edge: Edge) -> None:
    async with (
        ClientSession(connector=TCPConnector(ssl=False)) as http,
        http.ws_connect(f"{edge.address}/socket") as socket,
    ):
        await socket.send_str("سلام")
        assert (await socket.receive_str(timeout=20)).endswith("heard سلام")


async def test_who_is_not_ready_gets_nothing_new_and_keeps_its_streams(edge: Edge) -> None:
    one, other = edge.behind
    async with ClientSession(connector=TCPConnector(ssl=False)) as http:
        sockets = [await http.ws_connect(f"{edge.address}/socket") for _ in range(4)]
        for socket in sockets:
            await socket.send_str("x")
        heard = [await socket.receive_str(timeout=20) for socket in sockets]
        # The fewest lines: both have some.
        assert {words.split()[0] for words in heard} == {"one", "other"}
        one.is_ready = False
        async with edge.client() as asking, asyncio.timeout(30):
            in_a_row = 0
            while in_a_row < 10:
                told = (await asking.get("/somewhere")).json()["by"]
                in_a_row = in_a_row + 1 if told == "other" else 0
                await asyncio.sleep(0.1)
        for socket in sockets:
            await socket.send_str("y")
        assert {(await s.receive_str(timeout=20)).split()[0] for s in sockets} == {"one", "other"}
        other.is_ready = False
        await edge.until(503)
        one.is_ready = True
        await edge.until(200)
        for socket in sockets:
            await socket.close()


async def test_without_a_gateway_its_own_words_are_said(edge: Edge) -> None:
    for one in edge.behind:
        one.is_ready = False
    await edge.until(503)
    async with edge.client() as http:
        refused = await http.get("/somewhere")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json() == json.loads(problem_response("unavailable").body)
    assert int(refused.headers["retry-after"]) > 0


async def test_a_flood_of_one_address_is_bounded(edge: Edge) -> None:
    async with ClientSession(connector=TCPConnector(ssl=False, limit=20)) as http:

        async def ask() -> int:
            async with http.get(f"{edge.address}/somewhere") as answer:
                return answer.status

        told = await asyncio.gather(*(ask() for _ in range(2300)))
    assert told.count(429) > 0
    assert told.count(200) > 1500


async def test_prometheus_and_probes_are_answered_inside(edge: Edge) -> None:
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{edge.inside_port}", trust_env=False
    ) as http:
        assert (await http.get("/healthz")).status_code == 200
        figures = await http.get("/metrics")
        assert figures.status_code == 200
        assert "haproxy_backend_active_servers" in figures.text
        assert (await http.get("/api/v1/services")).status_code == 404
