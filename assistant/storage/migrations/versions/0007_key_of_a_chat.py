"""key of a chat's sealed id"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Empty: not known, so the daily job brings all of them under the key that seals now.
    with op.batch_alter_table("messenger_chats") as table:
        column = sa.Column("key_id", sa.String(length=16), server_default="", nullable=False)
        table.add_column(column)


def downgrade() -> None:
    with op.batch_alter_table("messenger_chats") as table:
        table.drop_column("key_id")
