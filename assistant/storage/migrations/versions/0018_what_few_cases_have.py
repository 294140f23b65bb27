"""indexes of what few cases have"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
_COLUMNS = ("leader_id", "conversation_id")


def upgrade() -> None:
    for column in _COLUMNS:
        op.drop_index(f"ix_cases_{column}", table_name="cases")
        is_there = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_cases_{column}",
            "cases",
            [column],
            sqlite_where=is_there,
            postgresql_where=is_there,
        )


def downgrade() -> None:
    for column in _COLUMNS:
        op.drop_index(f"ix_cases_{column}", table_name="cases")
        op.create_index(f"ix_cases_{column}", "cases", [column])
