"""ratings that count once"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def _columns():
    return (
        sa.Column("turn_id", sa.String(length=32), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("person_key", sa.String(length=64), nullable=True),
        sa.Column("address_key", sa.String(length=64), nullable=True),
        sa.Column("matter", sa.String(length=80), nullable=True),
        sa.Column("occasion", sa.String(length=16), nullable=False, server_default="talk"),
        sa.Column("agency_id", sa.String(length=64), nullable=True),
        sa.Column("service_id", sa.String(length=64), nullable=True),
        sa.Column("province", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False, server_default="web"),
        sa.Column("month", sa.String(length=7), nullable=False, server_default=""),
        sa.Column("reasons", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("why", sa.String(length=16), nullable=True),
    )


_INDEXES = {
    "ix_ratings_person": (["person_key", "matter"], True),
    "ix_ratings_address": (["address_key", "agency_id"], False),
    "ix_ratings_cell": (["agency_id", "month", "province"], False),
}


def upgrade() -> None:
    with op.batch_alter_table("ratings") as batch_op:
        for column in _columns():
            batch_op.add_column(column)
        batch_op.alter_column("conversation_id", existing_type=sa.String(32), nullable=True)
    # Of marks of before nobody knows whose they are and what they are for: they are in no figure.
    op.execute("UPDATE ratings SET counts = false, why = 'earlier'")
    for name, (columns, unique) in _INDEXES.items():
        op.create_index(name, "ratings", columns, unique=unique)
    op.create_table(
        "rating_asks",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_rating_asks_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "agency_id", name=op.f("pk_rating_asks")),
    )
    op.create_table(
        "rating_prompts",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("agency_id", sa.String(length=64), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "agency_id", "service_id", "province", "channel", name=op.f("pk_rating_prompts")
        ),
    )
    columns = ["agency_id", "month", "province"]
    op.create_index("ix_rating_prompts_cell", "rating_prompts", columns)


def downgrade() -> None:
    op.drop_table("rating_prompts")
    op.drop_table("rating_asks")
    for name in _INDEXES:
        op.drop_index(name, table_name="ratings")
    # What has lost its conversation has no place in the older table.
    op.execute("DELETE FROM ratings WHERE conversation_id IS NULL")
    with op.batch_alter_table("ratings") as batch_op:
        batch_op.alter_column("conversation_id", existing_type=sa.String(32), nullable=False)
        for column in _columns():
            batch_op.drop_column(column.name)
