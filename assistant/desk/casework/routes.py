"""Cases at the desk: lists, one case, its ledger, and revealing."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.cases.schemas import CaseLedger
from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.casework import page
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.reveal import reveal
from assistant.desk.casework.schemas import (
    CaseEntry,
    CaseQuery,
    DeskCase,
    RevealedValue,
    RevealIn,
    TermsOut,
)
from assistant.desk.casework.search import cases_for
from assistant.desk.casework.terms import terms
from assistant.desk.dependencies import CaseReading, CaseRevealing, SignedInDep
from assistant.desk.looks import bounds_of
from assistant.settings import SmsKind

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/terms")
async def see_terms(_: SignedInDep, running: RuntimeDep) -> TermsOut:
    """What lists and forms offer to choose from."""
    sends_sms = running.settings.sms is not SmsKind.OFF
    return terms(running.catalogue, running.desk.schedule, sends_sms=sends_sms)


@router.get("/cases", response_model_exclude_none=True)
async def list_cases(
    viewer: CaseReading, running: RuntimeDep, wanted: Annotated[CaseQuery, Query()]
) -> list[CaseEntry]:
    """One page of cases; a clerk sees those of the own agency."""
    with refusals():
        return await running.database.run(
            lambda s: cases_for(s, viewer, running.catalogue, running.desk.schedule, wanted)
        )


@router.get("/cases/{code}", response_model_exclude_none=True)
async def see_case(code: str, viewer: CaseReading, running: RuntimeDep) -> DeskCase:
    """A case with its timeline, and what one may do with it."""
    with refusals():
        return await running.database.run(
            lambda s: page.look(s, viewer, running.desk.door, running.catalogue, code)
        )


@router.get("/cases/{code}/ledger", response_model_exclude_none=True)
async def see_ledger(code: str, viewer: CaseReading, running: RuntimeDep) -> CaseLedger:
    """Every event of the case, hash-chained, with proofs for the daily roots."""
    with refusals():
        return await running.database.run(lambda s: page.ledger(s, viewer, code))


@router.post("/cases/{code}/reveal")
async def reveal_value(
    code: str, body: RevealIn, viewer: CaseRevealing, running: RuntimeDep
) -> RevealedValue:
    """One personal value; the look is recorded with its reason."""
    bounds = bounds_of(running.settings)
    with refusals():
        text = await running.database.run(
            lambda s: reveal(s, viewer, running.sealer, code, body, bounds=bounds)
        )
    return RevealedValue(text=text)
