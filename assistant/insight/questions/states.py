"""The life of a theme: which states there are, and what leads from one to another."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.insight.questions.models import Theme
from assistant.storage.statements import locked


class ThemeState(StrEnum):
    """Where a theme is; the last two have ended."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


STATE_FA: dict[ThemeState, str] = {
    ThemeState.OPEN: "باز",
    ThemeState.ASSIGNED: "در دست کسی",
    ThemeState.ANSWERED: "پاسخش نوشته شد",
    ThemeState.DISMISSED: "کنار گذاشته شد",
}
GOES_ON = (ThemeState.OPEN, ThemeState.ASSIGNED)


class ThemeStateError(ValueError):
    """The theme's state does not allow this."""


def theme_of(session: Session, theme_id: int) -> Theme | None:
    """The theme, ours alone until the transaction ends; None when there is none with this id."""
    found = locked(session, select(Theme).where(Theme.id == theme_id))
    return found[0] if found else None


def assign(theme: Theme, owner_id: str, due_on: date | None) -> None:
    """Give it to an account, to be done by a day; raises `ThemeStateError` when it has ended."""
    _must(theme, goes_on=True)
    theme.owner_id, theme.due_on, theme.state = owner_id, due_on, ThemeState.ASSIGNED


def answer(theme: Theme, service_id: str, now: datetime) -> None:
    """Say which catalogue entry answers it; raises `ThemeStateError` when it has ended."""
    _must(theme, goes_on=True)
    theme.service_id, theme.state, theme.ended_at = service_id, ThemeState.ANSWERED, now


def dismiss(theme: Theme, reason: str, now: datetime) -> None:
    """Put it aside, and say why; raises `ThemeStateError` when it has ended."""
    _must(theme, goes_on=True)
    theme.reason, theme.state, theme.ended_at = reason, ThemeState.DISMISSED, now


def reopen(theme: Theme) -> None:
    """Take it up again, where it was before; raises `ThemeStateError` when it has not ended."""
    _must(theme, goes_on=False)
    theme.state = ThemeState.ASSIGNED if theme.owner_id else ThemeState.OPEN
    theme.service_id = theme.reason = theme.ended_at = None
    theme.checked_at = theme.checked = theme.answered = None


def _must(theme: Theme, *, goes_on: bool) -> None:
    if (theme.state in GOES_ON) is not goes_on:
        raise ThemeStateError(theme.state)
