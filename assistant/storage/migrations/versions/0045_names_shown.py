"""whether the agency of a case reads the names and addresses in its words"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Who filed before was told that names are hidden.
    column = sa.Column("shows_names", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("cases", column)


def downgrade() -> None:
    op.drop_column("cases", "shows_names")
