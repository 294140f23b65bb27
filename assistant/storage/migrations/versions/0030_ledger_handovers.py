"""changes of the key that signs the ledger's roots"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_handovers",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous_key", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("after_number", sa.Integer(), nullable=False),
        sa.Column("after_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("own_signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_handovers")),
    )


def downgrade() -> None:
    op.drop_table("ledger_handovers")
