"""devices of desk sessions, alarms of the desk"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("desk_sessions", sa.Column("device", sa.String(length=64), nullable=True))
    op.create_table(
        "desk_alarms",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("is_stopped", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_desk_alarms_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_alarms")),
    )
    op.create_index(op.f("ix_desk_alarms_created_at"), "desk_alarms", ["created_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_desk_alarms_created_at"), table_name="desk_alarms")
    op.drop_table("desk_alarms")
    op.drop_column("desk_sessions", "device")
