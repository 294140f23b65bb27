"""The gateway's ASGI application."""

import gc
import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from assistant import VERSION
from assistant.background.case_clock import ClockGuard
from assistant.background.worker_parts import parts_of
from assistant.background.workers import at_work, build_worker, calendar_watcher, clock_guard
from assistant.channels.catalogue import pages as catalogue_pages
from assistant.channels.insight import open_data, scoreboard, transparency
from assistant.channels.insight import outages as public_outages
from assistant.channels.insight.scoreboard import ExpiringCache
from assistant.channels.messengers import service as messengers
from assistant.channels.messengers.service import LONGEST_UPDATE, WEBHOOKS, Messengers
from assistant.channels.open311 import routes as open311
from assistant.channels.web import (
    action_server,
    attachments,
    cases,
    citizens,
    connector,
    conversations,
    health,
    privacy,
    problems,
    services,
    socket,
)
from assistant.channels.web.bounds.bodies import BodyLimit, UploadRoom, Wider
from assistant.channels.web.bounds.connections import StreamLimits, Streams
from assistant.channels.web.bounds.rate_limits import Cooling, Guards
from assistant.channels.web.middleware import FaultResponses, Observed
from assistant.channels.web.shutdown import Leaving
from assistant.conversation.event_stream import EventWatch
from assistant.conversation.fanout import Fanout
from assistant.demo import pages as demo_pages
from assistant.desk import audit_log as record
from assistant.desk import conversation_filing as filing
from assistant.desk import conversation_routes, feed, own_account_routes, pages, sign_in
from assistant.desk.agency import routes as agency_files
from assistant.desk.casework import routes as desk_files
from assistant.desk.oidc import routes as single_sign_on
from assistant.desk.oidc.provider import IdentityProvider
from assistant.desk.outages import routes as outages
from assistant.desk.phone import routes as phone
from assistant.desk.queue import EntryBook
from assistant.desk.ready import routes as ready_answers
from assistant.desk.routers import AGENCY, CASEWORK, INSIGHT, UPKEEP
from assistant.desk.staff import routes as staff
from assistant.desk.sweeper import sweeping
from assistant.loading import Knowledge, load_knowledge, marks_of
from assistant.logs import configure_logs
from assistant.runtime import Runtime, build_runtime
from assistant.settings import Settings, get_settings
from assistant.storage.availability import WriteProbe
from assistant.storage.counting import Counting
from assistant.storage.jobs import Worker
from assistant.storage.siblings import among_siblings
from assistant.tracing import traced

ALLOWED_HEADERS = [
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "Last-Event-ID",
    "X-Case-Pin",
    "X-Citizen-Session",
    "X-Known-Device",
    "X-Puzzle-Solution",
]
EXPOSED_HEADERS = ["Retry-After", "X-Known-Device"]
FILES = tuple(
    re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
    for path in (
        attachments.PATH,
        attachments.WAITING_PATH,
        connector.FILES_PATH,
        desk_files.PREPARED,
        agency_files.PREPARED,
    )
)
BOARDS_HOLD = timedelta(minutes=1)
"""How long a public scoreboard is kept: ended months hardly change, and a board takes a while."""
WEB = Path(__file__).parent / "web"


