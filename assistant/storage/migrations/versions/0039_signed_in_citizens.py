"""citizens whom a portal has signed in, and their cases"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "citizen_nonces",
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name=op.f("pk_citizen_nonces")),
    )
    op.create_table(
        "citizen_sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("contact_sealed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citizen_sessions")),
    )
    op.create_table(
        "citizen_cases",
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_citizen_cases_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("subject_hash", "case_id", name=op.f("pk_citizen_cases")),
    )
    for table, column in _INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


_INDEXED = (
    ("citizen_nonces", "until"),
    ("citizen_sessions", "subject_hash"),
    ("citizen_sessions", "expires_at"),
    ("citizen_cases", "case_id"),
)


def downgrade() -> None:
    for table in ("citizen_cases", "citizen_sessions", "citizen_nonces"):
        op.drop_table(table)
