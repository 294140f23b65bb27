"""Tables of cases (what citizens call a 128 complaint), of their history, and of logs.

A log is a table of records that only grow, each covering the one before.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class LogHead(Base):
    """The newest entry of a log; the next one is linked to it."""

    __tablename__ = "log_heads"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(WIDE)
    hash: Mapped[str] = mapped_column(String(64))


class LogEntry:
    """Makes a table a log. Number and hash are given at the end of an entry's transaction.

    The table has a unique index of `number`.
    """

    log: ClassVar[str]
    """Names the log in its head and in the daily roots."""
    beside: ClassVar[frozenset[str]] = frozenset()
    """Columns that an entry's hash does not cover, since they may be erased."""

    number: Mapped[int | None] = mapped_column(WIDE)
    hash: Mapped[str | None] = mapped_column(String(64))


_OPEN = text("ended_at IS NULL")
_FOLLOWS = text("leader_id IS NOT NULL")
_OF_A_CONVERSATION = text("conversation_id IS NOT NULL")
_HAS_NUMBER = text("number_hash IS NOT NULL")
_UNHASHED = text("field = 'mobile' AND number_hash IS NULL")
_TO_ERASE = text("erased_at IS NULL AND ended_at IS NOT NULL")


class Case(Base):
    """One case as it is now; its events hold its history.

    `version` is the number of its last event and `head_hash` that event's hash; `clock_from` is the
    moment from which its deadlines run; `next_check_at` is when the clock looks at it again.
    `leader_id` is the case of the same matter that it follows, and `link` the name of that bond in
    both ledgers; None when it goes alone. `description` is the citizen's own words, masked;
    `formal_description` is the version for the form that the citizen approved, None if the own
    words go there. `agency_id` is None until an operator has found the agency. `salt` is part of
    the ledger's commitments to the case's texts (`commitments.py`), and changes after words were
    taken out; erasing deletes it with all else that is personal, and sets `erased_at`. `is_repeat`:
    somebody filed the same from the same place shortly before, so it counts no further person; the
    place is not kept. `pin_number` says how often the pin was changed, `has_long_pin` that it has
    twelve digits; the pin itself is derived (`pins.py`). `shows_names`: the citizen lets the agency
    read the names and addresses in the words (`open_words.py`).
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    tracking_code: Mapped[str] = mapped_column(String(16), unique=True)
    leader_id: Mapped[int | None] = mapped_column(WIDE, ForeignKey("cases.id"))
    link: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(24))
    agency_id: Mapped[str | None] = mapped_column(String(64))
    indicator: Mapped[str | None] = mapped_column(String(24))
    service_id: Mapped[str | None] = mapped_column(String(64))
    province: Mapped[str | None] = mapped_column(String(64))
    city: Mapped[str | None] = mapped_column(String(64))
    description: Mapped[str] = mapped_column(String(4000))
    formal_description: Mapped[str | None] = mapped_column(String(4000), default=None)
    identity: Mapped[str] = mapped_column(String(16))
    occurred_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"))
    idempotency_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    request_key: Mapped[str | None] = mapped_column(String(64))
    salt: Mapped[str | None] = mapped_column(String(64), default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_repeat: Mapped[bool] = mapped_column(default=False, server_default=false())
    pin_number: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    has_long_pin: Mapped[bool] = mapped_column(default=False, server_default=false())
    shows_names: Mapped[bool] = mapped_column(default=False, server_default=false())

    level: Mapped[str] = mapped_column(String(64))
    clock_from: Mapped[datetime] = mapped_column(UtcDateTime)
    first_answer_due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    next_check_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    verdict: Mapped[str | None] = mapped_column(String(16))
    score: Mapped[int | None]

    version: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    sealed_version: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        # By due time, with all columns that filter the desk's table: the index alone excludes a
        # case, without a look at its row.
        Index(
            "ix_cases_table",
            *("due_at", "id", "status", "agency_id", "province", "kind", "level", "indicator"),
        ),
        Index("ix_cases_agency_id_due_at", "agency_id", "due_at", "id"),
        # Most cases have ended; the desk's usual list is of the others.
        Index("ix_cases_open_due_at", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        # The situation page counts open cases from this index alone.
        Index(
            "ix_cases_open_counts",
            *("agency_id", "province", "status", "leader_id", "due_at"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        # Few cases have these, and only they are in the indexes: SQLite ignores an index if it
        # knows that one value, such as NULL, fills it.
        Index("ix_cases_leader_id", "leader_id", sqlite_where=_FOLLOWS, postgresql_where=_FOLLOWS),
        Index(
            "ix_cases_conversation_id",
            "conversation_id",
            sqlite_where=_OF_A_CONVERSATION,
            postgresql_where=_OF_A_CONVERSATION,
        ),
        Index("ix_cases_agency_id_status", "agency_id", "status"),
        Index("ix_cases_status_due_at", "status", "due_at"),
        Index("ix_cases_created_at", "created_at"),
        Index("ix_cases_to_erase", "ended_at", sqlite_where=_TO_ERASE, postgresql_where=_TO_ERASE),
        Index("uq_cases_request_key", "request_key", unique=True),
    )
    # A row that was read without a lock and changed meanwhile is never overwritten.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class CaseEvent(Base):
    """One step in a case's life; `number` counts from 1 within the case.

    `data` is never changed and holds nobody's words, only their commitments (`commitments.py`).
    `words` has them, masked, until the case is erased; a human may take some out. `hash` covers all
    that `chain.py` names, and `previous_hash`, so no event can be changed, left out or moved
    unnoticed. `mac` is a keyed hash of it: whoever has the database alone can make no event.
    """

    __tablename__ = "case_events"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    number: Mapped[int]
    type: Mapped[str] = mapped_column(String(24))
    actor: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(24))
    level: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idempotency_key: Mapped[str | None] = mapped_column(String(160))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str | None] = mapped_column(String(64))
    words: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True), default=None)

    case: Mapped[Case] = relationship()

    def said(self, name: str) -> str | None:
        """The `text` or the `reason` of the event; None when there is none, or it was erased.

        A reason of the clock is a code. Older events keep their words in `data`.
        """
        known = (self.words or {}).get(name) or self.data.get(name)
        return str(known) if known else None

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index("uq_case_events_key", "case_id", "idempotency_key", unique=True),
        Index("ix_case_events_type", "type", "created_at"),
    )


class PersonalValue(Base):
    """One personal value of a case, sealed; `key_id` names the key, so that keys can rotate.

    `event_number` says with which event it came. The event holds a keyed commitment of the value
    and `salt`, which is deleted with the value; None for an older value. `number_hash` is there for
    a mobile number: the desk finds its cases by it (`numbers.py`); it is deleted with the value,
    too.
    """

    __tablename__ = "case_personal"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    event_number: Mapped[int]
    field: Mapped[str] = mapped_column(String(24))
    sealed: Mapped[str] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(String(64))
    key_id: Mapped[str] = mapped_column(String(16), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    number_hash: Mapped[str | None] = mapped_column(String(64), default=None)

    case: Mapped[Case] = relationship()

    __table_args__ = (
        UniqueConstraint("case_id", "event_number", "field"),
        Index(
            "ix_case_personal_number_hash",
            "number_hash",
            sqlite_where=_HAS_NUMBER,
            postgresql_where=_HAS_NUMBER,
        ),
        # Numbers of an older version without a hash; empty once all are hashed.
        Index(
            "ix_case_personal_unhashed",
            "id",
            sqlite_where=_UNHASHED,
            postgresql_where=_UNHASHED,
        ),
    )


class PersonalReading(LogEntry, Base):
    """Records that somebody read personal values of a case: who, what, why and when. Never removed.

    The log covers `purpose` by its commitment under `salt`: both are deleted when the case is
    erased.
    """

    __tablename__ = "case_personal_readings"
    log = "readings"
    beside = frozenset(["purpose", "salt"])

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    reader_id: Mapped[str] = mapped_column(String(64))
    fields: Mapped[list[str]] = mapped_column(JSON)
    purpose: Mapped[str] = mapped_column(String(200))
    salt: Mapped[str | None] = mapped_column(String(64))
    purpose_commitment: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_case_personal_readings_number", "number", unique=True),)


class LedgerRoot(Base):
    """The Merkle root of a day: over the last event of every case that changed since the last root.

    `logs` holds the head of each log. `hash` covers all of it and the root before, and is signed;
    `signature` is empty for a root of a version that did not sign.
    """

    __tablename__ = "ledger_roots"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    number: Mapped[int]
    day: Mapped[str] = mapped_column(String(10), unique=True)
    root: Mapped[str] = mapped_column(String(64))
    leaves: Mapped[int]
    logs: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))

    __table_args__ = (Index("uq_ledger_roots_number", "number", unique=True),)


class LedgerHandover(Base):
    """A change of the key that signs roots; the old key and the new key both sign it.

    Roots up to `after_number` are signed by `previous_key`, all later ones by `public_key`.
    """

    __tablename__ = "ledger_handovers"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous_key: Mapped[str] = mapped_column(String(64))
    public_key: Mapped[str] = mapped_column(String(64))
    after_number: Mapped[int]
    after_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signature: Mapped[str] = mapped_column(String(128))
    own_signature: Mapped[str] = mapped_column(String(128))


class LedgerLeaf(Base):
    """The event of a case that a day's root covers, and with it all earlier events of the case."""

    __tablename__ = "ledger_leaves"

    root_id: Mapped[int] = mapped_column(WIDE, ForeignKey("ledger_roots.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
