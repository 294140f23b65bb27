"""cases that follow another"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
_TO_CASES = "CONSTRAINT fk_{}_id_cases REFERENCES cases (id)"


def upgrade() -> None:
    # In the column itself, which both databases take; SQLite would copy the whole table otherwise,
    # and lose what refers to it.
    op.execute(f"ALTER TABLE cases ADD COLUMN leader_id INTEGER {_TO_CASES.format('cases_leader')}")
    op.add_column("cases", sa.Column("link", sa.String(length=32), nullable=True))
    op.execute(f"ALTER TABLE outages ADD COLUMN case_id INTEGER {_TO_CASES.format('outages_case')}")
    op.create_index(op.f("ix_cases_leader_id"), "cases", ["leader_id"])
    op.create_index(op.f("ix_outages_case_id"), "outages", ["case_id"])


def downgrade() -> None:
    with op.batch_alter_table("outages") as batch_op:
        batch_op.drop_index(batch_op.f("ix_outages_case_id"))
        batch_op.drop_constraint(batch_op.f("fk_outages_case_id_cases"), type_="foreignkey")
        batch_op.drop_column("case_id")
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_leader_id"))
        batch_op.drop_constraint(batch_op.f("fk_cases_leader_id_cases"), type_="foreignkey")
        batch_op.drop_column("link")
        batch_op.drop_column("leader_id")
