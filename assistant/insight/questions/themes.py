"""Themes and the rows that they are grouped from: their tables, and the states of a theme.

Also how a new grouping is asked for, and when the last one was.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, Float, ForeignKey, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.models import Case
from assistant.conversation.models import Conversation, Turn, now
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.jobs import Job, JobState, enqueue
from assistant.storage.statements import locked
from assistant.storage.wide import WIDE


class Theme(Base):
    """Rows that say the same, under an id that stays from one grouping to the next.

    `title` is what a human called it, None before. `centre` is the mean direction of its rows'
    vectors, made by the encoder with the fingerprint `encoder`. `due_on` is the day by which the
    owner wants it done. `seen_at` is the last grouping that found it; `merged_into` the theme that
    has its rows since. `service_id` is the catalogue entry that answers it, `reason` why it was
    dismissed. At `checked_at` the search answered `answered` of `checked` questions.
    """

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    title: Mapped[str | None] = mapped_column(String(120), default=None)
    owner_id: Mapped[str | None] = mapped_column(String(32), default=None)
    due_on: Mapped[date | None] = mapped_column(Date, default=None)
    service_id: Mapped[str | None] = mapped_column(String(64), default=None)
    reason: Mapped[str | None] = mapped_column(String(500), default=None)
    centre: Mapped[bytes] = mapped_column(LargeBinary)
    encoder: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    merged_into: Mapped[int | None] = mapped_column(WIDE, ForeignKey("themes.id"), default=None)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    checked: Mapped[int | None] = mapped_column(default=None)
    answered: Mapped[int | None] = mapped_column(default=None)


class _Grouped:
    """What both kinds of rows have.

    `asked_by` is a keyed hash of where it came from, by which people are counted. `vector` is the
    sentence vector of the masked words (`regrouping.py`), None until the next grouping; `nearness`
    its cosine with the theme's centre.
    """

    agency_id: Mapped[str | None] = mapped_column(String(64), default=None)
    service_id: Mapped[str | None] = mapped_column(String(64), default=None)
    asked_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    vector: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    encoder: Mapped[str | None] = mapped_column(String(64), default=None)
    theme_id: Mapped[int | None] = mapped_column(
        WIDE, ForeignKey("themes.id"), index=True, default=None
    )
    nearness: Mapped[float | None] = mapped_column(Float, default=None)


class OpenQuestion(_Grouped, Base):
    """A turn that was not answered, or not well; its words are those of the turn.

    There is one row a turn; `reason` is the first reason found. `created_at` is the turn's.
    """

    __tablename__ = "open_questions"

    turn_id: Mapped[str] = mapped_column(ForeignKey(Turn.id), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(Conversation.id), index=True)
    reason: Mapped[str] = mapped_column(String(16))
    aspect: Mapped[str | None] = mapped_column(String(24), default=None)


class Opinion(_Grouped, Base):
    """A suggestion, criticism or praise that was filed as a case, which has its words."""

    __tablename__ = "opinions"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey(Case.id), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))


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


class ThemeJob(StrEnum):
    """Kinds of jobs of the board."""

    ENCODE = "themes.encode"
    GROUP = "themes.group"


def ask_for_grouping(session: Session, key: str, at: datetime) -> None:
    """Have the board brought up to date at a moment; the same `key` again adds nothing."""
    enqueue(session, ThemeJob.ENCODE, {}, key=f"{ThemeJob.ENCODE}:{key}", run_at=at)


def is_grouping(session: Session, now: datetime) -> bool:
    """Whether a grouping is due or under way."""
    going = select(func.count()).where(
        Job.kind.in_(ThemeJob), Job.state == JobState.WAITING, Job.run_at <= now
    )
    return bool(session.scalar(going))


def grouped_at(session: Session) -> datetime | None:
    """When the last grouping ended; None before the first, or when it was long ago."""
    done = select(func.max(Job.finished_at)).where(
        Job.kind == ThemeJob.GROUP, Job.state == JobState.DONE
    )
    return session.scalar(done)
