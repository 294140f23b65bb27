"""who sees to a case, drafts and saved views of the desk; indexes for the table of cases"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_ID, _MOMENT = sa.String(length=32), sa.DateTime(timezone=True)

_NARROWED_BY = ("due_at", "id", "status", "agency_id", "province", "kind", "level", "indicator")


def upgrade() -> None:
    _assignments()
    _drafts()
    _views()
    op.drop_index("ix_cases_due_at", "cases")
    op.create_index("ix_cases_table", "cases", list(_NARROWED_BY))
    op.create_index("ix_cases_agency_id_due_at", "cases", ["agency_id", "due_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_cases_agency_id_due_at", "cases")
    op.drop_index("ix_cases_table", "cases")
    op.create_index("ix_cases_due_at", "cases", ["due_at", "id"])
    for table in ("desk_views", "case_drafts", "case_assignments"):
        op.drop_table(table)


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _assignments() -> None:
    table = "case_assignments"
    op.create_table(
        table,
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=64), nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("assigned_by", _ID, nullable=False),
        sa.Column("assigned_at", _MOMENT, nullable=False),
        _points(table, "case_id", "cases"),
        _points(table, "account_id", "accounts"),
        _points(table, "assigned_by", "accounts"),
        sa.PrimaryKeyConstraint("case_id", "side", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_account_id", table, ["account_id", "side", "case_id"])


def _drafts() -> None:
    table = "case_drafts"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        _points(table, "case_id", "cases"),
        _points(table, "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("account_id", "case_id", "action", name=op.f(f"uq_{table}_account_id")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"])
    op.create_index(op.f(f"ix_{table}_saved_at"), table, ["saved_at"])


def _views() -> None:
    table = "desk_views"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        _points(table, "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("account_id", "name", name=op.f(f"uq_{table}_account_id")),
    )
