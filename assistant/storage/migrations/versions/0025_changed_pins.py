"""pins of cases that are changed"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("pin_number", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("cases", column)


def downgrade() -> None:
    # In place: a copy of the table would lose what refers to it.
    op.drop_column("cases", "pin_number")
