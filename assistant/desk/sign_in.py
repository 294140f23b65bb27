"""Signing in and out, and enrolling with a one-time link.

Guesses of passwords and codes are counted, slowed down, and recorded. One cookie holds the session,
another says that this browser was let in before.
"""

from collections.abc import Callable
from typing import TypeVar

import structlog
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep, caller_of
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.desk import accounts, sessions
from assistant.desk.accounts import SignInFailedError, WrongCodeError, login_hash
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import COOKIE, SignedInDep, device_of, rules_of, same_origin
from assistant.desk.models import Account
from assistant.desk.oidc.provider import IdentityProvider
from assistant.desk.passwords import totp_uri
from assistant.desk.roles import PERMISSIONS, ROLE_FA, Role
from assistant.desk.schemas import (
    AccountOut,
    Enrolment,
    EnrolmentOut,
    EnrolmentToken,
    SessionOut,
    SignedOutOut,
    SignIn,
)
from assistant.desk.sessions import SignedInAccount
from assistant.guessing.puzzles import DEVICE_LASTS_S, MOST_SHOWN
from assistant.guessing.tries import Caller
from assistant.language.dates import rfc3339
from assistant.loopback import is_loopback
from assistant.runtime import Runtime

DEVICE_COOKIE = "dastyar_device"
_SIGN_IN = "/api/v1/desk/session"


def set_session_cookie(request: Request, response: Response, token: str) -> None:
    """Give the browser `token`; scripts and other sites never get it."""
    response.set_cookie(
        COOKIE,
        token,
        path="/",
        httponly=True,
        samesite="strict",
        secure=is_safe_line(request),
    )


def set_device_cookie(request: Request, response: Response, token: str) -> None:
    """Let the browser be recognised at its next sign-in, with others who use it."""
    others = [one for one in request.cookies.get(DEVICE_COOKIE, "").split("~") if one]
    response.set_cookie(
        DEVICE_COOKIE,
        "~".join([token, *others][:MOST_SHOWN]),
        max_age=DEVICE_LASTS_S,
        path=_SIGN_IN,
        httponly=True,
        samesite="strict",
        secure=is_safe_line(request),
    )


def is_safe_line(request: Request) -> bool:
    """Whether cookies may go over https only; a browser on the same machine may use http."""
    return not is_loopback(request.url.hostname or "")


T = TypeVar("T")
log = structlog.get_logger()


def shown_by(request: Request) -> Caller:
    """The caller who gives a password, with the devices that were let in before."""
    return caller_of(request, request.cookies.get(DEVICE_COOKIE, ""))


async def prove(
    running: Runtime, caller: Caller, login: str, work: Callable[[Session], T], wish: str
) -> T:
    """The result of `work`, which checks password and code of `login`; `wish` says what for.

    Raises the problems `sign_in_failed`, and `too_many` when no try may be made now.
    """
    told_as = login_hash(running.sealer, login)
    who = running.sign_ins.known(login, caller) or login
    with as_problems():
        async with (
            running.codes.trying(who, told_as) as code,
            running.sign_ins.trying(login, caller) as attempt,
        ):
            try:
                found = await running.database.run(work)
                attempt.is_right = True
                return found
            except SignInFailedError as error:
                code.is_wrong = isinstance(error, WrongCodeError)
            wrong = "code" if code.is_wrong else "login_or_password"
            await _note(running, {"login": told_as, "wrong": wrong, "wish": wish})
    raise Problem("sign_in_failed")


async def _note(running: Runtime, told: dict[str, str]) -> None:
    log.info("sign_in_failed", **told)
    await running.database.run(lambda s: note_audit(s, Audited.SIGN_IN_FAILED, None, data=told))


router = APIRouter(prefix="/api/v1/desk", tags=["desk"], dependencies=[Depends(same_origin)])


