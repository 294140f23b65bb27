"""signed and chained roots, chained logs, and keyed commitments

It comes after the keyed hashes, which refuse a filled database without its keys before anything is
changed: events that are there already get their keyed hash here, once and for all.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from assistant.storage.digests import Purpose

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FIRST = "0" * 64
_AT_ONCE = 1000
_LOGS = {
    "readings": (
        "case_personal_readings",
        {
            "case_id": sa.Integer,
            "role": sa.String,
            "reader_id": sa.String,
            "fields": sa.JSON,
            "purpose_commitment": sa.String,
        },
    ),
    "desk": (
        "desk_audit",
        {
            "account_id": sa.String,
            "action": sa.String,
            "conversation_id": sa.String,
            "data": sa.JSON,
        },
    ),
}


def upgrade() -> None:
    op.add_column("case_events", sa.Column("mac", sa.String(64), nullable=True))
    _know_events()
    op.add_column("case_personal", sa.Column("salt", sa.String(64), nullable=True))
    for name in ("salt", "purpose_commitment"):
        op.add_column("case_personal_readings", sa.Column(name, sa.String(64), nullable=True))
    _commit_to_purposes()
    op.create_table(
        "log_heads",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_log_heads"),
    )
    _new_columns_of_roots()
    _chain_roots()
    for name, (table, columns) in _LOGS.items():
        # Column by column and not as a batch: SQLite would copy the tables.
        op.add_column(table, sa.Column("number", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("hash", sa.String(64), nullable=True))
        _chain_log(name, table, columns)
        _unique_number(table)


def downgrade() -> None:
    for table, _ in _LOGS.values():
        _unique_number(table, drop=True)
        for name in ("hash", "number"):
            op.drop_column(table, name)
    _unique_number("ledger_roots", drop=True)
    for name in ("signature", "hash", "previous_hash", "logs", "number"):
        op.drop_column("ledger_roots", name)
    op.drop_table("log_heads")
    for name in ("purpose_commitment", "salt"):
        op.drop_column("case_personal_readings", name)
    op.drop_column("case_personal", "salt")
    op.drop_column("case_events", "mac")


def _know_events() -> None:
    events = sa.table("case_events", *(sa.column(name) for name in ("id", "hash", "mac")))
    unknown = sa.select(events.c.id, events.c.hash).where(events.c.mac.is_(None))
    query = unknown.order_by(events.c.id).limit(_AT_ONCE)
    while rows := op.get_bind().execute(query).all():
        digests = context.config.attributes["sealer"].digests
        changes = [{"row": one.id, "mac": digests.keyed(Purpose.EVENT, one.hash)} for one in rows]
        op.get_bind().execute(sa.text("UPDATE case_events SET mac = :mac WHERE id = :row"), changes)


def _commit_to_purposes() -> None:
    query = sa.text("SELECT id, purpose FROM case_personal_readings")
    changes = [{"row": one.id, **_committed(one.purpose)} for one in op.get_bind().execute(query)]
    change = "UPDATE case_personal_readings SET salt = :salt, purpose_commitment = :told"
    if changes:
        op.get_bind().execute(sa.text(f"{change} WHERE id = :row"), changes)


def _committed(purpose: str) -> dict[str, str]:
    salt = secrets.token_hex(32)
    told = hmac.digest(salt.encode(), f"purpose\n{purpose}".encode(), "sha256").hex()
    return {"salt": salt, "told": told}


def _new_columns_of_roots() -> None:
    for name, type_, default in (
        ("number", sa.Integer(), "0"),
        ("logs", sa.JSON(), "{}"),
        ("previous_hash", sa.String(64), ""),
        ("hash", sa.String(64), ""),
        ("signature", sa.String(128), ""),
    ):
        op.add_column(
            "ledger_roots", sa.Column(name, type_, nullable=False, server_default=default)
        )


def _unique_number(table: str, *, drop: bool = False) -> None:
    """An index, which SQLite adds without copying the table."""
    name = f"uq_{table}_number"
    if drop:
        op.drop_index(name, table_name=table)
    else:
        op.create_index(name, table, ["number"], unique=True)


def _chain_roots() -> None:
    roots = sa.table(
        "ledger_roots",
        *(
            sa.column(name)
            for name in ("id", "number", "day", "root", "leaves", "previous_hash", "hash")
        ),
        sa.column("created_at", MOMENT),
    )
    connection, previous = op.get_bind(), FIRST
    columns = (roots.c.id, roots.c.day, roots.c.root, roots.c.leaves, roots.c.created_at)
    for number, row in enumerate(
        connection.execute(sa.select(*columns).order_by(roots.c.id)).all(), 1
    ):
        told = {
            "number": number,
            "day": row.day,
            "root": row.root,
            "leaves": row.leaves,
            "logs": {},
            "created_at": _utc(row.created_at).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "previous_hash": previous,
        }
        new = {"number": number, "previous_hash": previous, "hash": _digest(told)}
        connection.execute(sa.update(roots).where(roots.c.id == row.id).values(**new))
        previous = new["hash"]
    _unique_number("ledger_roots")


def _chain_log(name: str, table_name: str, types: dict[str, Any]) -> None:
    table = sa.table(
        table_name,
        *(sa.column(column) for column in ("id", "number", "hash")),
        *(sa.column(column, type_) for column, type_ in types.items()),
        sa.column("created_at", MOMENT),
    )
    connection, previous, number = op.get_bind(), FIRST, 0
    told = [table.c[column] for column in (*types, "created_at")]
    query = sa.select(table.c.id, *told).order_by(table.c.id)
    for row in connection.execute(query).all():
        number += 1
        content = {column: getattr(row, column) for column in types}
        content |= {"created_at": _utc(row.created_at).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        place = {"log": name, "number": number, "previous_hash": previous}
        previous = _digest(content | place)
        new = {"number": number, "hash": previous}
        connection.execute(sa.update(table).where(table.c.id == row.id).values(**new))
    heads = sa.table("log_heads", *(sa.column(column) for column in ("name", "number", "hash")))
    connection.execute(sa.insert(heads).values(name=name, number=number, hash=previous))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _digest(told: dict[str, Any]) -> str:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
