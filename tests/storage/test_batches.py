"""What is old goes in batches, each a transaction of its own."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select

from assistant.citizens.sessions import UsedNonce, forget_ended
from assistant.insight.radar.history import HISTORY, forget
from assistant.insight.radar.models import RadarHour
from assistant.storage import statements
from assistant.storage.database import Database
from assistant.storage.statements import delete_all

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


async def test_no_transaction_deletes_more_than_it_may(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", 10)
    gone: list[int] = []

    def after(_: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith(f"DELETE FROM {UsedNonce.__tablename__} "):
            gone.append(cursor.rowcount)

    old, young = NOW - timedelta(seconds=1), NOW + timedelta(hours=1)
    await database.run(
        lambda s: s.add_all(UsedNonce(nonce_hash=f"{n:064}", until=old) for n in range(34))
    )
    await database.run(lambda s: s.add(UsedNonce(nonce_hash="y" * 64, until=young)))
    event.listen(database.engine, "after_cursor_execute", after)
    try:
        assert await delete_all(database, lambda s: forget_ended(s, NOW)) == 34
    finally:
        event.remove(database.engine, "after_cursor_execute", after)
    assert gone == [10, 10, 10, 4]
    left = await database.run(lambda s: s.scalars(select(UsedNonce.nonce_hash)).all())
    assert left == ["y" * 64]


async def test_rows_with_several_keys_go_too(database: Database) -> None:
    hours = [NOW - HISTORY - timedelta(hours=number) for number in range(5)]
    keys = {"agency_id": "abfa", "indicator": "outage", "service_id": ""}
    await database.run(lambda s: s.add_all(RadarHour(hour=at, people=1, **keys) for at in hours))
    await database.run(lambda session: forget(session, NOW))
    left = await database.run(lambda s: s.scalar(select(func.count()).select_from(RadarHour)))
    assert left == 2
    await database.run(lambda session: forget(session, NOW + timedelta(days=1)))
    assert not await database.run(lambda s: s.scalar(select(func.count()).select_from(RadarHour)))
