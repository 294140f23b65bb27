"""What a worker that is alone in its process tells by HTTP: that it lives, and its figures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from assistant.storage.jobs import Worker


@asynccontextmanager
async def listening(worker: Worker, host: str, port: int) -> AsyncIterator[None]:
    """Answer `/healthz`, `/readyz` and `/metrics` at `port` beside the block; 0 answers nobody."""
    if not port:
        yield
        return
    runner = web.AppRunner(worker_app(worker), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


def worker_app(worker: Worker) -> web.Application:
    """What is answered; `readyz` is down where it has not looked for jobs within a minute."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        if worker.is_alive:
            return web.json_response({"status": "ok"})
        return web.json_response({"status": "down"}, status=503)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application(client_max_size=0)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app
