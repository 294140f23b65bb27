"""Merging cases of one matter at the desk, and taking a merge back."""

from fastapi import APIRouter, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import merged_cases
from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.transitions import Door, MoveRequest
from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import MergeIn, ReasonIn
from assistant.desk.casework.work import note_move, step_of, visible
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseMerging, IdempotencyKey
from assistant.storage.statements import locked

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])


@router.post("/merge", status_code=204)
async def merge(
    code: str,
    body: MergeIn,
    viewer: CaseMerging,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Let the case follow another of the same matter; its citizen keeps everything."""
    step = step_of(viewer, Move.MERGED, idempotency_key, reason=body.reason)
    with refusals():
        await running.database.run(
            lambda s: merge_cases(s, viewer, running.desk.door, (code, body.into), step)
        )
    return Response(status_code=204)


@router.post("/separate", status_code=204)
async def separate(
    code: str,
    body: ReasonIn,
    viewer: CaseMerging,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Let the case go alone again."""
    step = step_of(viewer, Move.SEPARATED, idempotency_key, reason=body.reason)
    with refusals():
        await running.database.run(
            lambda s: separate_case(s, viewer, running.desk.door, code, step)
        )
    return Response(status_code=204)


def merge_cases(
    session: Session, viewer: Viewer, door: Door, codes: tuple[str, str], step: MoveRequest
) -> None:
    """Let the first follow the second; raises `NotVisibleError` and what the move raises."""
    known = [normalise(code) or "-" for code in codes]
    query = select(Case).where(Case.tracking_code.in_(known)).order_by(Case.id)
    found = {case.tracking_code: case for case in locked(session, query)}
    case, leader = (visible(viewer, found.get(code), code) for code in known)
    before = case.version
    merged_cases.merge(session, door, case, leader, step=step, now=viewer.at)
    if case.version != before:
        note_move(session, viewer, case, step.move, into=leader.tracking_code)


def separate_case(
    session: Session, viewer: Viewer, door: Door, code: str, step: MoveRequest
) -> None:
    """Take a merge back; raises as `merge_cases` does."""
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before = case.version
    merged_cases.separate(session, door, case, step, viewer.at)
    if case.version != before:
        note_move(session, viewer, case, step.move)
