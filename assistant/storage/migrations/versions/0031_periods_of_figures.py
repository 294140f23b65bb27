"""periods of figures: their log, and the cases that the lot drew"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None
_LOG = "periods"


def upgrade() -> None:
    op.create_table(
        "period_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("move", sa.String(16), nullable=False),
        sa.Column("agency_id", sa.String(64), nullable=True),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("actor_id", sa.String(64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_period_entries"),
    )
    op.create_index("uq_period_entries_number", "period_entries", ["number"], unique=True)
    op.create_index("ix_period_entries_period", "period_entries", ["period", "id"])
    heads = sa.table("log_heads", *(sa.column(name) for name in ("name", "number", "hash")))
    op.get_bind().execute(sa.insert(heads).values(name=_LOG, number=0, hash="0" * 64))
    op.create_table(
        "period_exports",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("period", "state", name="pk_period_exports"),
    )
    op.create_table(
        "callbacks",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("ticket", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_callbacks_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_callbacks"),
    )
    op.create_index("ix_callbacks_month", "callbacks", ["agency_id", "month"])
    op.create_index("ix_callbacks_open", "callbacks", ["outcome", "day"])


def downgrade() -> None:
    op.drop_table("callbacks")
    op.drop_table("period_exports")
    op.drop_table("period_entries")
    heads = sa.table("log_heads", sa.column("name"))
    op.get_bind().execute(sa.delete(heads).where(heads.c.name == _LOG))
