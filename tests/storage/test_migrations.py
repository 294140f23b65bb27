"""The migrations lead from nothing to exactly what the models say, on both databases."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from support.office_times import jalali, shipped
from support.samples import complaint

import assistant.cases.closure_models
import assistant.cases.models
import assistant.cases.outage_models
import assistant.channels.messengers.models
import assistant.conversation.models
import assistant.demo.models
import assistant.keys.models
import assistant.storage.jobs.models  # noqa: F401
from assistant.cases.door import Door
from assistant.cases.filing import Origin, file
from assistant.cases.schemas import OpenDraft
from assistant.storage.database import Base, Database
from assistant.storage.migrate import _config, is_modelled, migrate
from assistant.storage.sealing import Sealer


def difference(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_name": is_modelled}
    )
    return list(compare_metadata(context, Base.metadata))


async def test_an_empty_database_becomes_what_the_models_say(empty_url: str) -> None:
    database = Database(empty_url)
    with database.engine.connect() as connection:
        assert difference(connection), "the comparison must see missing tables"
    await migrate(database)
    with database.engine.connect() as connection:
        assert difference(connection) == []
    await database.close()


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    with database.engine.connect() as connection:
        before = inspect(connection).get_table_names()
    await migrate(database)
    with database.engine.connect() as connection:
        after = inspect(connection).get_table_names()
    assert sorted(before) == sorted(after)
    assert set(Base.metadata.tables) <= set(after)
    await database.close()


async def test_cities_of_before_are_called_as_they_are_now(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    times = shipped()
    door = Door(Sealer(b"a key of the tests"), lambda: times)
    filed = [
        ("مازندران", "قایم شهر", "قائم‌شهر"),
        ("گلستان", "علی اباد", "علی‌آباد کتول"),
        ("کرمان", "علی اباد", "علی‌آباد"),
        (None, "خرم آباد", "خرم‌آباد"),
        ("قم", "قم", "قم"),
        (None, "استانبول", "استانبول"),
        ("قم", None, None),
    ]
    with database.transaction() as session:
        for province, city, _ in filed:
            draft = OpenDraft.model_validate(complaint(province=province, city=city))
            file(session, door, draft, Origin(), jalali(1405, 9, 7, "09:00"))
    await database.run(lambda s: command.downgrade(_config(s.connection()), "0019"))
    await migrate(database)
    with database.transaction() as session:
        found = session.execute(text("SELECT city FROM cases ORDER BY id")).scalars().all()
    assert found == [city for *_, city in filed]
    await database.close()


async def test_sqlite_is_set_up_to_lose_nothing(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}
    with database.engine.connect() as connection:
        for pragma, value in expected.items():
            found = connection.execute(text(f"PRAGMA {pragma}")).scalar()
            assert found == value, pragma
    await database.close()


async def test_a_database_that_is_not_there_is_not_up() -> None:
    nowhere = Database("sqlite:////nowhere/at/all.sqlite3")
    assert not await nowhere.is_up()
    await nowhere.close()


async def test_a_migrated_database_is_up(database: Database) -> None:
    assert await database.is_up()
