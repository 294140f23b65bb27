"""lists of cases by due time"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_due_at", "cases", ["due_at", "id"])
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_cases_open_due_at",
        "cases",
        ["due_at", "id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def downgrade() -> None:
    op.drop_index("ix_cases_open_due_at", table_name="cases")
    op.drop_index("ix_cases_due_at", table_name="cases")
