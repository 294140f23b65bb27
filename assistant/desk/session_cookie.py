"""The cookies of the desk: one holds a session, one says that this browser was let in before."""

from fastapi import Request, Response

from assistant.desk.dependencies import COOKIE
from assistant.guessing.puzzles import DEVICE_LASTS_S, MOST_SHOWN
from assistant.loopback import is_loopback

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
    """Let the browser be known at its next sign-in, beside others who use it."""
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
    """Whether cookies may go over https only; a browser on this very machine may do without."""
    return not is_loopback(request.url.hostname or "")