@router.post("/session", response_model_exclude_none=True)
async def sign_in(
    body: SignIn, request: Request, response: Response, running: RuntimeDep
) -> SessionOut:
    """Sign in with password and one-time code; the answer sets the session's cookie."""
    login = accounts.login_of(body.login)
    caller, device = shown_by(request), device_of(request)
    shown = accounts.Credentials(login, body.password.get_secret_value(), body.code)
    rules, replaced, at = rules_of(running.settings), request.cookies.get(COOKIE), now()

    def work(session: Session) -> SignedInAccount:
        account = accounts.check_credentials(session, running.sealer, shown)
        note_audit(session, Audited.SIGNED_IN, account.id)
        return sessions.open_session(session, account, rules, at, replaced, device=device)

    signed = await prove(running, caller, login, work, "sign_in")
    set_session_cookie(request, response, signed.token)
    if token := running.sign_ins.device(login, caller):
        set_device_cookie(request, response, token)
    return session_out(signed)


@router.get("/session", response_model_exclude_none=True)
async def see_session(signed: SignedInDep) -> SessionOut:
    """Who is signed in, and the token that changing requests need."""
    return session_out(signed)


@router.delete("/session", status_code=204, responses={200: {"model": SignedOutOut}})
async def sign_out(
    request: Request, signed: SignedInDep, running: RuntimeDep, everywhere: bool = False
) -> Response:
    """Sign out, here or everywhere; 200 with an address where the provider's session ends."""

    def work(session: Session) -> None:
        action = Audited.SIGNED_OUT_EVERYWHERE if everywhere else Audited.SIGNED_OUT
        note_audit(session, action, signed.account.id)
        if everywhere:
            sessions.close_all(session, signed.account.id)
        else:
            sessions.close_session(session, signed.token)

    await running.database.run(work)
    elsewhere = await _sign_out_elsewhere(request, running, signed)
    response: Response = Response(status_code=204)
    if elsewhere:
        response = JSONResponse(SignedOutOut(continue_at=elsewhere).model_dump())
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


@router.post("/enrolment/begin")
async def begin_enrolment(
    body: EnrolmentToken, request: Request, running: RuntimeDep
) -> EnrolmentOut:
    """What the holder of a one-time link puts into the authenticator app."""
    await _count_enrolment(request)
    at = now()
    try:
        account = await running.database.run(lambda s: accounts.enrolling(s, body.token, at))
    except accounts.EnrolmentError as error:
        raise Problem("enrolment_invalid") from error
    secret = running.sealer.open(account.totp_sealed)
    return EnrolmentOut(
        login=account.login,
        name=account.name,
        totp_secret=secret,
        totp_uri=totp_uri(secret, account.login),
    )


@router.post("/enrolment", status_code=204)
async def finish_enrolment(body: Enrolment, request: Request, running: RuntimeDep) -> Response:
    """Choose a password; the link is used up."""
    await _count_enrolment(request)
    proof, at = accounts.Credentials("", body.password.get_secret_value(), body.code), now()
    try:
        await running.database.run(
            lambda s: accounts.enrol(s, running.sealer, body.token, proof, at)
        )
    except accounts.EnrolmentError as error:
        raise Problem("enrolment_invalid") from error
    except accounts.CommonPasswordError as error:
        raise Problem("password_common") from error
    except accounts.SignInFailedError as error:
        raise Problem("sign_in_failed") from error
    return Response(status_code=204)


async def _sign_out_elsewhere(
    request: Request, running: Runtime, signed: SignedInAccount
) -> str | None:
    """The address at which a session of the identity provider ends there too."""
    provider: IdentityProvider | None = request.app.state.identity_provider
    if provider is None or signed.id_token_sealed is None:
        return None
    back = f"{running.settings.public_address}/desk/sign-in"
    return await provider.sign_out_url(running.sealer.open(signed.id_token_sealed), back)


async def _count_enrolment(request: Request) -> None:
    guards = request.app.state.guards
    await guards.count(guards.sign_ins, f"enrolment {guards.address(request)}")


def account_out(account: Account) -> AccountOut:
    """The public shape of an account."""
    role = Role(account.role)
    return AccountOut(
        id=account.id,
        login=account.login,
        name=account.name,
        role=role,
        role_fa=ROLE_FA[role],
        agency_id=account.agency_id,
        permissions=sorted(PERMISSIONS[role]),
        break_since=rfc3339(account.break_since) if account.break_since else None,
    )


def session_out(signed: SignedInAccount) -> SessionOut:
    """The public shape of a session."""
    return SessionOut(
        account=account_out(signed.account),
        csrf_token=signed.csrf_token,
        expires_at=rfc3339(signed.expires_at),
    )
