"""ids of 64 bits, and all that refers to them"""

from alembic import op

from assistant.storage.widening.columns import COLUMNS, NARROW, WIDE
from assistant.storage.widening.online import change_at_once

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _change(WIDE)


def downgrade() -> None:
    _change(NARROW)


def _change(type_: str) -> None:
    # SQLite's whole numbers have 64 bits. On PostgreSQL `migrate` has changed the large tables
    # already, while all went on; what is left is small, or nobody works with the database.
    if op.get_bind().dialect.name == "postgresql":
        change_at_once(op.get_bind(), COLUMNS, type_)
