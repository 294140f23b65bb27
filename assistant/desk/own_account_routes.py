"""What everybody at the desk changes for themselves: the password, and where they are signed in."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.desk import accounts, sessions
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import SignedInDep, device_of, rules_of
from assistant.desk.models import DeskSession
from assistant.desk.schemas import OwnSession, PasswordChange, SessionOut
from assistant.desk.sessions import UNKNOWN_DEVICE, SignedInAccount
from assistant.desk.sign_in import prove, session_out, set_session_cookie, shown_by
from assistant.language.dates import jalali_brief, rfc3339

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.post("/session/password", response_model_exclude_none=True)
async def change_password(
    body: PasswordChange,
    request: Request,
    response: Response,
    signed: SignedInDep,
    running: RuntimeDep,
) -> SessionOut:
    """Choose another password. All sessions end; this browser gets a new one."""
    login, new = signed.account.login, body.new.get_secret_value()
    shown = accounts.Credentials(login, body.old.get_secret_value(), body.code)
    rules, at, device = rules_of(running.settings), now(), device_of(request)

    def work(session: Session) -> SignedInAccount:
        account = accounts.change_password(session, running.sealer, shown, new)
        sessions.close_all(session, account.id)
        proof = signed.id_token_sealed
        return sessions.open_session(
            session, account, rules, at, None, device=device, id_token_sealed=proof
        )

    try:
        accounts.check_new_password(signed.account, new)
    except accounts.CommonPasswordError as error:
        raise Problem("password_common") from error
    changed = await prove(running, shown_by(request), login, work, "password_change")
    set_session_cookie(request, response, changed.token)
    return session_out(changed)


@router.get("/sessions")
async def see_sessions(signed: SignedInDep, running: RuntimeDep) -> list[OwnSession]:
    """Where one is signed in, last used first."""
    rules, at = rules_of(running.settings), now()
    rows = await running.database.run(
        lambda s: sessions.open_sessions(s, signed.account.id, rules, at)
    )
    return [_own_session(row, signed, at) for row in rows]


@router.post("/sessions/end", status_code=204)
async def end_others(signed: SignedInDep, running: RuntimeDep) -> Response:
    """Sign out in all other browsers."""

    def work(session: Session) -> None:
        sessions.close_all(session, signed.account.id, but=signed.session_id)
        note_audit(session, Audited.OTHER_SESSIONS_ENDED, signed.account.id)

    await running.database.run(work)
    return Response(status_code=204)


@router.post("/sessions/{id}/end", status_code=204)
async def end_one(id: str, signed: SignedInDep, running: RuntimeDep) -> Response:
    """Sign out in one browser of one's own; an unknown or foreign session is `not_found`."""

    def work(session: Session) -> bool:
        is_ended = sessions.close_named(session, signed.account.id, id)
        if is_ended:
            note_audit(session, Audited.SESSION_ENDED, signed.account.id, data={"session": id})
        return is_ended

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)


def _own_session(row: DeskSession, signed: SignedInAccount, at: datetime) -> OwnSession:
    return OwnSession(
        id=sessions.name_of(row.id),
        device_fa=row.device or UNKNOWN_DEVICE,
        began_at=rfc3339(row.created_at),
        began_at_fa=jalali_brief(row.created_at, at),
        seen_at=rfc3339(row.seen_at),
        seen_at_fa=jalali_brief(row.seen_at, at),
        is_this=row.id == signed.session_id,
    )
