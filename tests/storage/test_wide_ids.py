"""Ids have 64 bits, and a PostgreSQL gets and loses them while cases are filed and moved."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import BigInteger, Integer, select, text
from sqlalchemy.orm import Session
from support.office_times import jalali, shipped
from support.postgres import Postgres
from support.samples import complaint

from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify import VerifyMeans, verify
from assistant.storage.database import Base, Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from assistant.storage.widening import online
from assistant.storage.widening.columns import BEFORE, COLUMNS

SEALER = Sealer(b"a key of the tests")
TIMES = shipped()
DOOR = Door(SEALER, lambda: TIMES)
FILED = jalali(1405, 9, 7, "09:00")
BEYOND = 2**31 + 5


def filed(session: Session) -> int:
    return file(session, DOOR, OpenDraft.model_validate(complaint()), Origin(), FILED).id


def taken(session: Session, case_id: int) -> None:
    case = session.get_one(Case, case_id, with_for_update=True)
    DOOR.move(session, case, MoveRequest(Move.TAKEN, Actor(Role.AGENCY, "abfa")), FILED)


class AtWork:
    """Files cases and moves them, on lines of its own, until it is stopped."""

    def __init__(self, url: str) -> None:
        self.ids: list[int] = []
        self.faults: list[BaseException] = []
        self._database, self._is_over = Database(url), threading.Event()
        self._threads = [threading.Thread(target=self._work) for _ in range(3)]

    def _work(self) -> None:
        while not self._is_over.is_set():
            try:
                new = self._database._run(filed)
                self._database._run(lambda session, new=new: taken(session, new))
                self.ids.append(new)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test tells it
                self.faults.append(error)
                return

    @contextmanager
    def meanwhile(self) -> Iterator[None]:
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._is_over.set()
            for thread in self._threads:
                thread.join(timeout=60)
            self._database.engine.dispose()


def shape(database: Database) -> dict[str, object]:
    """All that PostgreSQL knows of the tables, but the order of columns."""
    queries = {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public'",
        "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid),"
        " convalidated FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        # Newer versions keep NOT NULL as a rule, too, named as its column was once.
        " AND contype <> 'n'",
        "sequences": "SELECT s.sequencename, s.data_type::text, s.max_value, d.refobjid::regclass"
        "::text, a.attname FROM pg_sequences s JOIN pg_depend d"
        " ON d.objid = s.sequencename::regclass AND d.deptype = 'a' JOIN pg_attribute a"
        " ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE schemaname = 'public'",
        "triggers": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "functions": "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    }
    with database.transaction() as session:
        return {
            name: sorted(tuple(row) for row in session.execute(text(query)))
            for name, query in queries.items()
        }


def sound(database: Database, ids: list[int]) -> None:
    """Each of these cases is there once, with its history, its ledger and its values."""
    with database.transaction() as session:
        for id_ in ids:
            session.get_one(Case, id_)
            events = session.scalars(select(CaseEvent).where(CaseEvent.case_id == id_)).all()
            assert len(events) == 3
            assert session.scalar(select(PersonalValue.id).where(PersonalValue.case_id == id_))
        codes = set(session.scalars(select(Case.tracking_code)))
        assert [one for one in verify(session, VerifyMeans(SEALER)) if one[0] in codes] == []


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some tables count as large, however few rows they have."""
    names = {"cases", "case_events", "case_words", "case_facts"}
    monkeypatch.setattr(online, "_is_small", lambda _, table: table not in names)


def test_every_id_that_is_counted_up_and_all_that_refer_to_one_have_64_bits() -> None:
    listed = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            counted = column is table.autoincrement_column
            refers = any(isinstance(key.column.type, Integer) for key in column.foreign_keys)
            if counted or refers:
                assert isinstance(column.type, BigInteger), f"{table.name}.{column.name}"
                listed.add((table.name, column.name))
    assert len(listed) > 40
    # Of those that had 64 bits from the beginning none is in the list.
    old = {(table, name) for table, names in COLUMNS.items() for name in names}
    begun = {
        ("events", "id"),
        ("jobs", "id"),
        ("sms_messages", "id"),
        ("prepared_files", "case_id"),
    }
    assert listed - old == begun


