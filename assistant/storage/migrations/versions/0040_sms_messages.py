"""notes about text messages, how a provider's account stands, and codes for lost pins"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_UNDER_WAY = sa.text("state = 'under_way'")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sms_messages",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("job_key", sa.String(160), nullable=False),
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("local_id", sa.BigInteger(), nullable=False),
        sa.Column("provider_id", sa.String(40), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sms_messages"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_sms_messages_case_id_cases"),
        sa.UniqueConstraint("job_key", name="uq_sms_messages_job_key"),
        sa.UniqueConstraint("local_id", name="uq_sms_messages_local_id"),
    )
    op.create_index("ix_sms_messages_case_id", "sms_messages", ["case_id"])
    op.create_index("ix_sms_messages_created_at", "sms_messages", ["created_at"])
    op.create_index(
        "ix_sms_messages_look",
        "sms_messages",
        ["look_at"],
        sqlite_where=_UNDER_WAY,
        postgresql_where=_UNDER_WAY,
    )
    op.create_table(
        "pin_recoveries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ticket_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_by", sa.String(64), nullable=True),
        sa.Column("pin_number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pin_recoveries"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_pin_recoveries_case_id_cases"),
        sa.UniqueConstraint("ticket_hash", name="uq_pin_recoveries_ticket_hash"),
    )
    op.create_index("ix_pin_recoveries_case_id", "pin_recoveries", ["case_id"])
    op.create_index("ix_pin_recoveries_created_at", "pin_recoveries", ["created_at"])
    op.create_table(
        "sms_lines",
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(12), nullable=True),
        sa.Column("trouble_fa", sa.String(300), nullable=True),
        sa.Column("trouble_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit", sa.Double(), nullable=True),
        sa.Column("credit_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("provider", name="pk_sms_lines"),
    )


def downgrade() -> None:
    op.drop_table("sms_lines")
    op.drop_table("pin_recoveries")
    op.drop_table("sms_messages")
