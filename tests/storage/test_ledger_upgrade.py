"""A ledger of a version without signatures, keyed hashes and chained logs is taken over."""

from datetime import timedelta
from typing import Any

from alembic import command
from sqlalchemy import text
from support.ledger_lives import BEGIN, NOTARY, faults_seen
from test_case_ledger import SEALER, _old_case

from assistant.cases import merkle
from assistant.cases.ledger import seal_day
from assistant.cases.verify import KnownLedger
from assistant.storage.database import Database
from assistant.storage.migrate import _config, migrate

OLD = "0020"
FOREIGN = "event 1 was not made by this installation"


async def test_an_older_ledger_is_whole_after_its_first_signed_root(empty_url: str) -> None:
    database = Database(empty_url)
    await database.run(lambda s: command.upgrade(_config(s.connection()), "0003"))
    await database.run(lambda session: _old_case(session, SEALER.seal("{}")))
    await database.run(lambda s: command.upgrade(_config(s.connection()), OLD))
    await database.run(_sealed_and_read)
    await migrate(database, SEALER)
    assert {fault for _, fault in seen(database)} == {
        "no root is signed; the next daily root will be"
    }
    with database.transaction() as session:
        assert seal_day(session, NOTARY, BEGIN + timedelta(days=2)) is not None
    assert seen(database) == []
    # What is added after the upgrade without a keyed hash is never taken for ours.
    with database.transaction() as session:
        session.execute(text("UPDATE case_events SET mac = NULL"))
        session.execute(text("UPDATE desk_audit SET number = number"))
    with database.transaction() as session:
        seal_day(session, NOTARY, BEGIN + timedelta(days=3))
    assert [fault for _, fault in seen(database)] == [FOREIGN]
    # Nor is it when there are no roots any more, as if there had never been one.
    with database.transaction() as session:
        for table in ("ledger_leaves", "ledger_roots"):
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(text("UPDATE cases SET sealed_version = 0"))
    with database.transaction() as session:
        seal_day(session, NOTARY, BEGIN + timedelta(days=4))
    assert [fault for _, fault in seen(database)] == [FOREIGN]
    await database.close()


def seen(database: Database) -> list[tuple[str, str]]:
    with database.transaction() as session:
        return faults_seen(session, SEALER, KnownLedger())


def _sealed_and_read(session: Any) -> None:
    """A root of a day, two readings and an act at the desk, as the older version kept them."""
    (head,) = session.execute(text("SELECT head_hash FROM cases")).scalars()
    at = {"at": "2026-11-27 20:30:00.123456"}
    for statement, values in (
        (
            "INSERT INTO ledger_roots (day, root, leaves, created_at) "
            "VALUES ('2026-11-27', :root, 1, :at)",
            {"root": merkle.root([head])},
        ),
        ("INSERT INTO ledger_leaves VALUES (1, 0, 1, 1, :head)", {"head": head}),
        ("UPDATE cases SET sealed_version = 1", {}),
        *[
            (
                "INSERT INTO case_personal_readings (case_id, role, reader_id, fields, purpose, "
                "created_at) VALUES (1, 'operator', 'op', '[\"words\"]', 'تماس', :at)",
                {},
            )
        ]
        * 2,
        (
            "INSERT INTO desk_audit (action, data, created_at) VALUES "
            "('case_revealed', '{\"case\": \"22222222\"}', :at)",
            {},
        ),
    ):
        used = values | (at if ":at" in statement else {})
        session.execute(text(statement), used)
