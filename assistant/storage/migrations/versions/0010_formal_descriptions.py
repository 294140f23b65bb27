"""formal descriptions"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("formal_description", sa.String(length=4000), nullable=True))


def downgrade() -> None:
    op.drop_column("cases", "formal_description")
