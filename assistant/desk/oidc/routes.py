"""The way to the identity provider and back. Browsers open these routes, so refusals are pages."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import DETAILS, Problem
from assistant.conversation.models import now
from assistant.desk import sessions
from assistant.desk.accounts import SignInFailedError
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import COOKIE, device_of, rules_of
from assistant.desk.oidc.linking import account_of, identity_hash
from assistant.desk.oidc.provider import (
    LASTS,
    IdentityProvider,
    NotProvenError,
    ProvenIdentity,
    ProviderDownError,
    SingleSignOnAttempt,
    opened,
)
from assistant.desk.pages import NOT_KEPT, page, sign_in_page
from assistant.desk.sessions import SignedInAccount
from assistant.desk.sign_in import is_safe_line, set_session_cookie
from assistant.runtime import Runtime

router = APIRouter(prefix="/desk/oidc", include_in_schema=False)
log = structlog.get_logger()

ATTEMPT_COOKIE = "dastyar_oidc"
_PATH = "/desk/oidc"
_Text = Annotated[str, Query(max_length=2048)]


@router.get("/start")
async def start(request: Request, running: RuntimeDep) -> Response:
    """Send the browser to the provider."""
    provider, attempt = _provider(request), SingleSignOnAttempt.begin(now())
    try:
        await _count(request)
        address = await provider.sign_in_url(attempt)
    except Problem as problem:
        return _refused(request, problem.code)
    except ProviderDownError as error:
        log.warning("identity_provider_down", reason=str(error))
        return _refused(request, "unavailable")
    response = RedirectResponse(address, 303, NOT_KEPT)
    # Lax: the browser comes back from another site, and must bring the cookie.
    response.set_cookie(
        ATTEMPT_COOKIE,
        attempt.sealed(running.sealer),
        max_age=int(LASTS.total_seconds()),
        path=_PATH,
        httponly=True,
        samesite="lax",
        secure=is_safe_line(request),
    )
    return response


@router.get("/callback")
async def callback(
    request: Request, running: RuntimeDep, code: _Text = "", state: _Text = "", error: _Text = ""
) -> Response:
    """Sign in whom the provider has identified; a try is good once."""
    provider = _provider(request)
    try:
        await _count(request)
        attempt = opened(running.sealer, request.cookies.get(ATTEMPT_COOKIE, ""))
        if attempt is None or not attempt.is_answered_by(state, now()):
            raise NotProvenError("state")
        if error or not code:
            raise NotProvenError("the provider refused")
        identity = await provider.identify(code, attempt)
        signed = await _sign_in(request, running, provider, identity)
    except Problem as problem:
        return _refused(request, problem.code)
    except ProviderDownError as fault:
        log.warning("identity_provider_down", reason=str(fault))
        return _refused(request, "unavailable")
    except (NotProvenError, SignInFailedError) as fault:
        log.warning("single_sign_on_failed", reason=str(fault) or "no such account")
        await running.database.run(lambda s: note_audit(s, Audited.SIGN_IN_FAILED, None, data=_BY))
        return _refused(request, "single_sign_on_failed")
    # A page, not a redirect: a cookie for this site only is not sent on a redirect from another
    # site.
    response = page("signed_in.html")
    set_session_cookie(request, response, signed.token)
    response.delete_cookie(ATTEMPT_COOKIE, path=_PATH)
    return response


_BY = {"by": "oidc"}


async def _sign_in(
    request: Request, running: Runtime, provider: IdentityProvider, identity: ProvenIdentity
) -> SignedInAccount:
    known = identity_hash(running.sealer.digests, provider.settings, identity.value)
    kept = running.sealer.seal(identity.id_token)
    rules, replaced, at = rules_of(running.settings), request.cookies.get(COOKIE), now()
    device = device_of(request)

    def work(session: Session) -> SignedInAccount:
        account = account_of(session, known)
        note_audit(session, Audited.SIGNED_IN, account.id, data=_BY)
        return sessions.open_session(
            session, account, rules, at, replaced, device=device, id_token_sealed=kept
        )

    return await running.database.run(work)


def _provider(request: Request) -> IdentityProvider:
    found: IdentityProvider | None = request.app.state.identity_provider
    if found is None:
        raise Problem("not_found")
    return found


async def _count(request: Request) -> None:
    guards = request.app.state.guards
    await guards.count(guards.sign_ins, f"oidc {guards.address(request)}")


def _refused(request: Request, code: str) -> Response:
    status, detail = DETAILS[code]
    response = sign_in_page(request, status=status, notice=detail)
    response.delete_cookie(ATTEMPT_COOKIE, path=_PATH)
    return response
