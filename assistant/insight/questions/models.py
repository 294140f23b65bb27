"""Tables of open questions and opinions, and of the themes that they are grouped into."""

from datetime import date, datetime

from sqlalchemy import Date, Float, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.cases.models import Case
from assistant.conversation.models import Conversation, Turn, now
from assistant.storage.database import Base, UtcDateTime
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
    sentence vector of the masked words (`vectors.py`), None until the next grouping; `nearness` its
    cosine with the theme's centre.
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

    There is one row a turn: what came first is the `reason`. `created_at` is the turn's.
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
