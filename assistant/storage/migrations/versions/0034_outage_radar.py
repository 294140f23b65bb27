"""outage radar"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_OPEN = sa.text("decided_at IS NULL")


def upgrade() -> None:
    _signals()
    _hours()
    _suspicions()
    down = sa.Column("indicator", sa.String(24), nullable=False, server_default="system_down")
    op.add_column("outages", down)
    op.add_column("outages", sa.Column("people", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outages", sa.Column("asked", sa.String(200), nullable=True))


def _signals() -> None:
    op.create_table(
        "radar_signals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("indicator", sa.String(length=24), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_signals")),
        sa.UniqueConstraint(
            "person_key", "indicator", "service_id", name="uq_radar_signals_person_key"
        ),
    )
    op.create_index(op.f("ix_radar_signals_at"), "radar_signals", ["at"])
    op.create_index("ix_radar_signals_agency", "radar_signals", ["agency_id", "indicator", "at"])


def _hours() -> None:
    op.create_table(
        "radar_hours",
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("indicator", sa.String(length=24), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(
            "agency_id", "indicator", "service_id", "hour", name=op.f("pk_radar_hours")
        ),
    )
    op.create_index("ix_radar_hours_hour", "radar_hours", ["hour"])


def _suspicions() -> None:
    op.create_table(
        "radar_suspicions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("indicator", sa.String(length=24), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=True),
        sa.Column("province", sa.String(length=64), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("from_cases", sa.Integer(), nullable=False),
        sa.Column("usual_per_hour", sa.Double(), nullable=False),
        sa.Column("observed_per_hour", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("quiet_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outage_id"], ["outages.id"], name=op.f("fk_radar_suspicions_outage_id_outages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_suspicions")),
    )
    op.create_index(
        "uq_radar_suspicions_open",
        "radar_suspicions",
        ["agency_id", "indicator"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_radar_suspicions_decided_at", "radar_suspicions", ["decided_at"])


def downgrade() -> None:
    for name in ("radar_suspicions", "radar_hours", "radar_signals"):
        op.drop_table(name)
    # In place: a copy of the table would lose what refers to it.
    for name in ("asked", "people", "indicator"):
        op.drop_column("outages", name)
