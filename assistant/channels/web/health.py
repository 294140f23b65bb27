"""Whether the process lives, whether it can work, and its metrics."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.storage.jobs import metrics as job_metrics

router = APIRouter(tags=["health"])
State = Literal["ok", "down"]


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request, running: RuntimeDep) -> JSONResponse:
    """`ok`; `degraded` without Rasa or with a worker that stands still; `down` without a database.

    Degraded, search and filing still work.
    """
    rasa, database = await asyncio.gather(running.brain.is_up(), running.database.is_up())
    components: dict[str, State] = {
        "rasa": "ok" if rasa else "down",
        # The gateway does not start without its index.
        "knowledge": "ok",
        "database": "ok" if database else "down",
    }
    if worker := request.app.state.worker:
        components["worker"] = "ok" if worker.is_alive else "down"
    is_whole = all(state == "ok" for state in components.values())
    status = "down" if not database else "ok" if is_whole else "degraded"
    return JSONResponse({"status": status, "components": components}, 200 if database else 503)


@router.get("/metrics", include_in_schema=False)
async def metrics(running: RuntimeDep) -> Response:
    """Prometheus metrics."""
    if not running.settings.metrics_enabled:
        raise Problem("not_found")
    await running.database.run(job_metrics.refresh)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
