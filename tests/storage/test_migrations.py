"""The migrations lead from nothing to exactly what the models say, on both databases."""

import hashlib
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session
from support.office_times import jalali, shipped
from support.samples import MOBILE, complaint

import assistant.cases.closures
import assistant.cases.lost_pins
import assistant.cases.models
import assistant.cases.outages
import assistant.channels.messengers.chats
import assistant.citizens.sessions
import assistant.conversation.models
import assistant.demo.models
import assistant.insight.questions.themes
import assistant.insight.ratings.prompts
import assistant.insight.signals.addresses
import assistant.keys.api_keys
import assistant.sms.accounts
import assistant.storage.jobs.queue
import assistant.storage.key_marks  # noqa: F401
from assistant.cases.filing import Origin, file
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.transitions import Door
from assistant.conversation.messages import Message
from assistant.conversation.store import ConversationStore, reseal_turns
from assistant.storage.database import Base, Database
from assistant.storage.migrate import _config, is_modelled, migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load

SEALER = Sealer(b"a key of the tests")


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
    door = Door(SEALER, lambda: times)
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
    await database.run(lambda s: command.downgrade(_config(s.connection(), SEALER), "0019"))
    await migrate(database, SEALER)
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


async def test_plain_hashes_of_before_are_keyed_and_still_known(empty_url: str) -> None:
    """Filled with rows as the version before wrote them, forward, back, and forward again."""
    database = Database(empty_url)
    await database.run(lambda s: command.upgrade(_config(s.connection()), "0020"))
    draft = OpenDraft.model_validate(complaint())
    message, old = Message(text=f"شماره من {MOBILE} است"), Old(draft)
    await database.run(lambda session: old.fill(session, message))
    with pytest.raises(RuntimeError, match="with its keys"):
        await migrate(database)
    await migrate(database, SEALER)
    desk, store = CaseDesk(database, load(), SEALER, shipped), ConversationStore(database, SEALER)
    again = await desk.file(draft, Origin("9f1c7ab2e4d84c60a3b5", "api 10.1.2.3"))
    assert (again.is_new, again.case.tracking_code) == (False, old.code)
    elsewhere = await desk.file(draft, Origin("9f1c7ab2e4d84c60a3b5", "api 10.9.9.9"))
    assert (elsewhere.is_new, elsewhere.case.tracking_code) == (False, old.code)
    turn = (await store.get("c" * 32, "t1")).earlier
    assert turn is not None
    assert turn.request_hash == store.request_hash("c" * 32, message)
    assert await reseal(database, store) == [f"شماره من {MOBILE} است"]
    await database.run(lambda s: command.downgrade(_config(s.connection(), SEALER), "0020"))
    await migrate(database, SEALER)
    with database.engine.connect() as connection:
        assert difference(connection) == []
    await database.close()


async def test_no_plain_hash_of_before_stays_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    database = Database(f"sqlite:///{path}")
    await database.run(lambda s: command.upgrade(_config(s.connection()), "0020"))
    old = Old(OpenDraft.model_validate(complaint()))
    await database.run(lambda session: old.fill(session, Message(text="سلام")))
    assert old.hashes <= old.found_in(tmp_path)
    await migrate(database, SEALER)
    assert old.found_in(tmp_path) == set()
    await database.close()


async def reseal(database: Database, store: ConversationStore) -> list[str | None]:
    newer = Sealer(b"a key of the tests", [b"a newer key"])
    with database.transaction() as session:
        assert reseal_turns(session, newer) is None
    only_new = Sealer(b"another", [b"a newer key"])
    turn = (await store.get("c" * 32, "t1")).earlier
    assert turn is not None
    return [only_new.open(turn.sealed or "")]


class Old:
    """What the version before wrote of one filing and one message."""

    code = "22222222"

    def __init__(self, draft: OpenDraft) -> None:
        unused = {"formal_description", "follow", "shows_names"}
        self._request = _sha(draft.model_dump_json(exclude=unused))
        self._whose = _sha("api 10.1.2.3")[:16]
        self._request_key = _sha(f"9f1c7ab2e4d84c60a3b5\n{self._request}")
        self.hashes = {self._request, self._whose, self._request_key}

    def fill(self, session: Session, message: Message) -> None:
        at = {"at": "2026-11-24 08:00:00.000000"}
        self.hashes.add(message.fingerprint)
        values = {"hash": message.fingerprint, "sealed": SEALER.seal(message.text or "")}
        for statement, more in (
            (_CONVERSATION, {}),
            (_TURN, values),
            (_CASE, self._case()),
        ):
            session.execute(text(statement), at | more)

    def found_in(self, folder: Path) -> set[str]:
        written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        return {one for one in self.hashes if one.encode() in written}

    def _case(self) -> dict[str, str]:
        return {
            "code": self.code,
            "own": f"{self._whose}:9f1c7ab2e4d84c60a3b5",
            "request": self._request,
            "request_key": self._request_key,
        }


_CONVERSATION = (
    "INSERT INTO conversations (id, token_hash, owner, state, shown_choices, created_at,"
    " last_turn_at) VALUES ('cccccccccccccccccccccccccccccccc', 'h', 'bot', '{}', '{}', :at, :at)"
)
_TURN = (
    "INSERT INTO turns (id, conversation_id, idempotency_key, request_hash, text, sealed, answer,"
    " created_at) VALUES ('t', 'cccccccccccccccccccccccccccccccc', 't1', :hash, 'شماره من',"
    " :sealed, '{}', :at)"
)
_CASE = (
    "INSERT INTO cases (tracking_code, kind, status, description, identity, conversation_id,"
    " idempotency_key, request_key, request_hash, created_at, level, clock_from,"
    " first_answer_due_at, due_at, version, head_hash, sealed_version) VALUES (:code, 'complaint',"
    " 'registered', 'شرح', 'anonymous', 'cccccccccccccccccccccccccccccccc', :own, :request_key,"
    " :request, :at, 'agency_unit', :at, :at, :at, 0, '', 0)"
)


def _sha(text_: str) -> str:
    return hashlib.sha256(text_.encode()).hexdigest()
