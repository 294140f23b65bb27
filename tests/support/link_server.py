"""A web server on the loopback whose pages are there, moved, gone, closed, broken or slow."""

import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

STATUSES = {"/gone": 404, "/closed": 403, "/broken": 500, "/busy": 429}
MOVES = {"/moved": (301, "/page"), "/elsewhere": (302, "/page"), "/astray": (301, "/gone")}
SECONDS = {"/slow": 3, "/late": 0.3}


class Busy:
    """How many requests one server, or several together, have now and had at most."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self.now -= 1


class LinkServer:
    """Keeps each request, as («HEAD», path), and its time."""

    def __init__(self, certificate: Path | None = None, busy: Busy | None = None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.times: list[float] = []
        self.busy = busy or Busy()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.command, request.path))
        self.times.append(time.monotonic())
        with self.busy:
            self._answer(request)

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        status, target = MOVES.get(request.path, (STATUSES.get(request.path, 200), ""))
        if request.path == "/no-head" and request.command == "HEAD":
            status = 405
        if request.path == "/loop":
            status, target = 302, "/loop"
        time.sleep(SECONDS.get(request.path, 0.02))
        request.send_response(status)
        if target:
            request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                server.answer(self)

            do_GET = do_HEAD  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is printed."""

        return Handler