async def test_a_case_may_have_an_id_of_more_than_32_bits(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    with database.transaction() as session:
        filed(session)
        if database.engine.dialect.name == "sqlite":
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            for table, column in (
                *(("cases", "id"), ("case_events", "case_id"), ("case_personal", "case_id")),
                *(("case_facts", "case_id"), ("case_facts", "cluster_id")),
            ):
                session.execute(text(f"UPDATE {table} SET {column} = {BEYOND}"))
        else:
            session.execute(text(f"SELECT setval('cases_id_seq', {BEYOND})"))
            session.execute(text(f"SELECT setval('case_events_id_seq', {BEYOND})"))
    with database.transaction() as session:
        new = filed(session)
        taken(session, new)
    assert new == BEYOND + 1
    sound(database, [new])
    await database.close()


async def test_ids_grow_and_shrink_while_cases_are_filed(postgres: Postgres, large: None) -> None:
    url, fresh = postgres.new_database(), Database(postgres.new_database())
    await migrate(fresh)
    wide = shape(fresh)
    await migrate(fresh, to=BEFORE)
    narrow = shape(fresh)
    assert wide != narrow
    database = Database(url)
    await migrate(database, to=BEFORE)
    assert shape(database) == narrow
    first = [database._run(filed) for _ in range(40)]
    for id_ in first:
        database._run(lambda session, id_=id_: taken(session, id_))
    for to, expected in (("head", wide), (BEFORE, narrow), ("head", wide)):
        work = AtWork(url)
        with work.meanwhile():
            await migrate(database, to=to)
        assert work.faults == []
        assert len(work.ids) > 3
        assert shape(database) == expected
        sound(database, first + work.ids)
    await fresh.close()
    await database.close()


@pytest.mark.parametrize("step", ["_fill", "_build_indexes", "_column"])
async def test_what_was_interrupted_is_gone_on_with(
    postgres: Postgres, large: None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    fresh, database = Database(postgres.new_database()), Database(postgres.new_database())
    await migrate(fresh)
    await migrate(database, to=BEFORE)
    ids = [database._run(filed) for _ in range(5)]
    with monkeypatch.context() as broken:
        broken.setattr(online, step, _dies)
        with pytest.raises(ConnectionAbortedError):
            await migrate(database)
    ids += [database._run(filed) for _ in range(5)]
    for id_ in ids:
        database._run(lambda session, id_=id_: taken(session, id_))
    await migrate(database)
    assert shape(database) == shape(fresh)
    sound(database, ids)
    await fresh.close()
    await database.close()


def _dies(*_: object) -> None:
    raise ConnectionAbortedError


async def test_an_id_that_has_no_room_keeps_ids_wide(postgres: Postgres, large: None) -> None:
    database = Database(postgres.new_database())
    await migrate(database)
    with database.transaction() as session:
        session.execute(text(f"SELECT setval('cases_id_seq', {BEYOND})"))
    new = database._run(filed)
    before = shape(database)
    with pytest.raises(online.NumberTooLargeError, match="case_id is at 2147483654"):
        await migrate(database, to=BEFORE)
    assert shape(database) == before
    database._run(lambda session: taken(session, new))
    await database.close()


async def test_a_way_back_that_was_left_is_undone(
    postgres: Postgres, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(postgres.new_database())
    await migrate(database)
    before, new = shape(database), database._run(filed)
    with monkeypatch.context() as broken:
        broken.setattr(online, "_column", _dies)
        with pytest.raises(ConnectionAbortedError):
            await migrate(database, to=BEFORE)
    assert shape(database) != before
    database._run(lambda session: taken(session, new))
    await migrate(database)
    assert shape(database) == before
    sound(database, [new])
    await database.close()
