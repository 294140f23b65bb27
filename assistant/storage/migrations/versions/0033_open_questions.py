"""open questions, opinions and their themes"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _grouped() -> list[sa.Column]:
    return [
        sa.Column("agency_id", sa.String(length=64), nullable=True),
        sa.Column("service_id", sa.String(length=64), nullable=True),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("encoder", sa.String(length=64), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("nearness", sa.Float(), nullable=True),
    ]


def _references(table: str, *names: str) -> list[sa.ForeignKeyConstraint]:
    targets = {
        "theme_id": "themes",
        "turn_id": "turns",
        "conversation_id": "conversations",
        "case_id": "cases",
    }
    return [
        sa.ForeignKeyConstraint(
            [name], [f"{targets[name]}.id"], name=op.f(f"fk_{table}_{name}_{targets[name]}")
        )
        for name in names
    ]


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("service_id", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("centre", sa.LargeBinary(), nullable=False),
        sa.Column("encoder", sa.String(length=64), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("checked_at", _TIME, nullable=True),
        sa.Column("checked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["themes.id"], name=op.f("fk_themes_merged_into_themes")
        ),
    )
    op.create_index(op.f("ix_themes_state"), "themes", ["state"])
    op.create_table(
        "open_questions",
        sa.Column("turn_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("aspect", sa.String(length=24), nullable=True),
        *_grouped(),
        sa.PrimaryKeyConstraint("turn_id", name=op.f("pk_open_questions")),
        *_references("open_questions", "turn_id", "conversation_id", "theme_id"),
    )
    op.create_index(
        op.f("ix_open_questions_conversation_id"), "open_questions", ["conversation_id"]
    )
    op.create_table(
        "opinions",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_grouped(),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_opinions")),
        *_references("opinions", "case_id", "theme_id"),
    )
    for table in ("open_questions", "opinions"):
        op.create_index(op.f(f"ix_{table}_created_at"), table, ["created_at"])
        op.create_index(op.f(f"ix_{table}_theme_id"), table, ["theme_id"])


def downgrade() -> None:
    op.drop_table("opinions")
    op.drop_table("open_questions")
    op.drop_table("themes")
