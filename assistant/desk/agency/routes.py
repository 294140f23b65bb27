"""The cases of an agency, for its own system."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import Along
from assistant.cases.transitions import MoveRequest
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import along_problems
from assistant.desk.agency import views, work
from assistant.desk.agency.caller import CallerDep
from assistant.desk.agency.schemas import (
    AgencyAction,
    AgencyCase,
    AgencyPage,
    AgencyQuery,
    PersonalOut,
    RevealedPerson,
    RevealPersonIn,
)
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import LetterIn, ReasonIn, TextIn

router = APIRouter(prefix="/api/v1/agency/cases", tags=["agency"])


class Mover:
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
        """Make the move of `action` and see what comes of it; raises problems."""
        caller, door = self.caller, self.running.desk.door
        step = MoveRequest(
            views.MOVES[action],
            caller.by,
            reason,
            words,
            evidence={"api_key": caller.key_id},
            key=f"key:{caller.key_id}/{self.key}" if self.key else None,
        )
        along = Along(files, caller.hand, self.running.files.limits.per_case)

        def make(session: Session) -> AgencyCase:
            case = work.act(session, caller, door, self.code, step, along=along)
            return views.case_of(session, caller, door, case)

        with refusals(), along_problems():
            return await self.running.database.run(make)


Moving = Annotated[Mover, Depends()]


@router.get("", response_model_exclude_none=True)
async def list_cases(
    caller: CallerDep, running: RuntimeDep, wanted: Annotated[AgencyQuery, Query()]
) -> AgencyPage:
    """One page of the agency's cases, those due first."""

    def page(session: Session) -> AgencyPage:
        cases = work.listed(session, caller, wanted)
        return views.page_of(session, cases, wanted.limit, running.desk.door, caller.at)

    with refusals():
        return await running.database.run(page)


@router.get("/{code}", response_model_exclude_none=True)
async def see_case(code: str, caller: CallerDep, running: RuntimeDep) -> AgencyCase:
    """A case of the agency, with its steps and what may be done with it; words are masked."""
    door = running.desk.door
    with refusals():
        return await running.database.run(
            lambda s: views.case_of(s, caller, door, work.find(s, caller, code))
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
        told = await running.database.run(lambda s: work.reveal(s, caller, door, code, body.reason))
    values = [PersonalOut(field=v.field, event_number=v.event_number, text=v.text) for v in told]
    return RevealedPerson(values=values)
