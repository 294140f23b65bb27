"""addresses of verdicts for a day, and counts of those of marks"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verdict_addresses",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_verdict_addresses_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", "address_key", name=op.f("pk_verdict_addresses")),
    )
    op.create_index("ix_verdict_addresses_key", "verdict_addresses", ["address_key"])
    op.create_table(
        "address_days",
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "day", "what", name=op.f("pk_address_days")),
    )
    op.create_index(op.f("ix_address_days_month"), "address_days", ["month"])


def downgrade() -> None:
    op.drop_table("address_days")
    op.drop_table("verdict_addresses")
