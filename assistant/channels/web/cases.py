"""Filing, seeing and moving cases over HTTP: the citizen's side."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from assistant.cases.filing import Origin, consent, is_secret
from assistant.cases.ledger import ledger_of
from assistant.cases.move_requests import CITIZEN
from assistant.cases.moves import VERDICT_MOVES, Move
from assistant.cases.personal import CONTACT
from assistant.cases.schemas import (
    CaseDraft,
    CaseFiled,
    CaseLedger,
    CaseView,
    ConsentIn,
    MessageIn,
    NewPin,
    ReopenIn,
    VerdictIn,
    WithdrawIn,
)
from assistant.cases.similar.offers import SimilarIn, SimilarOut
from assistant.cases.transitions import MoveRequest
from assistant.cases.views import case_filed
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import CitizenDep, RuntimeDep
from assistant.channels.web.holders import HolderDep
from assistant.channels.web.problems import Problem

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])


@router.post("", status_code=201, response_model_exclude_none=True)
async def file_case(
    body: CaseDraft,
    request: Request,
    running: RuntimeDep,
    *,
    citizen: CitizenDep,
    idempotency_key: IdempotencyKey = None,
    authorization: Annotated[str, Header(max_length=256)] = "",
) -> CaseFiled:
    """File a case. It is durable before this is answered; the pin is shown this once."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.cases, request)
    if idempotency_key and not (is_secret(idempotency_key) or is_secret(_token(authorization))):
        # A repetition is answered with code and pin: many are behind one address.
        raise Problem("key_guessable")
    address = guards.address(request)
    caller, evidence = f"api {authorization or address}", {"channel": "api"}
    origin = Origin(idempotency_key, caller, evidence=evidence, group=address)
    also = running.citizens.linking(citizen)
    with as_problems():
        return case_filed(await running.desk.file(body, origin, also), running.catalogue)


@router.post("/similar", response_model_exclude_none=True)
async def similar(body: SimilarIn, request: Request, running: RuntimeDep) -> SimilarOut:
    """What others have told already of the same matter: nobody's words, nobody's name."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.similar, request)
    with as_problems():
        return await running.similar.offers(body)


@router.get("/{tracking_code}", response_model_exclude_none=True)
async def see_case(presented: HolderDep) -> CaseView:
    """A case, for whoever holds the code and the pin; both wrong and unknown are 404."""
    return await presented.view()


@router.post("/{tracking_code}/verdict", response_model_exclude_none=True)
async def give_verdict(body: VerdictIn, presented: HolderDep) -> CaseView:
    """Say whether the agency's answer solved it. Unsolved goes up a level by itself."""
    move, words = VERDICT_MOVES[body.verdict], body.comment or ""
    step = MoveRequest(move, CITIZEN, words=words, score=body.score, key=presented.key)
    return await presented.judge(step)


@router.post("/{tracking_code}/messages", response_model_exclude_none=True)
async def add_message(body: MessageIn, presented: HolderDep) -> CaseView:
    """Add something to an open case, or answer what was asked."""
    return await presented.act(Move.MESSAGE, words=body.text)


@router.post("/{tracking_code}/reopen", response_model_exclude_none=True)
async def reopen(body: ReopenIn, presented: HolderDep) -> CaseView:
    """Open a settled case again: same code, same history, new deadlines."""
    return await presented.act(Move.REOPENED, reason=body.reason)


@router.post("/{tracking_code}/withdraw", response_model_exclude_none=True)
async def withdraw(body: WithdrawIn, presented: HolderDep) -> CaseView:
    """Take an open case back."""
    return await presented.act(Move.WITHDRAWN, reason=body.reason or "")


@router.post("/{tracking_code}/separate", response_model_exclude_none=True)
async def separate(presented: HolderDep) -> CaseView:
    """Follow no other case any longer."""
    return await presented.act(Move.SEPARATED)


@router.post("/{tracking_code}/consent", response_model_exclude_none=True)
async def set_consent(body: ConsentIn, presented: HolderDep) -> CaseView:
    """Let the agency see who one is, or take that back."""
    if not body.given:
        return await presented.act(Move.CONSENT_WITHDRAWN)
    step = consent(CONTACT)
    return await presented.make(
        MoveRequest(step.move, step.by, evidence=step.evidence, key=presented.key)
    )


@router.post("/{tracking_code}/pin")
async def change_pin(presented: HolderDep) -> NewPin:
    """Get another pin for the case; the old one opens nothing any more."""
    return await presented.change_pin()


@router.get("/{tracking_code}/ledger", response_model_exclude_none=True)
async def see_ledger(presented: HolderDep) -> CaseLedger:
    """Every event of the case, hash-chained, with proofs for the daily roots."""
    file = await presented.see()
    return await presented.running.database.run(
        lambda session: ledger_of(session, file.case, file.events)
    )


def _token(authorization: str) -> str:
    return authorization.rpartition(" ")[2]
