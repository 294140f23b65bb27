"""Moving cases at the desk: each route is one move of a case, for those who may make it.

Merging cases of one matter, and undoing a merge, are moves too.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import merged_cases
from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.transitions import Door, MoveRequest
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.casework.access import ACTIONS, note_move, step_of, visible
from assistant.desk.casework.handling import move_case
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import (
    CloseCaseIn,
    CorrectIn,
    DeskAction,
    LetterIn,
    MergeIn,
    ReasonIn,
    ReferIn,
    TextIn,
)
from assistant.desk.casework.workspace import drop_draft
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import (
    CaseAnswering,
    CaseAsking,
    CaseClosing,
    CaseCorrecting,
    CaseMerging,
    CaseNoting,
    CaseReferring,
    CaseReturning,
    IdempotencyKey,
)
from assistant.storage.statements import locked

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])


class Mover:
    """Makes moves with the case of the path; the same Idempotency-Key again does nothing twice."""

    def __init__(
        self, code: str, running: RuntimeDep, idempotency_key: IdempotencyKey = None
    ) -> None:
        self.code, self.running, self.key = code, running, idempotency_key

    async def __call__(
        self,
        viewer: Viewer,
        action: DeskAction,
        *,
        reason: str = "",
        words: str = "",
        agency_id: str | None = None,
        files: Sequence[str] = (),
    ) -> Response:
        """Make the move of `action`; raises problems."""
        move = ACTIONS[action][0]
        step = step_of(viewer, move, self.key, reason=reason, words=words, agency_id=agency_id)

        def drop(session: Session, case: Case) -> None:
            drop_draft(session, viewer, case.id, action)

        await move_case(self.running, viewer, self.code, step, files, then=drop)
        return Response(status_code=204)


Moving = Annotated[Mover, Depends()]


@router.post("/refer", status_code=204)
async def refer(body: ReferIn, viewer: CaseReferring, move: Moving) -> Response:
    """Send it to an agency, with the reason."""
    if body.agency_id not in move.running.catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])
    return await move(viewer, DeskAction.REFER, reason=body.reason, agency_id=body.agency_id)


@router.post("/take", status_code=204)
async def take(viewer: CaseAnswering, move: Moving) -> Response:
    """The agency has begun to deal with it."""
    return await move(viewer, DeskAction.TAKE)


@router.post("/answer", status_code=204)
async def answer(body: LetterIn, viewer: CaseAnswering, move: Moving) -> Response:
    """The agency's answer; it only proposes."""
    return await move(viewer, DeskAction.ANSWER, words=body.text, files=body.files)


@router.post("/ask", status_code=204)
async def ask(body: LetterIn, viewer: CaseAsking, move: Moving) -> Response:
    """Ask the citizen something."""
    return await move(viewer, DeskAction.ASK, words=body.text, files=body.files)


@router.post("/misdirected", status_code=204)
async def misdirected(body: ReasonIn, viewer: CaseReturning, move: Moving) -> Response:
    """Say that another agency is meant; an operator then finds it."""
    return await move(viewer, DeskAction.MISDIRECTED, reason=body.reason)


@router.post("/close", status_code=204)
async def close(body: CloseCaseIn, viewer: CaseClosing, move: Moving) -> Response:
    """The last word on a dispute at the highest level; never a success."""
    told = {"reason": body.reason, "words": body.text}
    return await move(viewer, DeskAction.CLOSE, **told, files=body.files)


@router.post("/note", status_code=204)
async def note(body: TextIn, viewer: CaseNoting, move: Moving) -> Response:
    """A note within the desk; neither citizen nor agency reads it."""
    return await move(viewer, DeskAction.NOTE, words=body.text)


@router.post("/correct", status_code=204)
async def correct(body: CorrectIn, viewer: CaseCorrecting, move: Moving) -> Response:
    """Put right what the case tells wrongly; what was told stays, and the citizen is told."""
    return await move(viewer, DeskAction.CORRECT, reason=body.reason, words=body.text)


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
    """Undo a merge; raises as `merge_cases` does."""
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before = case.version
    merged_cases.separate(session, door, case, step, viewer.at)
    if case.version != before:
        note_move(session, viewer, case, step.move)
