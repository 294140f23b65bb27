"""facts by tenure, and the cells that count them"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _add_facts()
    _add_cells()
    _have_filled()


def downgrade() -> None:
    # Nobody would do them.
    op.execute("DELETE FROM jobs WHERE kind LIKE 'insight.%'")
    op.drop_table("score_cells")
    op.drop_table("case_facts")


def _add_facts() -> None:
    moment = sa.DateTime(timezone=True)
    marks = ("is_breach", "is_disputed", "is_reopened", "is_withdrawn", "is_misdirected")
    op.create_table(
        "case_facts",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.String(64), nullable=False),
        sa.Column("level", sa.String(64), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("indicator", sa.String(24), nullable=True),
        sa.Column("service_id", sa.String(64), nullable=True),
        sa.Column("province", sa.String(64), nullable=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("agency_began_at", moment, nullable=False),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=True),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("answered_work_min", sa.Integer(), nullable=True),
        sa.Column("answered_agency_min", sa.Integer(), nullable=True),
        sa.Column("answered_by", sa.String(16), nullable=True),
        sa.Column("answer_hash", sa.String(64), nullable=True),
        sa.Column("first_verdict", sa.String(16), nullable=True),
        sa.Column("first_verdict_at", moment, nullable=True),
        sa.Column("first_score", sa.Integer(), nullable=True),
        sa.Column("verdict_work_min", sa.Integer(), nullable=True),
        sa.Column("verdict_agency_min", sa.Integer(), nullable=True),
        sa.Column("last_verdict", sa.String(16), nullable=True),
        sa.Column("last_verdict_at", moment, nullable=True),
        sa.Column("last_score", sa.Integer(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.String(24), nullable=True),
        sa.Column("ended_work_min", sa.Integer(), nullable=True),
        sa.Column("ended_agency_min", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in marks),
        sa.Column("breached_at", moment, nullable=True),
        sa.Column("is_corrected", sa.Boolean(), nullable=False),
        sa.Column("as_of_event", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_facts_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_case_facts"),
    )
    cell = ["agency_id", "month", "province", "level"]
    op.create_index("ix_case_facts_cell", "case_facts", cell)
    op.create_index("ix_case_facts_month", "case_facts", ["month"])
    op.create_index("ix_case_facts_cluster", "case_facts", ["cluster_id"])
    op.create_index(
        "ix_case_facts_open",
        "case_facts",
        ["agency_id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _add_cells() -> None:
    whole = ("tenures", "people", "judged")
    parts = ("solved_first", "partly_first", "solved_last", "partly_last", "answered", "breaches")
    parts += ("disputed", "reopened", "disputed_or_reopened", "withdrawn", "misdirected")
    lists = ("scores", "answer_times", "answer_censored", "verdict_times", "verdict_censored")
    op.create_table(
        "score_cells",
        sa.Column("agency_id", sa.String(64), nullable=False),
        sa.Column("level", sa.String(64), nullable=False),
        sa.Column("province", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in whole),
        *(sa.Column(name, sa.Double(), nullable=False) for name in parts),
        sa.Column("scored", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in lists),
        sa.PrimaryKeyConstraint("agency_id", "level", "province", "month", name="pk_score_cells"),
    )
    op.create_index("ix_score_cells_month", "score_cells", ["month"])


def _have_filled() -> None:
    """Cases of before get their facts from a worker: a replay of all would keep a start waiting."""
    connection, now = op.get_bind(), datetime.now(UTC)
    if connection.execute(sa.text("SELECT 1 FROM cases LIMIT 1")).first() is None:
        return
    moment = sa.DateTime(timezone=True)
    jobs = sa.table(
        "jobs",
        sa.column("kind", sa.String()),
        sa.column("payload", sa.JSON()),
        sa.column("unique_key", sa.String()),
        sa.column("state", sa.String()),
        sa.column("run_at", moment),
        sa.column("attempts", sa.Integer()),
        sa.column("created_at", moment),
    )
    job = {"kind": "insight.fill", "payload": {}, "unique_key": "insight.fill", "state": "waiting"}
    op.bulk_insert(jobs, [{**job, "run_at": now, "attempts": 0, "created_at": now}])
