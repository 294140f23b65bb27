"""Showing password and one-time code: guesses are counted, slowed down, and on record."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from fastapi import Request
from sqlalchemy.orm import Session

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import caller_of
from assistant.channels.web.problems import Problem
from assistant.desk.accounts import SignInFailedError, WrongCodeError, login_hash
from assistant.desk.audit import Audited, note_audit
from assistant.desk.session_cookie import DEVICE_COOKIE
from assistant.guessing.tries import Caller
from assistant.runtime import Runtime

T = TypeVar("T")
log = structlog.get_logger()


def shown_by(request: Request) -> Caller:
    """Who shows a password, with the devices that were let in before."""
    return caller_of(request, request.cookies.get(DEVICE_COOKIE, ""))


async def prove(
    running: Runtime, caller: Caller, login: str, work: Callable[[Session], T], wish: str
) -> T:
    """What `work` gives, which checks password and code of `login`; `wish` says what for.

    Raises the problems `sign_in_failed`, and `too_many` where no try is to be made now.
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
