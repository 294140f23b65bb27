"""Work on cases at the desk: listing, referring, answering, noting."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from assistant.cases.door import Step
from assistant.cases.moves import Move
from assistant.cases.schemas import CaseView
from assistant.cases.terms import Status
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk import case_work
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.dependencies import CaseAnswering, CaseNoting, CaseReading, CaseReferring
from assistant.desk.schemas import AnswerIn, CaseEntry, NoteIn, ReferIn
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk/cases", tags=["desk"])
Code = Annotated[str, Query(max_length=32)]
IdempotencyKey = Annotated[str | None, Header(max_length=100)]


@router.get("")
async def list_cases(
    viewer: CaseReading,
    running: RuntimeDep,
    status: Status | None = None,
    after: Code | None = None,
) -> list[CaseEntry]:
    """Cases, those that are due first; a clerk sees those of the own agency."""
    try:
        return await running.database.run(
            lambda s: case_work.cases_for(s, viewer, running.catalogue, status, after)
        )
    except NotVisibleError as error:
        raise Problem("not_found") from error


@router.get("/{code}", response_model_exclude_none=True)
async def see_case(code: str, viewer: CaseReading, running: RuntimeDep) -> CaseView:
    """A case with its timeline."""
    try:
        return await running.database.run(
            lambda s: case_work.look(s, viewer, running.desk.door, running.catalogue, code)
        )
    except NotVisibleError as error:
        raise Problem("not_found") from error


@router.post("/{code}/refer", status_code=204)
async def refer(
    code: str,
    body: ReferIn,
    viewer: CaseReferring,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Send it to an agency, with the reason."""
    if body.agency_id not in running.catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])
    step = Step(
        Move.REFERRED,
        case_work.party(viewer.account),
        reason=body.reason,
        agency_id=body.agency_id,
        key=_key(viewer, idempotency_key),
    )
    return await _act(running, viewer, code, step)


@router.post("/{code}/answer", status_code=204)
async def answer(
    code: str,
    body: AnswerIn,
    viewer: CaseAnswering,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """The agency's answer; it only proposes."""
    by, key = case_work.party(viewer.account), _key(viewer, idempotency_key)
    step = Step(Move.ANSWERED, by, words=body.text, key=key)
    return await _act(running, viewer, code, step)


@router.post("/{code}/note", status_code=204)
async def note(
    code: str,
    body: NoteIn,
    viewer: CaseNoting,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """A note within the desk; neither citizen nor agency reads it."""
    by, key = case_work.party(viewer.account), _key(viewer, idempotency_key)
    return await _act(running, viewer, code, Step(Move.NOTED, by, words=body.text, key=key))


async def _act(running: Runtime, viewer: Viewer, code: str, step: Step) -> Response:
    with as_problems():
        try:
            await running.database.run(
                lambda s: case_work.act(s, viewer, running.desk.door, code, step)
            )
        except NotVisibleError as error:
            raise Problem("not_found") from error
    return Response(status_code=204)


def _key(viewer: Viewer, key: str | None) -> str | None:
    return f"desk:{viewer.account.id[:16]}/{key}" if key else None
