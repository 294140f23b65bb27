"""cells tell sorts of cases and incidents, and are added up by agency and province"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_WHOLE = ("tenures", "people", "judged", "scored")
_PARTS = (
    *("solved_first", "partly_first", "solved_last", "partly_last", "answered", "breaches"),
    *("disputed", "reopened", "disputed_or_reopened", "withdrawn", "misdirected"),
)
_LISTS = (
    *("scores", "answer_times", "answer_censored", "verdict_times", "verdict_censored"),
    *("mix", "incidents"),
)
_NEW = _LISTS[-2:]


def upgrade() -> None:
    # All cells are counted again below: none is there without these.
    op.execute("DELETE FROM score_cells")
    with op.batch_alter_table("score_cells") as cells:
        for name in _NEW:
            cells.add_column(sa.Column(name, sa.JSON(), nullable=False))
    op.create_table(
        "score_sums",
        sa.Column("by", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("level", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _WHOLE),
        *(sa.Column(name, sa.Double(), nullable=False) for name in _PARTS),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in _LISTS),
        sa.PrimaryKeyConstraint("by", "key", "level", "month", name="pk_score_sums"),
    )
    op.create_index("ix_score_sums_month", "score_sums", ["by", "month"])
    _have_filled()


def downgrade() -> None:
    op.drop_table("score_sums")
    with op.batch_alter_table("score_cells") as cells:
        for name in _NEW:
            cells.drop_column(name)


def _have_filled() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    if connection.execute(sa.text("SELECT 1 FROM cases LIMIT 1")).first() is None:
        return
    op.execute("DELETE FROM jobs WHERE kind LIKE 'insight.%'")
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
