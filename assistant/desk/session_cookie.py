"""The cookie that holds a session of the desk."""

import ipaddress

from fastapi import Request, Response

from assistant.desk.dependencies import COOKIE


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


def is_safe_line(request: Request) -> bool:
    """Whether cookies may go over https only; a browser on this very machine may do without."""
    return not _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
