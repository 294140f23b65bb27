"""long pins of anonymous cases"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("has_long_pin", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("cases", column)


def downgrade() -> None:
    # In place: a copy of the table would lose what refers to it.
    op.drop_column("cases", "has_long_pin")
