"""who asked about an outage"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "radar_askers",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("indicator", sa.String(length=24), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_radar_askers_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint(
            "conversation_id", "agency_id", "indicator", "service_id", name=op.f("pk_radar_askers")
        ),
    )
    op.create_index("ix_radar_askers_agency", "radar_askers", ["agency_id", "indicator"])
    _have_counted()


def downgrade() -> None:
    op.drop_table("radar_askers")


def _have_counted() -> None:
    """Incidents have followers of other cells since then: cells are counted once more."""
    connection, now = op.get_bind(), datetime.now(UTC)
    if connection.execute(sa.text("SELECT 1 FROM cases LIMIT 1")).first() is None:
        return
    op.execute("DELETE FROM jobs WHERE unique_key = 'insight.fill'")
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
