"""Cases at the desk: lists, one case with its ledger and files, and revealing.

Also help in handling a case: its assignee, drafts, agencies that may be meant, and open cases that
may be the same matter.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.cases.attachments.schemas import (
    AttachmentsOut,
    PreparedFilesOut,
    PreparedOut,
    attachments_out,
    prepared_out,
)
from assistant.cases.ledger_schemas import CaseLedger
from assistant.cases.models import Case
from assistant.channels.web.attachments import FILE_IN, FILE_OUT, download
from assistant.channels.web.case_problems import file_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.casework import views
from assistant.desk.casework.access import drop, files_of, find, for_an_answer, reveal, taken_out
from assistant.desk.casework.handling import prepare_sent_file
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import (
    CaseEntry,
    CaseQuery,
    DeskCase,
    Named,
    RevealedValue,
    RevealIn,
    TermsOut,
)
from assistant.desk.casework.search import cases_for, entries_of
from assistant.desk.casework.table_schemas import (
    Alike,
    AssignIn,
    DraftIn,
    Drafts,
    Proposal,
    Proposals,
)
from assistant.desk.casework.views import terms
from assistant.desk.casework.workspace import assign, drafts_of, keep_draft
from assistant.desk.dependencies import (
    CaseAsking,
    CaseAssigning,
    CaseMerging,
    CaseReading,
    CaseReferring,
    CaseRevealing,
    SignedInDep,
)
from assistant.desk.reveals import bounds_of
from assistant.provider_settings import SmsKind
from assistant.runtime import Runtime
from assistant.understanding.reading import Reading

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
            lambda s: views.look(s, viewer, running.desk.door, running.catalogue, code)
        )


@router.get("/cases/{code}/ledger", response_model_exclude_none=True)
async def see_ledger(code: str, viewer: CaseReading, running: RuntimeDep) -> CaseLedger:
    """Every event of the case, hash-chained, with proofs for the daily roots."""
    with refusals():
        return await running.database.run(lambda s: views.ledger(s, viewer, code))


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


MOST_PROPOSED, MOST_ALIKE = 3, 5


async def proposals(running: Runtime, case: Case) -> list[Proposal]:
    """Agencies other than the case's own, the likeliest first: each with its reason.

    Agencies that the words name come before those that similar words suggest, and the service that
    the citizen chose before both.
    """
    found = dict[str, str]()
    service = running.catalogue.by_id.get(case.service_id or "")
    if service:
        found[service.agency.id] = f"خدمت «{service.service.title}» از آنِ این دستگاه است."
    if case.description:
        reading = await running.turns.read(case.description)
        for id_, reason in _of_words(reading):
            found.setdefault(id_, reason)
    found.pop(case.agency_id or "", None)
    agencies = running.catalogue.agencies
    return [
        Proposal(agency=Named(id=id_, title=agencies[id_].name), reason_fa=reason)
        for id_, reason in found.items()
        if id_ in agencies
    ][:MOST_PROPOSED]


def _of_words(reading: Reading) -> list[tuple[str, str]]:
    named = [(id_, "در شرح از این دستگاه نام برده شده است.") for id_ in reading.mentions.agency_ids]
    if reading.found.abstained:
        return named
    entries = [hit.entry for hit in reading.found.hits]
    alike = [
        (entry.agency.id, f"شرح به خدمت «{entry.service.title}» نزدیک است.") for entry in entries
    ]
    return named + alike


@router.post("/cases/{code}/assign", status_code=204)
async def assign_case(
    code: str, body: AssignIn, viewer: CaseAssigning, running: RuntimeDep
) -> Response:
    """Have somebody of one's own side see to the case, or nobody."""
    with refusals():
        await running.database.run(lambda s: assign(s, viewer, code, body.account_id))
    return Response(status_code=204)


@router.get("/cases/{code}/drafts")
async def see_drafts(code: str, viewer: CaseReading, running: RuntimeDep) -> Drafts:
    """What one has begun to write on the case."""
    with refusals():
        found = await running.database.run(lambda s: drafts_of(s, viewer, running.sealer, code))
    return Drafts(drafts=found)


@router.post("/cases/{code}/draft", status_code=204)
async def save_draft(
    code: str, body: DraftIn, viewer: CaseReading, running: RuntimeDep
) -> Response:
    """Keep what is written so far; nobody else reads it."""
    with refusals():
        await running.database.run(lambda s: keep_draft(s, viewer, running.sealer, code, body))
    return Response(status_code=204)


@router.get("/cases/{code}/proposals")
async def see_proposals(code: str, viewer: CaseReferring, running: RuntimeDep) -> Proposals:
    """Agencies that may be meant, each with why."""
    with refusals():
        case = await running.database.run(lambda s: find(s, viewer, code))
    return Proposals(proposals=await proposals(running, case))


@router.get("/cases/{code}/alike", response_model_exclude_none=True)
async def see_alike(code: str, viewer: CaseMerging, running: RuntimeDep) -> Alike:
    """Open cases of the same agency that may be the same matter."""
    with refusals():
        case = await running.database.run(lambda s: find(s, viewer, code))
    found = (await running.similar.beside(case))[:MOST_ALIKE]
    entries = await running.database.run(
        lambda s: entries_of(s, viewer, running.catalogue, running.desk.schedule, found)
    )
    return Alike(cases=entries)


_FILES = "/cases/{code}/files"
PREPARED = f"{router.prefix}{_FILES}"


@router.get("/cases/{code}/attachments")
async def list_attachments(code: str, viewer: CaseReading, running: RuntimeDep) -> AttachmentsOut:
    """The files of a case, oldest first."""
    with refusals():
        listed = await running.database.run(lambda s: files_of(s, viewer, code))
    return attachments_out(running.sealer, *listed, running.files.limits)


@router.get(
    "/cases/{code}/attachments/{attachment_id}", response_class=Response, responses=FILE_OUT
)
async def see_attachment(
    code: str, attachment_id: str, viewer: CaseReading, running: RuntimeDep
) -> Response:
    """One file, for download; the reading is recorded."""
    bounds = bounds_of(running.settings)
    with refusals(), file_problems():
        case, row = await running.database.run(
            lambda s: taken_out(s, viewer, bounds, code, attachment_id)
        )
        return download(await running.files.read(case, row))


@router.post(_FILES, status_code=201, openapi_extra=FILE_IN)
async def prepare_file(
    code: str, request: Request, viewer: CaseAsking, running: RuntimeDep
) -> PreparedOut:
    """Let a file wait for words to the citizen; the same file again is one."""
    return await prepare_sent_file(request, running, viewer, code)


@router.get(_FILES)
async def list_prepared(code: str, viewer: CaseAsking, running: RuntimeDep) -> PreparedFilesOut:
    """What waits in the viewer's hand, oldest first."""
    limits = running.files.limits
    with refusals():
        rows, left = await running.database.run(lambda s: for_an_answer(s, viewer, code, limits))
    shown = [prepared_out(running.sealer, row) for row in rows]
    return PreparedFilesOut(files=shown, left=left, max_bytes=limits.max_bytes)


@router.post(f"{_FILES}/{{file_id}}/remove", status_code=204)
async def remove_prepared(code: str, file_id: str, viewer: CaseAsking, running: RuntimeDep) -> None:
    """Let a file wait no longer; one that does not wait is passed over."""
    with refusals():
        await running.database.run(lambda s: drop(s, viewer, code, file_id))
