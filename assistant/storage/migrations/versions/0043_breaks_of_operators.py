"""Since when an operator rests.

Revision ID: 0043
Revises: 0042
Create Date: 2026-11-29
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("accounts", sa.Column("break_since", moment, nullable=True))


def downgrade() -> None:
    op.drop_column("accounts", "break_since")
