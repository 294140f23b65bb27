"""Whether the process lives, whether it can work, and its metrics.

The metrics of the account for text messages are those that some worker got from the provider.
"""

import asyncio
from collections.abc import Awaitable
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.provider_settings import SmsKind, SmsProviderSettings
from assistant.sms.accounts import is_working, standing
from assistant.storage.jobs import metrics as job_metrics
from assistant.storage.jobs.queue import on_time

CREDIT = Gauge("dastyar_sms_credit", "What is left, in the provider's unit.", ["provider"])
WARNING = Gauge(
    "dastyar_sms_credit_warning", "Credit under which a human should know of it.", ["provider"]
)
WORKING = Gauge("dastyar_sms_working", "1 unless the provider refuses all messages.", ["provider"])


def _refresh_sms_account(session: Session, account: SmsProviderSettings) -> None:
    """Read again the stored state of the account."""
    line, name = standing(session, account.profile), account.profile
    WARNING.labels(name).set(account.credit_warning)
    WORKING.labels(name).set(line is None or line.trouble is None)
    if line is not None and line.credit is not None:
        CREDIT.labels(name).set(line.credit)


router = APIRouter(tags=["health"])
State = Literal["ok", "down"]


class Health(BaseModel):
    """A gateway that is alive; `sms`: whether text messages leave this installation."""

    status: Literal["ok"] = "ok"
    sms: Literal["on", "off"]


class Readiness(BaseModel):
    """How the installation stands, and each of its parts."""

    status: Literal["ok", "degraded", "down"]
    components: dict[str, State]


_PATIENCE_S = 3.0


@router.get("/healthz")
async def healthz(running: RuntimeDep) -> Health:
    """Alive; and whether text messages leave this installation, `on` or `off`."""
    return Health(sms="off" if running.settings.sms is SmsKind.OFF else "on")


@router.get("/readyz", responses={200: {"model": Readiness}, 503: {"model": Readiness}})
async def readyz(request: Request, running: RuntimeDep) -> JSONResponse:
    """`ok`; `degraded` when a part other than the database is down; `down` when nothing is kept.

    `down` too when this process was told to end: then no proxy should send anybody here.
    Degraded, search and filing still work. The database counts as up when it takes writes.
    """
    state, probe = request.app.state, request.app.state.write_probe
    rasa, reads, writes, jobs = await asyncio.gather(
        running.brain.is_up(),
        _soon(running.database.is_up()),
        _soon(probe.is_writable()),
        _soon(running.database.run(on_time)),
    )
    database = reads and writes
    is_leaving = state.leaving.has_begun
    parts = {
        "gateway": not is_leaving,
        "rasa": rasa,
        # The gateway does not start without its index.
        "knowledge": True,
        "database": database,
        "disk": probe.has_space(),
        "jobs": jobs,
        "clock": not state.clock_guard.is_stopped,
    }
    if running.settings.sms is SmsKind.HTTP:
        profile = running.settings.sms_account.profile
        parts["sms"] = await _soon(running.database.run(lambda s: is_working(s, profile)))
    if worker := state.worker:
        parts["worker"] = worker.is_alive
    components: dict[str, State] = {name: "ok" if up else "down" for name, up in parts.items()}
    whole: Literal["ok", "degraded"] = "ok" if all(parts.values()) else "degraded"
    takes_more = database and not is_leaving
    told = Readiness(status=whole if takes_more else "down", components=components)
    return JSONResponse(told.model_dump(), 200 if takes_more else 503)


async def _soon(question: Awaitable[bool]) -> bool:
    """The answer, or no if there is none in time: the caller must not wait in the same queue."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await question
    except (TimeoutError, SQLAlchemyError):
        return False


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, running: RuntimeDep) -> Response:
    """Prometheus metrics."""
    if not running.settings.metrics_enabled:
        raise Problem("not_found")
    request.app.state.write_probe.has_space()
    await running.database.run(job_metrics.refresh)
    if running.settings.sms is SmsKind.HTTP:
        account = running.settings.sms_account
        await running.database.run(lambda session: _refresh_sms_account(session, account))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
