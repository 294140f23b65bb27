"""Merging cases of one matter at the desk, and taking a merge back."""

from typing import Annotated

from fastapi import APIRouter, Header, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import following
from assistant.cases.codes import normalise
from assistant.cases.door import Door, Step
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import MergeIn, ReasonIn
from assistant.desk.casework.work import party, visible
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseMerging
from assistant.storage.locking import locked

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])
IdempotencyKey = Annotated[str | None, Header(max_length=100)]


@router.post("/merge", status_code=204)
async def merge(
    code: str,
    body: MergeIn,
    viewer: CaseMerging,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Let the case follow another of the same matter; its citizen keeps everything."""
    step = _step(viewer, Move.MERGED, body.reason, idempotency_key)
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
    step = _step(viewer, Move.SEPARATED, body.reason, idempotency_key)
    with refusals():
        await running.database.run(
            lambda s: separate_case(s, viewer, running.desk.door, code, step)
        )
    return Response(status_code=204)


def merge_cases(
    session: Session, viewer: Viewer, door: Door, codes: tuple[str, str], step: Step
) -> None:
    """Let the first follow the second; raises `NotVisibleError` and what the move raises."""
    known = [normalise(code) or "-" for code in codes]
    query = select(Case).where(Case.tracking_code.in_(known)).order_by(Case.id)
    found = {case.tracking_code: case for case in locked(session, query)}
    case, leader = (visible(viewer, found.get(code), code) for code in known)
    before = case.version
    following.merge(session, door, case, leader, step=step, now=viewer.at)
    if case.version != before:
        _note(session, viewer, case, step, into=leader.tracking_code)


def separate_case(session: Session, viewer: Viewer, door: Door, code: str, step: Step) -> None:
    """Take a merge back; raises as `merge_cases` does."""
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before = case.version
    following.separate(session, door, case, step, viewer.at)
    if case.version != before:
        _note(session, viewer, case, step)


def _step(viewer: Viewer, move: Move, reason: str, key: str | None) -> Step:
    own_key = f"desk:{viewer.account.id[:16]}/{key}" if key else None
    return Step(move, party(viewer.account), reason=reason, key=own_key)


def _note(session: Session, viewer: Viewer, case: Case, step: Step, **more: str) -> None:
    told = {"case": case.tracking_code, "move": step.move} | more
    note_audit(session, Audited.CASE_MOVED, viewer.account.id, data=told)
