"""indexes for the counts of the situation page"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = depends_on = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """What is counted every few seconds is read from an index alone."""
    op.create_index(
        "ix_cases_open_counts",
        "cases",
        ["agency_id", "province", "status", "leader_id", "due_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_ratings_created_at", "ratings", ["created_at"])


def downgrade() -> None:
    """Counting reads the rows again."""
    op.drop_index("ix_ratings_created_at", "ratings")
    op.drop_index("ix_cases_open_counts", "cases")
