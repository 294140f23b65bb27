"""keyed hashes

Hashes that could be guessed come under the master key; what they are of need not be known for that.
Words of events get a place of their own, so that they can be erased from under their chain.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from assistant.storage.digests import Purpose
from assistant.storage.sealing import Sealer

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
_AT_ONCE = 1000
_FILES = ("case_attachments", "waiting_files")
_ENCRYPTED = sa.text("key_id IS NOT NULL")
_TO_ERASE = sa.text("erased_at IS NULL AND ended_at IS NOT NULL")


def upgrade() -> None:
    # First of all: SQLite keeps what was changed before a fault.
    if any(_has_rows(table) for table in ("cases", "turns", "accounts", *_FILES)):
        _sealer()
    op.create_table(
        "key_marks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_marks")),
    )
    op.add_column("cases", sa.Column("salt", sa.String(length=64), nullable=True))
    op.add_column("cases", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("ALTER TABLE cases DROP COLUMN request_hash")
    op.create_index(
        "ix_cases_to_erase",
        "cases",
        ["ended_at"],
        sqlite_where=_TO_ERASE,
        postgresql_where=_TO_ERASE,
    )
    op.add_column("case_events", sa.Column("words", sa.JSON(), nullable=True))
    op.add_column("turns", sa.Column("key_id", sa.String(length=16), nullable=True))
    op.execute("UPDATE turns SET key_id = '' WHERE sealed IS NOT NULL")
    op.create_index(
        "ix_turns_key_id",
        "turns",
        ["key_id", "id"],
        sqlite_where=_ENCRYPTED,
        postgresql_where=_ENCRYPTED,
    )
    op.create_index("ix_conversations_last_turn_at", "conversations", ["last_turn_at"])
    for table in _FILES:
        op.drop_index(op.f(f"ix_{table}_sha256"), table)
        op.execute(f"ALTER TABLE {table} RENAME COLUMN sha256 TO name")
        op.create_index(op.f(f"ix_{table}_name"), table, ["name"])
        # Without a default SQLite would not add a column that is never empty.
        op.execute(f"ALTER TABLE {table} ADD COLUMN sha256_sealed TEXT NOT NULL DEFAULT ''")
    _rekey()
    if op.get_bind().dialect.name == "postgresql":
        for table in _FILES:
            op.alter_column(table, "sha256_sealed", server_default=None)


def _rekey() -> None:
    _change("cases", ("idempotency_key", "request_key"), _case)
    _change("turns", ("conversation_id", "request_hash"), _turn)
    _change("accounts", ("identity_hash",), _account)
    for table in _FILES:
        _change(table, ("name",), _file)


def _case(row: Mapping[str, Any], sealer: Sealer) -> dict[str, str | None]:
    return {
        "idempotency_key": _keyed(sealer, Purpose.FILING_KEY, row["idempotency_key"]),
        "request_key": _keyed(sealer, Purpose.FILING, row["request_key"]),
        "salt": secrets.token_hex(32),
    }


def _turn(row: Mapping[str, Any], sealer: Sealer) -> dict[str, str | None]:
    text = f"{row['conversation_id']}/{row['request_hash']}"
    return {"request_hash": _keyed(sealer, Purpose.MESSAGE, text)}


def _account(row: Mapping[str, Any], sealer: Sealer) -> dict[str, str | None]:
    return {"identity_hash": _keyed(sealer, Purpose.IDENTITY, row["identity_hash"])}


def _file(row: Mapping[str, Any], sealer: Sealer) -> dict[str, str | None]:
    name = _keyed(sealer, Purpose.FILE, row["name"])
    return {"name": name, "sha256_sealed": sealer.seal(row["name"])}


def _keyed(sealer: Sealer, purpose: Purpose, plain: str | None) -> str | None:
    return sealer.digests.keyed(purpose, plain) if plain else None


def _change(
    table: str,
    read: tuple[str, ...],
    made: Callable[[Mapping[str, Any], Sealer], dict[str, str | None]],
) -> None:
    for rows in _batches(table, read):
        changes = [made(row, _sealer()) | {"row_id": row["id"]} for row in rows]
        names = ", ".join(f"{name} = :{name}" for name in changes[0] if name != "row_id")
        change = f"UPDATE {table} SET {names} WHERE id = :row_id"  # noqa: S608 - our own names
        op.get_bind().execute(sa.text(change), changes)


def _batches(table: str, read: tuple[str, ...]) -> Iterator[list[Mapping[str, Any]]]:
    rows_of = sa.table(table, *(sa.column(name) for name in ("id", *read)))
    query = sa.select(rows_of).order_by(rows_of.c.id).limit(_AT_ONCE)
    rows = op.get_bind().execute(query).mappings().all()
    while rows:
        yield list(rows)
        after = query.where(rows_of.c.id > rows[-1]["id"])
        rows = op.get_bind().execute(after).mappings().all()


def _has_rows(table: str) -> bool:
    any_row = sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)
    return op.get_bind().execute(any_row).first() is not None


def _sealer() -> Sealer:
    sealer: Sealer | None = context.config.attributes.get("sealer")
    if sealer is None:
        raise RuntimeError("a database with rows is migrated with its keys: dastyar migrate")
    return sealer


def downgrade() -> None:
    # Hashes stay keyed: a repetition of before is then refused as another message. Files lie in
    # the folder `keyed`, under the names that rows lose here.
    for table in _FILES:
        _change(
            table,
            ("sha256_sealed",),
            lambda row, sealer: {"name": sealer.open(row["sha256_sealed"])},
        )
        op.execute(f"ALTER TABLE {table} DROP COLUMN sha256_sealed")
        op.drop_index(op.f(f"ix_{table}_name"), table)
        op.execute(f"ALTER TABLE {table} RENAME COLUMN name TO sha256")
        op.create_index(op.f(f"ix_{table}_sha256"), table, ["sha256"])
    op.drop_index("ix_conversations_last_turn_at", "conversations")
    op.drop_index("ix_turns_key_id", "turns")
    op.execute("ALTER TABLE turns DROP COLUMN key_id")
    op.execute("ALTER TABLE case_events DROP COLUMN words")
    op.drop_index("ix_cases_to_erase", "cases")
    op.execute("ALTER TABLE cases ADD COLUMN request_hash VARCHAR(64) NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE cases DROP COLUMN erased_at")
    op.execute("ALTER TABLE cases DROP COLUMN salt")
    op.drop_table("key_marks")
