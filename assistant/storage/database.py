"""One database, SQLite or PostgreSQL; its sessions run on threads, beside the event loop.

A `Bell` wakes listeners of this process after a commit that has something for them. `run_once`
opens the database for one task of a command.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    ExceptionContext,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import NotSupportedError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from assistant.settings import get_settings
from assistant.storage.availability import bounds
from assistant.storage.shared_clock import CLOCK
from assistant.tracing import in_context, span

Listener = Callable[[], object]


class Bell:
    """Rings after commits, from any thread; its listeners must be safe to call from any thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def ring(self) -> None:
        """Call every listener."""
        for listener in tuple(self._listeners):
            listener()

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Call `listener` at each ring until the block ends."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)


async def rang_within(bell: asyncio.Event, seconds: float) -> bool:
    """Wait until `bell` is set, at most so long; returns whether it was.

    A cancellation at the very moment of its ringing still cancels: `asyncio.wait_for` of Python
    3.11 would forget it, and its caller would wait on for ever.
    """
    try:
        async with asyncio.timeout(seconds):
            return await bell.wait()
    except TimeoutError:
        return False


T = TypeVar("T")
_THREADS = 4
_PLAN_IS_VOID = "0A000"
"""PostgreSQL: «cached plan must not change result type»."""
_HAS_JOBS = "has_jobs"
_LATE, _LAST = "done late", "done before the commit"

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite stores it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """The engine and its sessions; `bell` rings when a transaction with new jobs is committed."""

    def __init__(self, url: str) -> None:
        self.bell = Bell()
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")
        self._long: dict[str, asyncio.Future[Any]] = {}

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction, on a thread; nothing is kept when it raises."""
        return await in_context(self._threads, self._run, work)

    async def run_long(self, name: str, work: Callable[[Session], T]) -> T:
        """Do `work` that may take minutes on a separate thread, so that it blocks no other work.

        Nobody can stop a thread: if the caller is cancelled the thread goes on, and a caller with
        the same `name` meanwhile waits for it instead of beginning a second one.
        """
        under_way = self._long.get(name)
        if under_way is None:
            under_way = asyncio.ensure_future(asyncio.to_thread(self._run, work))
            self._long[name] = under_way
            under_way.add_done_callback(lambda done: self._ended(name, done))
        found: T = await asyncio.shield(under_way)
        return found

    def _ended(self, name: str, done: asyncio.Future[Any]) -> None:
        del self._long[name]
        # Reads the exception here, since maybe nobody waits for it any more.
        if not done.cancelled():
            done.exception()

    def _run(self, work: Callable[[Session], T]) -> T:
        with span("transaction"):
            try:
                with self.transaction() as session:
                    return work(session)
            except NotSupportedError as error:
                if not error.connection_invalidated:
                    raise
            # Nothing of the first try is kept, and the new connection knows the columns as they are
            # now.
            with self.transaction() as session:
                return work(session)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls back when the block raises; it blocks."""
        with self._sessions.begin() as session:
            if self.engine.dialect.name == "postgresql":
                CLOCK.read(session)
            yield session
            for when in (_LATE, _LAST):
                for work in session.info.pop(when, ()):
                    work(session)
        if session.info.get(_HAS_JOBS):
            self.bell.ring()

    async def is_up(self) -> bool:
        """Whether a trivial query is answered."""
        try:
            await self.run(lambda session: session.execute(text("SELECT 1")).scalar())
        except Exception:  # noqa: BLE001 - whatever the driver raises means down
            return False
        return True

    def scrub(self) -> None:
        """Remove deleted data from SQLite's write-ahead log, too; it blocks.

        PostgreSQL frees the room of deleted rows by its own vacuum.
        """
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def pack(self, most: int | None = None) -> bool:
        """Write an SQLite database again, without all that was ever deleted in it; it blocks.

        False, and nothing is done, when it has more than `most` bytes.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            if most is not None and pages * size > most:
                return False
            connection.exec_driver_sql("VACUUM")
        self.scrub()
        return True

    async def close(self) -> None:
        """Wait for running work, and close all connections."""
        await asyncio.to_thread(self._threads.shutdown)
        self.engine.dispose()


def wake_after_commit(session: Session) -> None:
    """Ring the database's bell when this transaction is committed."""
    session.info[_HAS_JOBS] = True


def do_late(session: Session, work: Callable[[Session], None]) -> None:
    """Do `work` after all other work of the transaction, but before that of `do_last`."""
    session.info.setdefault(_LATE, []).append(work)


def do_last(session: Session, work: Callable[[Session], None]) -> None:
    """Do `work` as the last thing before this transaction is committed."""
    session.info.setdefault(_LAST, []).append(work)


def _engine(url: str) -> Engine:
    # Hidden: an error's text goes to the log, and the values are citizens' words.
    if not url.startswith("sqlite"):
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=_THREADS,
            max_overflow=_THREADS,
            connect_args=bounds(make_url(url)),
        )
        event.listen(engine, "handle_error", _drop_old_plans)
        return engine
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 15})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _drop_old_plans(context: ExceptionContext) -> None:
    """A column got another type, so prepared statements are void: closes all connections."""
    if getattr(context.original_exception, "sqlstate", None) == _PLAN_IS_VOID:
        context.is_disconnect = True


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        # FULL: a case whose code was shown survives a power cut, not only a crash.
        "synchronous=FULL",
        "busy_timeout=15000",
        "foreign_keys=ON",
        # Overwrites deleted data: erased must not mean only unlinked.
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def run_once(work: Callable[[Session], T]) -> T:
    """Do `work` in one transaction on the database of the settings, opened for it alone."""

    async def run() -> T:
        database = Database(get_settings().database)
        try:
            return await database.run(work)
        finally:
            await database.close()

    return asyncio.run(run())
