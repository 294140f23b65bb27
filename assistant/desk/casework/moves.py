"""Moving cases at the desk: each route is one move of the door, for who may make it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import Along
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import along_problems
from assistant.channels.web.problems import Problem
from assistant.desk.casework import work
from assistant.desk.casework.drafts import drop_draft
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import (
    CloseCaseIn,
    CorrectIn,
    DeskAction,
    LetterIn,
    ReasonIn,
    ReferIn,
    TextIn,
)
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import (
    CaseAnswering,
    CaseAsking,
    CaseClosing,
    CaseCorrecting,
    CaseNoting,
    CaseReferring,
    CaseReturning,
    IdempotencyKey,
)

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
        move = work.ACTIONS[action][0]
        step = work.step_of(viewer, move, self.key, reason=reason, words=words, agency_id=agency_id)
        along = Along(files, viewer.account.id, self.running.files.limits.per_case)

        def make(session: Session) -> None:
            case = work.act(session, viewer, self.running.desk.door, self.code, step, along=along)
            drop_draft(session, viewer, case.id, action)

        with refusals(), along_problems():
            await self.running.database.run(make)
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
