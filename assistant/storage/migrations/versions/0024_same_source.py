"""cases that add nobody to a matter"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("is_repeat", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("cases", column)


def downgrade() -> None:
    # In place: a copy of the table would lose what refers to it.
    op.drop_column("cases", "is_repeat")
