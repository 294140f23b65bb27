"""cases are found by the mobile number that they hold; older numbers are hashed by a job"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_case_personal_number_hash": ("number_hash", "number_hash IS NOT NULL"),
    "ix_case_personal_unhashed": ("id", "field = 'mobile' AND number_hash IS NULL"),
}


def upgrade() -> None:
    op.add_column("case_personal", sa.Column("number_hash", sa.String(length=64), nullable=True))
    for name, (column, condition) in _INDEXES.items():
        such = sa.text(condition)
        op.create_index(name, "case_personal", [column], sqlite_where=such, postgresql_where=such)


def downgrade() -> None:
    for name in _INDEXES:
        op.drop_index(name, "case_personal")
    op.drop_column("case_personal", "number_hash")
