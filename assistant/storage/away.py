"""Whether a database could not be reached, or takes nothing: no fault of what was asked."""

import sqlite3
from typing import Any

import psycopg
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeLineError

_STATES = ("08", "53", "57P", "25006")
"""PostgreSQL's classes and codes: lines, room, being stopped, and a server that only follows:
https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_CODES = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_IOERR",
)
_BOUNDS = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""Seconds, and milliseconds for the last. Without these a thread waits for a quarter of an hour for
a server whose line was cut, and there are four threads."""


def is_away(error: Exception) -> bool:
    """Whether the database was not there for a question that may be answered a little later."""
    if isinstance(error, NoFreeLineError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        name: str = getattr(cause, "sqlite_errorname", None) or ""
        return name.startswith(_CODES)
    if isinstance(cause, psycopg.Error):
        no_answer = cause.sqlstate is None and isinstance(cause, psycopg.OperationalError)
        return no_answer or (cause.sqlstate or "").startswith(_STATES)
    return error.connection_invalidated


def bounds(url: URL) -> dict[str, Any]:
    """How long a line to PostgreSQL is waited for; what the URL says itself stands."""
    return {name: value for name, value in _BOUNDS.items() if name not in url.query}
