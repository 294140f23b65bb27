"""single sign-on"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("identity_hash", sa.String(length=64), nullable=True))
        table.create_unique_constraint(op.f("uq_accounts_identity_hash"), ["identity_hash"])
    with op.batch_alter_table("desk_sessions") as table:
        table.add_column(sa.Column("id_token_sealed", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("desk_sessions") as table:
        table.drop_column("id_token_sealed")
    with op.batch_alter_table("accounts") as table:
        table.drop_constraint(op.f("uq_accounts_identity_hash"), type_="unique")
        table.drop_column("identity_hash")
