"""Filing and seeing cases over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from assistant.cases.schemas import CaseDraft, CaseFiled, CaseView
from assistant.cases.service import KeyReusedError, UnknownReferenceError
from assistant.cases.views import case_filed, case_view
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])


@router.post("", status_code=201)
async def file_case(
    body: CaseDraft, request: Request, running: RuntimeDep, idempotency_key: IdempotencyKey = None
) -> CaseFiled:
    """File a case. It is durable before this is answered; the pin is shown this once."""
    guards = request.app.state.guards
    await guards.count(guards.cases, guards.address(request))
    key = f"api:{idempotency_key}" if idempotency_key else None
    try:
        filed = await running.desk.file(body, key)
    except UnknownReferenceError as error:
        raise Problem("unknown_reference", errors=[{"field": error.field}]) from error
    except KeyReusedError as error:
        raise Problem("key_reused") from error
    return case_filed(filed)


@router.get("/{tracking_code}", response_model_exclude_none=True)
async def see_case(
    tracking_code: str,
    request: Request,
    running: RuntimeDep,
    x_case_pin: Annotated[str, Header(max_length=32)] = "",
) -> CaseView:
    """A case, for whoever holds the code and the pin; both wrong and unknown are 404."""
    guards = request.app.state.guards
    await guards.count(guards.case_looks, guards.address(request))
    case = await running.desk.find(tracking_code, x_case_pin)
    if case is None:
        raise Problem("case_not_found")
    return case_view(case, await running.desk.history(case), running.catalogue)
