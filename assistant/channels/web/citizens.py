"""Signs citizens in by a portal's token; and their actions on all of their cases."""

import asyncio
from collections.abc import Callable
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.moves import PROPOSED
from assistant.cases.terms import KIND_FA, STATUS_FA, Kind, Status
from assistant.cases.views import agency_of
from assistant.channels.web.dependencies import RuntimeDep, SignedInCitizen
from assistant.channels.web.privacy import STAYS_OF_A_CASE, erase_ended
from assistant.channels.web.problems import Problem
from assistant.citizens.service import PortalIdentity
from assistant.citizens.sign_in import LONGEST as LONGEST_SECRET
from assistant.citizens.sign_in import IdentityRefusedError, KeysUnavailableError
from assistant.citizens.token import LONGEST_TOKEN
from assistant.language.dates import jalali, rfc3339
from assistant.privacy.copying import Copy, copy_of_citizen
from assistant.privacy.erasure import ErasureNotes, Gone, erase_citizen
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/citizen", tags=["citizens"])
log = structlog.get_logger()

_EXCERPT = 120


class SignInBegun(BaseModel):
    """`nonce` and `audience` are for the portal's token; `secret` stays in the browser."""

    nonce: str
    audience: str
    secret: str
    expires_at: str


class TokenIn(BaseModel):
    """The portal's token, and the secret of the attempt for which it was made."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=LONGEST_TOKEN)]
    secret: Annotated[str, Field(min_length=1, max_length=LONGEST_SECRET)]


class SignedIn(BaseModel):
    """The session; it is shown as `X-Citizen-Session`, and stored nowhere."""

    session: str
    expires_at: str
    name: str | None = None
    has_mobile: bool = False


class OwnCase(BaseModel):
    """A case in the list; `is_asked` when its citizen's verdict is wanted."""

    tracking_code: str
    kind: Kind
    kind_fa: str
    status: Status
    status_fa: str
    agency_name: str
    excerpt: str
    created_at: str
    created_at_fa: str
    is_asked: bool = False


class OwnCasesOut(BaseModel):
    """Cases, the newest first; more are asked for by the last one's code."""

    cases: list[OwnCase]
    has_more: bool = False


class AllErased(BaseModel):
    """That all is erased but what is under way: these cases open by code and pin alone."""

    erased: bool = True
    erased_cases: list[str]
    left_cases: list[str]
    stays_fa: tuple[str, ...] = STAYS_OF_A_CASE


@router.post("/nonce", status_code=201)
async def begin_sign_in(request: Request, running: RuntimeDep) -> SignInBegun:
    """Begin to sign in."""
    portal = await _counted(request, running)
    attempt = portal.begin()
    return SignInBegun(
        nonce=attempt.nonce,
        audience=portal.settings.audience,
        secret=attempt.secret,
        expires_at=rfc3339(attempt.expires_at),
    )


@router.post("/session", status_code=201, response_model_exclude_none=True)
async def sign_in(body: TokenIn, request: Request, running: RuntimeDep) -> SignedIn:
    """Sign a citizen in by the portal's token; it is good once."""
    portal = await _counted(request, running)
    try:
        new = await portal.sign_in(body.token, body.secret)
    except IdentityRefusedError as error:
        log.info("identity_refused", reason=error.reason)
        raise Problem("identity_refused", reason=error.reason) from error
    except KeysUnavailableError as error:
        log.warning("portal_keys_unavailable", reason=str(error))
        raise Problem("unavailable", {"Retry-After": "30"}) from error
    contact = new.citizen.contact
    return SignedIn(
        session=new.token,
        expires_at=rfc3339(new.expires_at),
        name=contact.name if contact else None,
        has_mobile=bool(contact and contact.mobile),
    )


async def _counted(request: Request, running: Runtime) -> PortalIdentity:
    """The portal that vouches; counts this step for the people of the address."""
    if running.citizens.portal is None:
        raise Problem("not_found")
    guards = request.app.state.guards
    await guards.count_or_work(guards.citizen_sign_ins, request)
    return running.citizens.portal


