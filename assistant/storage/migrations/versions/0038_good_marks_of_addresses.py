"""how many verdicts and marks of a day were good, and how many of those from a known address"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_NAMES = ("good", "repeated_good")


def upgrade() -> None:
    for name in _NAMES:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("address_days", column)


def downgrade() -> None:
    for name in _NAMES:
        op.drop_column("address_days", name)
