"""The cases of an agency and their files, for its own system."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from sqlalchemy.orm import Session

from assistant.cases.attachments.schemas import PreparedOut, attachment_out
from assistant.cases.models import Case
from assistant.channels.web.attachments import FILE_IN, FILE_OUT, download
from assistant.channels.web.case_problems import file_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.agency import access
from assistant.desk.agency.access import CallerDep, taken_out
from assistant.desk.agency.schemas import (
    AgencyAction,
    AgencyCase,
    AgencyFiles,
    AgencyPage,
    AgencyQuery,
    PersonalOut,
    RevealedPerson,
    RevealPersonIn,
)
from assistant.desk.casework.access import files_of, find, step_of
from assistant.desk.casework.handling import move_case, prepare_sent_file
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import LetterIn, ReasonIn, TextIn

router = APIRouter(prefix="/api/v1/agency/cases", tags=["agency"])


class AgencyMover:
    """Makes moves with the case of the path; the same Idempotency-Key again does nothing twice."""

    def __init__(
        self,
        code: str,
        caller: CallerDep,
        running: RuntimeDep,
        idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
    ) -> None:
        self.code, self.caller, self.running, self.key = code, caller, running, idempotency_key

    async def __call__(
        self, action: AgencyAction, *, reason: str = "", words: str = "", files: Sequence[str] = ()
    ) -> AgencyCase:
        """Make the move of `action` and return the case; raises problems."""
        caller, running = self.caller, self.running
        step = step_of(caller, access.MOVES[action], self.key, reason=reason, words=words)

        def shown(session: Session, case: Case) -> AgencyCase:
            session.flush()
            return access.case_of(session, caller, running.desk.door, case)

        return await move_case(running, caller, self.code, step, files, then=shown)


Moving = Annotated[AgencyMover, Depends()]


@router.get("", response_model_exclude_none=True)
async def list_cases(
    caller: CallerDep, running: RuntimeDep, wanted: Annotated[AgencyQuery, Query()]
) -> AgencyPage:
    """One page of the agency's cases, those due first."""

    def page(session: Session) -> AgencyPage:
        cases = access.listed(session, caller, wanted)
        return access.page_of(session, cases, wanted.limit, running.desk.door, caller.at)

    with refusals():
        return await running.database.run(page)


@router.get("/{code}", response_model_exclude_none=True)
async def see_case(code: str, caller: CallerDep, running: RuntimeDep) -> AgencyCase:
    """A case of the agency, with its steps and what may be done with it; words are masked."""
    door = running.desk.door
    with refusals():
        return await running.database.run(
            lambda s: access.case_of(s, caller, door, find(s, caller, code))
        )


@router.post("/{code}/take", response_model_exclude_none=True)
async def take(move: Moving) -> AgencyCase:
    """The agency has begun to deal with it."""
    return await move(AgencyAction.TAKE)


@router.post("/{code}/answer", response_model_exclude_none=True)
async def answer(body: LetterIn, move: Moving) -> AgencyCase:
    """The agency's answer; it only proposes."""
    return await move(AgencyAction.ANSWER, words=body.text, files=body.files)


@router.post("/{code}/ask", response_model_exclude_none=True)
async def ask(body: LetterIn, move: Moving) -> AgencyCase:
    """Ask the citizen something."""
    return await move(AgencyAction.ASK, words=body.text, files=body.files)


@router.post("/{code}/misdirected", response_model_exclude_none=True)
async def misdirected(body: ReasonIn, move: Moving) -> AgencyCase:
    """Say that another agency is meant; an operator then finds it."""
    return await move(AgencyAction.MISDIRECTED, reason=body.reason)


@router.post("/{code}/note", response_model_exclude_none=True)
async def note(body: TextIn, move: Moving) -> AgencyCase:
    """A note for the agency itself and for the desk; the citizen does not read it."""
    return await move(AgencyAction.NOTE, words=body.text)


@router.post("/{code}/reveal")
async def reveal(
    code: str, body: RevealPersonIn, caller: CallerDep, running: RuntimeDep
) -> RevealedPerson:
    """Words as typed and contact, while the citizen agrees; each look is recorded."""
    door = running.desk.door
    with refusals():
        told = await running.database.run(
            lambda s: access.reveal(s, caller, door, code, body.reason)
        )
    values = [PersonalOut(field=v.field, event_number=v.event_number, text=v.text) for v in told]
    return RevealedPerson(values=values)


_FILES = "/{code}/files"
PREPARED = f"{router.prefix}{_FILES}"


@router.get("/{code}/attachments")
async def list_attachments(code: str, caller: CallerDep, running: RuntimeDep) -> AgencyFiles:
    """The files of a case of the agency, oldest first."""
    with refusals():
        case, rows = await running.database.run(lambda s: files_of(s, caller, code))
    return AgencyFiles(attachments=[attachment_out(running.sealer, case, row) for row in rows])


@router.get("/{code}/attachments/{attachment_id}", response_class=Response, responses=FILE_OUT)
async def see_attachment(
    code: str, attachment_id: str, caller: CallerDep, running: RuntimeDep
) -> Response:
    """One file, for download; the reading is recorded with the key."""
    with refusals(), file_problems():
        case, row = await running.database.run(lambda s: taken_out(s, caller, code, attachment_id))
        return download(await running.files.read(case, row))


@router.post(_FILES, status_code=201, openapi_extra=FILE_IN)
async def prepare_file(
    code: str, request: Request, caller: CallerDep, running: RuntimeDep
) -> PreparedOut:
    """Let a file wait for an answer or a question of this key; the same file again is one."""
    return await prepare_sent_file(request, running, caller, code)