@router.delete("/session", status_code=204)
async def sign_out(
    running: RuntimeDep,
    _: SignedInCitizen,
    x_citizen_session: Annotated[str, Header(max_length=128)] = "",
) -> Response:
    """Sign out: the session opens nothing any more."""
    await running.citizens.sign_out(x_citizen_session)
    return Response(status_code=204)


@router.get("/cases", response_model_exclude_none=True)
async def list_cases(
    request: Request,
    running: RuntimeDep,
    citizen: SignedInCitizen,
    before: Annotated[str, Query(max_length=16)] = "",
) -> OwnCasesOut:
    """The citizen's cases: filed, or opened by code and pin, while signed in."""
    await request.app.state.guards.look(request)
    last = await running.citizens.case(citizen, before) if before else None
    if before and last is None:
        raise Problem("case_not_found")
    own = await running.citizens.cases(citizen, last)
    shown = [_own_case(case, running.catalogue) for case in own.cases]
    return OwnCasesOut(cases=shown, has_more=own.has_more)


@router.delete("/cases/{tracking_code}", status_code=204)
async def take_off(
    tracking_code: str, request: Request, running: RuntimeDep, citizen: SignedInCitizen
) -> Response:
    """Take a case off the citizen's list; code and pin open it as before."""
    await request.app.state.guards.look(request)
    case = await running.citizens.case(citizen, tracking_code)
    if case is None:
        raise Problem("case_not_found")
    await running.citizens.take_off(citizen, case)
    return Response(status_code=204)


@router.get("/data")
async def copy_all(request: Request, running: RuntimeDep, citizen: SignedInCitizen) -> Copy:
    """All that is kept of the citizen who is signed in, and of their cases."""
    await request.app.state.guards.look(request)
    cases = await running.citizens.all_cases(citizen)
    return await running.database.run(
        lambda session: copy_of_citizen(session, running.sealer, citizen.subject_hash, cases)
    )


@router.delete("/data")
async def erase_all(request: Request, running: RuntimeDep, citizen: SignedInCitizen) -> AllErased:
    """Erase the citizen's cases that have ended, sign out everywhere, and forget whose any were."""
    await request.app.state.guards.look(request)
    erased, left = list[str](), list[str]()
    # Each case in a separate transaction, and the identity last: if a crash interrupts it, the
    # citizen can ask again and it goes on.
    for case in await running.citizens.all_cases(citizen):
        is_erased = await running.database.run(_erasing(running, case.id))
        (erased if is_erased else left).append(case.tracking_code)
    # Done first: nobody is signed in afterwards, who could ask again after a crash.
    await asyncio.to_thread(_note, running.erasures, erased, citizen.subject_hash)
    await running.database.run(lambda session: erase_citizen(session, citizen.subject_hash))
    return AllErased(erased_cases=erased, left_cases=left)


def _note(erasures: ErasureNotes, codes: list[str], subject_hash: str) -> None:
    erasures.note(Gone.CASE, *codes)
    erasures.note(Gone.CITIZEN, subject_hash)


def _erasing(running: Runtime, case_id: int) -> Callable[[Session], bool]:
    return lambda session: erase_ended(session, running, case_id)


def _own_case(case: Case, catalogue: Catalogue) -> OwnCase:
    text = " ".join(case.description.split())
    return OwnCase(
        tracking_code=case.tracking_code,
        kind=Kind(case.kind),
        kind_fa=KIND_FA[Kind(case.kind)],
        status=Status(case.status),
        status_fa=STATUS_FA[Status(case.status)],
        agency_name=agency_of(case, catalogue)[1],
        excerpt=text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…",
        created_at=rfc3339(case.created_at),
        created_at_fa=jalali(case.created_at),
        is_asked=case.status in PROPOSED,
    )