def create_app(
    settings: Settings | None = None, knowledge: Knowledge | None = None, model: str = ""
) -> FastAPI:
    """The application; the database is opened when it starts, the knowledge unless it is given.

    `model` is the fingerprint of the Rasa model that belongs to it, where that is known.
    """
    settings = settings or get_settings()
    counting = Counting(settings.redis_url.get_secret_value())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        configure_logs()
        known = knowledge or load_knowledge(settings)
        app.state.runtime = build_runtime(settings, known, counting)
        app.state.entry_book = EntryBook(app.state.runtime.catalogue)
        app.state.messengers = Messengers(app.state.runtime)
        # What is loaded now stays; a full collection over it would stop everyone for half a second.
        gc.collect()
        gc.freeze()
        async with AsyncExitStack() as stack:
            stack.enter_context(traced(settings.trace_url, "dastyar-gateway", settings.trace_share))
            stack.push_async_callback(app.state.runtime.close)
            marks = marks_of(settings, known, model)
            beside = among_siblings(
                app.state.runtime.database,
                settings.callback,
                marks,
                settings.differing,
                lambda gateways: setattr(counting, "processes", gateways),
            )
            await stack.enter_async_context(beside)
            stack.push_async_callback(app.state.messengers.stop)
            await app.state.messengers.start()
            app.state.clock_guard = clock_guard(settings)
            app.state.worker = await _started_worker(
                app.state.runtime, stack, app.state.clock_guard
            )
            app.state.write_probe = WriteProbe(settings.database, settings.data_dir)
            stack.callback(app.state.write_probe.close)
            await stack.enter_async_context(sweeping(app.state.runtime))
            await stack.enter_async_context(told_elsewhere(app.state.runtime))
            watch = EventWatch(app.state.runtime.database, app.state.runtime.stream)
            await stack.enter_async_context(watch.at_work())
            app.state.identity_provider = _identity_provider(settings, stack)
            yield

    app = FastAPI(
        title="Dastyar",
        version=VERSION,
        lifespan=lifespan,
        openapi_url="/openapi.json" if settings.docs_enabled else None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.guards = Guards(settings, counting)
    app.state.streams = Streams(_stream_limits(settings), app.state.guards.addresses)
    app.state.leaving = Leaving(settings.leave_notice_s)
    app.state.boards = ExpiringCache(BOARDS_HOLD, most=64)
    app.state.uploads = UploadRoom(settings.uploads_max_bytes)
    problems.install(app)
    public = (
        conversations.router,
        attachments.waiting_router,
        socket.router,
        services.router,
        cases.router,
        cases.lost_pin_router,
        attachments.router,
        citizens.router,
        cases.ledger_router,
        privacy.router,
        open_data.router,
        transparency.router,
        connector.router,
        public_outages.router,
        health.router,
        scoreboard.router,
    )
    for router in (*public, action_server.router, messengers.router):
        app.include_router(router, responses=problems.RESPONSES)
    app.include_router(catalogue_pages.router)
    app.include_router(open311.router)
    for module in (
        sign_in,
        own_account_routes,
        conversation_routes,
        *CASEWORK,
        phone,
        filing,
        outages,
        record,
        staff,
        ready_answers,
        *INSIGHT,
        *UPKEEP,
        *AGENCY,
        feed,
        pages,
        single_sign_on,
    ):
        app.include_router(module.router, responses=problems.RESPONSES)
    if settings.demo:
        app.include_router(demo_pages.router)
    app.mount("/widget", GZipMiddleware(StaticFiles(directory=WEB)), name="widget")
    portal = StaticFiles(directory=WEB / "portal", html=True)
    app.mount("/", GZipMiddleware(portal), name="portal")
    _add_layers(app, settings)
    return app


async def _started_worker(
    running: Runtime, stack: AsyncExitStack, guard: ClockGuard
) -> Worker | None:
    if not running.settings.worker_enabled:
        await stack.enter_async_context(at_work(calendar_watcher(running.database, running.times)))
        return None
    parts = parts_of(
        running.settings, running.database, running.sealer, running.catalogue, running.times
    )
    stack.push_async_callback(parts.close)
    worker = build_worker(parts, guard, running.settings.work_kinds)
    await stack.enter_async_context(at_work(worker))
    return worker


def _identity_provider(settings: Settings, stack: AsyncExitStack) -> IdentityProvider | None:
    if settings.oidc is None:
        return None
    provider = IdentityProvider(settings.oidc, f"{settings.public_address}/desk/oidc/callback")
    stack.push_async_callback(provider.close)
    return provider


@asynccontextmanager
async def told_elsewhere(running: Runtime) -> AsyncIterator[None]:
    """Let other gateway processes hear of what happens here, if the settings name a server."""
    url = running.settings.redis_url.get_secret_value()
    if not url:
        yield
        return
    fanout = Fanout(url)
    running.stream.elsewhere = fanout.publish
    async with fanout.connected(running.stream.hear):
        yield


def _stream_limits(settings: Settings) -> StreamLimits:
    # A quarter of the lines is left for requests, however many listen.
    return StreamLimits(
        settings.streams_per_conversation,
        settings.streams_per_address,
        max(1, settings.connections * 3 // 4),
    )


def _add_layers(app: FastAPI, settings: Settings) -> None:
    app.add_middleware(FaultResponses)
    wider = (
        Wider(re.compile(f"{WEBHOOKS}/.*"), LONGEST_UPDATE),
        *(
            Wider(path, settings.attachment_max_bytes, "file_too_large", is_late=True)
            for path in FILES
        ),
    )
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes, wider=wider)
    app.add_middleware(Cooling, addresses=app.state.guards.addresses)
    origins = [part.strip() for part in settings.allowed_origins.split(",") if part.strip()]
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=ALLOWED_HEADERS,
            expose_headers=EXPOSED_HEADERS,
        )
    app.add_middleware(Observed, is_https=settings.public_address.startswith("https://"))


def description() -> str:
    """All endpoints and shapes as OpenAPI, the same text for the same interface; ends a line."""
    described = create_app(Settings()).openapi()
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
