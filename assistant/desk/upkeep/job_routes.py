"""Dead jobs at the desk: what was given up, and another try."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.dependencies import JobReviving
from assistant.desk.upkeep import dead
from assistant.desk.upkeep.schemas import DeadJobs, RetryIn, Revived, WhyIn
from assistant.desk.upkeep.text_messages import sms_standing

JobId = Annotated[int, Path(ge=1, le=dead.MOST_ID)]
router = APIRouter(prefix="/api/v1/desk/jobs", tags=["desk"])


@router.get("", response_model_exclude_none=True)
async def see_dead(viewer: JobReviving, running: RuntimeDep) -> DeadJobs:
    """What was given up, newest first, and how text messages fare."""

    def work(session: Session) -> DeadJobs:
        sms = sms_standing(session, running.settings, viewer.at)
        return dead.dead_jobs(session, viewer).model_copy(update={"sms": sms})

    return await running.database.run(work)


@router.post("/retry")
async def retry_kind(body: RetryIn, viewer: JobReviving, running: RuntimeDep) -> Revived:
    """Let the dead jobs of a kind be tried again."""
    count = await running.database.run(lambda s: dead.revive_kind(s, viewer, body.kind))
    return Revived(revived=count)


@router.post("/{id}/drop", status_code=204)
async def drop(id: JobId, body: WhyIn, viewer: JobReviving, running: RuntimeDep) -> Response:
    """Let a dead job never be done, for a reason."""
    if not await running.database.run(lambda s: dead.drop_one(s, viewer, id, body.reason)):
        raise Problem("not_found")
    return Response(status_code=204)


@router.post("/{id}/retry", status_code=204)
async def retry(id: JobId, viewer: JobReviving, running: RuntimeDep) -> Response:
    """Let a dead job be tried again from the beginning."""

    def work(session: Session) -> bool:
        return dead.revive_one(session, viewer, id)

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)
