"""states, deadlines and ledger of cases; personal values in a table of their own"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LONG_AGO = "1970-01-01 00:00:00"
UNKNOWN_KEY = "first"


def upgrade() -> None:
    _new_tables()
    _new_columns()
    _chain_and_move()
    op.drop_column("cases", "sealed")


def downgrade() -> None:
    raise RuntimeError("a ledger is not taken away; restore the backup made before the upgrade")


def _new_tables() -> None:
    op.create_table(
        "ledger_roots",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_roots"),
        sa.UniqueConstraint("day", name="uq_ledger_roots_day"),
    )
    op.create_table(
        "ledger_leaves",
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_ledger_leaves_case_id_cases"),
        sa.ForeignKeyConstraint(
            ["root_id"], ["ledger_roots.id"], name="fk_ledger_leaves_root_id_ledger_roots"
        ),
        sa.PrimaryKeyConstraint("root_id", "position", name="pk_ledger_leaves"),
    )
    op.create_index("ix_ledger_leaves_case_id", "ledger_leaves", ["case_id"])
    op.create_table(
        "case_personal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_personal_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_case_personal"),
        sa.UniqueConstraint("case_id", "event_number", "field", name="uq_case_personal_case_id"),
    )
    op.create_index("ix_case_personal_key_id", "case_personal", ["key_id"])
    op.create_table(
        "case_personal_readings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("reader_id", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_personal_readings_case_id_cases"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_personal_readings"),
    )
    op.create_index("ix_case_personal_readings_case_id", "case_personal_readings", ["case_id"])


def _new_columns() -> None:
    # Column by column and not as a batch: SQLite would copy the tables, and rows point at them.
    for name, type_ in (
        ("actor", sa.String(16)),
        ("actor_id", sa.String(64)),
        ("status", sa.String(24)),
        ("level", sa.String(64)),
        ("previous_hash", sa.String(64)),
        ("hash", sa.String(64)),
    ):
        op.add_column("case_events", sa.Column(name, type_, nullable=False, server_default=""))
    op.add_column("case_events", sa.Column("idempotency_key", sa.String(160), nullable=True))
    op.create_index(
        "uq_case_events_key", "case_events", ["case_id", "idempotency_key"], unique=True
    )
    op.create_index("ix_case_events_type", "case_events", ["type", "created_at"])
    for name in ("answered_at", "reminded_at", "judged_at", "ended_at", "next_check_at"):
        op.add_column("cases", sa.Column(name, MOMENT, nullable=True))
    for name in ("clock_from", "first_answer_due_at"):
        op.add_column("cases", sa.Column(name, MOMENT, nullable=False, server_default=LONG_AGO))
    for name in ("version", "sealed_version"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("level", "head_hash"):
        op.add_column("cases", sa.Column(name, sa.String(64), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("request_key", sa.String(64), nullable=True))
    op.add_column("cases", sa.Column("verdict", sa.String(16), nullable=True))
    op.add_column("cases", sa.Column("score", sa.Integer(), nullable=True))
    _agency_may_be_unknown()
    op.create_index("ix_cases_next_check_at", "cases", ["next_check_at"])
    op.create_index("ix_cases_status_due_at", "cases", ["status", "due_at"])
    op.create_index("uq_cases_request_key", "cases", ["request_key"], unique=True)


def _agency_may_be_unknown() -> None:
    op.drop_index("ix_cases_agency_id_status", "cases")
    op.add_column("cases", sa.Column("new_agency_id", sa.String(64), nullable=True))
    op.execute("UPDATE cases SET new_agency_id = agency_id")
    op.drop_column("cases", "agency_id")
    op.execute("ALTER TABLE cases RENAME COLUMN new_agency_id TO agency_id")
    op.create_index("ix_cases_agency_id_status", "cases", ["agency_id", "status"])


def _chain_and_move() -> None:
    """Chain the events that there are, seal values on their own, let the clock look at each case."""
    cases = sa.table(
        "cases",
        *(
            sa.column(n)
            for n in ("id", "tracking_code", "status", "sealed", "version", "head_hash", "level")
        ),
        *(
            sa.column(n, MOMENT)
            for n in ("created_at", "clock_from", "first_answer_due_at", "next_check_at")
        ),
    )
    events = sa.table(
        "case_events",
        *(
            sa.column(n)
            for n in (
                "id",
                "case_id",
                "number",
                "type",
                "actor",
                "actor_id",
                "status",
                "level",
                "previous_hash",
                "hash",
            )
        ),
        sa.column("data", sa.JSON),
        sa.column("created_at", MOMENT),
    )
    personal = sa.table(
        "case_personal",
        *(sa.column(n) for n in ("case_id", "event_number", "field", "sealed", "key_id")),
        sa.column("created_at", MOMENT),
    )
    bind = op.get_bind()
    for case in bind.execute(sa.select(cases)).all():
        head, number = "0" * 64, 0
        history = sa.select(events).where(events.c.case_id == case.id).order_by(events.c.number)
        for event in bind.execute(history).all():
            number = event.number
            values = {
                "actor": "citizen",
                "status": "registered",
                "level": "agency_unit",
                "previous_hash": head,
            }
            head = _hash(case, event, values)
            bind.execute(events.update().where(events.c.id == event.id).values(**values, hash=head))
        bind.execute(
            cases.update()
            .where(cases.c.id == case.id)
            .values(
                version=number,
                head_hash=head,
                level="agency_unit",
                clock_from=_utc(case.created_at),
                first_answer_due_at=_utc(case.created_at) + timedelta(hours=3),
                next_check_at=_utc(case.created_at),
            )
        )
        bind.execute(
            personal.insert().values(
                case_id=case.id,
                event_number=1,
                field="filing",
                sealed=case.sealed,
                key_id=UNKNOWN_KEY,
                created_at=_utc(case.created_at),
            )
        )


def _hash(case, event, values) -> str:
    record = {
        "case": case.tracking_code,
        "number": event.number,
        "type": event.type,
        "actor": values["actor"],
        "actor_id": "",
        "status": values["status"],
        "level": values["level"],
        "at": _utc(event.created_at).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "data": event.data,
        "previous_hash": values["previous_hash"],
    }
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
