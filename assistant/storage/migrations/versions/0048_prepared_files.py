"""files that wait for the answer of an agency with which they go to the citizen"""

import sqlalchemy as sa
from alembic import op

from assistant.storage.wide import WIDE

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prepared_files",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", WIDE, nullable=False),
        sa.Column("hand", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256_sealed", sa.Text(), nullable=False),
        sa.Column("media", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_prepared_files_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_files")),
        sa.UniqueConstraint("case_id", "hand", "name", name=op.f("uq_prepared_files_case_id")),
    )
    op.create_index(op.f("ix_prepared_files_name"), "prepared_files", ["name"])
    op.create_index(op.f("ix_prepared_files_created_at"), "prepared_files", ["created_at"])


def downgrade() -> None:
    op.drop_table("prepared_files")
