"""Builds a worker: each kind of job with its handler, each beat, and its health endpoint."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from assistant.background.case_clock import Clock, ClockGuard, confirmation_file
from assistant.background.daily import Daily
from assistant.background.open_data import press_of
from assistant.background.theme_jobs import ThemeJobs
from assistant.background.worker_parts import Parts, open_parts
from assistant.cases.closures import CurrentTimes
from assistant.cases.connector.exchange import Carrier
from assistant.cases.outbox import CaseJob
from assistant.insight.facts.recording import FactsJobs
from assistant.insight.opendata.publishing import OpenData
from assistant.insight.radar.askers import AskersJob
from assistant.insight.radar.suspicions import EVERY_S as RADAR_S
from assistant.insight.radar.suspicions import RadarBeat
from assistant.logs import configure_logs
from assistant.notices.case_notices import CaseNotifier, PinCodes
from assistant.notices.outage_notices import OutageEndNotifier
from assistant.notices.quiet_hours import QuietHours
from assistant.settings import Settings
from assistant.sms.delivery import EVERY_S as REPORTS_S
from assistant.sms.delivery import HttpSms, SmsReports
from assistant.storage.database import Database
from assistant.storage.jobs import Backoff, Beat, Handling, Worker
from assistant.tracing import traced
from assistant.worker_settings import WorkKind


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


UPSTREAM_ATTEMPTS = 100
"""About four days of a system that is away; then a human has to look."""
_CLOCK_S, _CALENDAR_S, _DAILY_S = 1.0, 5.0, 60.0


EVERYTHING = frozenset(WorkKind)


def build_worker(
    parts: Parts, guard: ClockGuard | None = None, kinds: Collection[WorkKind] = EVERYTHING
) -> Worker:
    """A worker for this installation's background work of `kinds`."""
    guard = guard or clock_guard(parts.settings)
    handlings: dict[str, Handling] = {}
    beats: tuple[Beat, ...] = (calendar_beat(parts.database, parts.times),)
    for kind, work_of in _WORK.items():
        if kind in kinds:
            own, looks = work_of(parts, guard)
            handlings |= {
                name: replace(one, is_slow=kind is WorkKind.SLOW) for name, one in own.items()
            }
            beats += looks
    return Worker(parts.database, handlings, beats)


def jobs_of(parts: Parts) -> dict[WorkKind, frozenset[str]]:
    """The kinds of jobs that each kind of work does."""
    guard = clock_guard(parts.settings)
    return {kind: frozenset(work_of(parts, guard)[0]) for kind, work_of in _WORK.items()}


_Work = tuple[dict[str, Handling], tuple[Beat, ...]]


def _prompt(parts: Parts, guard: ClockGuard) -> _Work:
    """Work that somebody waits for: deadlines, news of cases, text messages, the system of 128."""
    clock = Clock(parts.database, parts.door, parts.times, guard=guard)
    quiet = QuietHours.written(parts.settings.quiet_hours)
    teller = CaseNotifier(
        parts.database, parts.sealer, parts.sms, quiet, page=parts.settings.public_address
    )
    carrier = Carrier(parts.database, parts.catalogue, parts.sealer, parts.upstream)
    handlings = {
        CaseJob.RESCHEDULE: Handling(clock.move_deadlines),
        CaseJob.NOTICE: Handling(teller.notice),
        CaseJob.SMS: Handling(teller.send_sms, Backoff(timedelta(seconds=10))),
        CaseJob.UPSTREAM: Handling(carrier, Backoff(timedelta(seconds=5)), UPSTREAM_ATTEMPTS),
        AskersJob.OVER: Handling(OutageEndNotifier(parts.database, parts.catalogue, quiet).over),
    }
    codes = PinCodes(parts.database, parts.sealer, parts.sms).handlings
    return handlings | codes, (Beat("clock", _CLOCK_S, clock.fire), *sms_beats(parts))


def _slow(parts: Parts, guard: ClockGuard) -> _Work:
    """What may take its time: figures, publishing, erasing, files, keys."""
    daily, themes = Daily(parts), ThemeJobs(parts)
    open_data = OpenData(parts.database, press_of(parts.settings, parts.catalogue))
    beats = (
        Beat("daily", _DAILY_S, guard.guarding(daily.look)),
        Beat("open data", _DAILY_S, guard.guarding(open_data.look)),
        Beat("themes", _DAILY_S, guard.guarding(themes.look)),
        Beat("radar", RADAR_S, guard.guarding(RadarBeat(parts.database).look)),
    )
    handlings = daily.handlings | FactsJobs(parts.histories).handlings | themes.handlings
    return handlings | open_data.handlings, beats


_WORK: Mapping[WorkKind, Callable[[Parts, ClockGuard], _Work]] = {
    WorkKind.PROMPT: _prompt,
    WorkKind.SLOW: _slow,
}


def sms_beats(parts: Parts) -> tuple[Beat, ...]:
    """Asks what became of text messages, where a provider sends them."""
    if not isinstance(parts.sms, HttpSms):
        return ()
    warning = parts.settings.sms_account.credit_warning
    reports = SmsReports(parts.database, parts.sms.provider, warning)
    return (Beat("text messages", REPORTS_S, reports.look),)


def clock_guard(settings: Settings) -> ClockGuard:
    """Stops what happens by time while the machine's clock cannot be believed."""
    return ClockGuard(confirmation_file(settings.data_dir))


def calendar_beat(database: Database, times: CurrentTimes) -> Beat:
    """Learns of closures that another process added."""

    async def look() -> bool:
        await database.run(times.refresh)
        return False

    return Beat("calendar", _CALENDAR_S, look)


def calendar_watcher(database: Database, times: CurrentTimes) -> Worker:
    """For a gateway whose jobs are done elsewhere: it still has to know of closures."""
    return Worker(database, {}, (calendar_beat(database, times),))


@asynccontextmanager
async def at_work(worker: Worker) -> AsyncIterator[None]:
    """Let `worker` run beside the block, and stop it at the end."""
    task = asyncio.create_task(worker.run(), name="worker")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def work_alone(settings: Settings) -> None:
    """Run a worker in its own process, until SIGTERM or Ctrl-C."""
    configure_logs()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    parts = open_parts(settings)
    try:
        worker = build_worker(parts, kinds=settings.work_kinds)
        with traced(settings.trace_url, "dastyar-worker", settings.trace_share):
            async with at_work(worker), listening(worker, settings.host, settings.worker_port):
                await stop.wait()
    finally:
        await parts.close()
        await parts.database.close()
